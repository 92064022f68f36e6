"""Rows to batches of one size, each as an Arrow batch and as the arrays that the comparison of texts works on.

Where a batch ends depends on the documents alone, so the files and all that is made of the batches are the same
however the rows came.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from arro3.core import RecordBatch
from numpy.typing import NDArray

from sayso.language.moments import published_between
from sayso.model import Document
from sayso.model.tables import columns, schema
from sayso.read.bulk import COLUMNS, Rows
from sayso.store.columns import build_array, build_strings

DOCUMENTS, BYTES = 4096, 16 << 20
"""A batch is full with so many documents or the document that brings it to so many bytes of text."""


class Batch(NamedTuple):
    """Documents that stand next to each other in the table, in its order."""

    documents: RecordBatch
    """In the schema of the table documents."""
    text: NDArray[np.uint8]
    """Their texts in UTF-8: text `n` is `text[offsets[n] : offsets[n + 1]]`."""
    offsets: NDArray[np.int64]
    ids: NDArray[np.bytes_]
    first: NDArray[np.float64]
    """First second, from year 1 on, at which each may have been published (`published_between`); NaN if unknown."""
    last: NDArray[np.float64]
    outlets: NDArray[np.int32]
    """Number of each document's `outlet_name` in the run, in the order of first use; -1 for none."""


class Pile:
    """Collects rows and gives them out in full batches."""

    def __init__(self) -> None:
        self.outlets: dict[str, int] = {}
        self._cells: list[Sequence[Any]] = []
        self._pieces: list[NDArray[np.uint8]] = []
        self._sizes: list[NDArray[np.int64]] = []
        self._bytes = 0

    def add(self, rows: Rows, keep: NDArray[np.bool_]) -> Iterator[Batch]:
        """The batches that get full with the rows that are kept."""
        sizes = np.diff(rows.offsets)
        kept = np.flatnonzero(keep)
        ends = np.cumsum(sizes[kept])
        done = 0
        while done < kept.size:
            before = int(ends[done - 1]) if done else 0
            full = int(np.searchsorted(ends, before + BYTES - self._bytes)) + 1
            stop = min(full, done + DOCUMENTS - len(self._cells), kept.size)
            self._take(rows, kept[done:stop], sizes)
            done = stop
            if len(self._cells) >= DOCUMENTS or self._bytes >= BYTES:
                yield self._give()

    def finish(self) -> Iterator[Batch]:
        """The last batch, if anything is left."""
        if self._cells:
            yield self._give()

    def _take(self, rows: Rows, chosen: NDArray[np.int64], sizes: NDArray[np.int64]) -> None:
        self._cells += [rows.documents[row] for row in chosen.tolist()]
        for run in np.split(chosen, np.flatnonzero(np.diff(chosen) > 1) + 1):
            if run.size:
                self._pieces.append(rows.text[rows.offsets[run[0]] : rows.offsets[run[-1] + 1]])
        self._sizes.append(sizes[chosen])
        self._bytes += int(sizes[chosen].sum())

    def _give(self) -> Batch:
        cells = dict(zip(COLUMNS, map(list, zip(*self._cells, strict=True)), strict=True))
        text = np.concatenate(self._pieces)
        offsets = np.concatenate([[0], np.cumsum(np.concatenate(self._sizes))]).astype(np.int64)
        self._cells, self._pieces, self._sizes, self._bytes = [], [], [], 0
        between = [published_between(published) for published in cells["published"]]
        moments = np.array([pair or (np.nan, np.nan) for pair in between], np.float64)
        numbers = self.outlets
        outlets = [-1 if name is None else numbers.setdefault(name, len(numbers)) for name in cells["outlet_name"]]
        return Batch(
            _pack(cells, text, offsets), text, offsets, np.array(cells["document"], "S14"),
            moments[:, 0].copy(), moments[:, 1].copy(), np.array(outlets, np.int32),
        )  # fmt: skip


def _pack(cells: dict[str, list[Any]], text: NDArray[np.uint8], offsets: NDArray[np.int64]) -> RecordBatch:
    """The columns as Arrow has them; the text stays where it is."""
    texts = build_strings(offsets, text)
    arrays = [texts if name == "text" else build_array(cells[name], hint) for name, hint in columns(Document).items()]
    return RecordBatch.from_arrays(arrays, schema=schema(Document))
