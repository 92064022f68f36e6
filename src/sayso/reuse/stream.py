"""Text reuse of a pile that is larger than memory: batches of documents in, columns of the table reuse out.

The same kernels, rules and rows as `find_reuse`; what waits between the steps lies in a spool.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.alignment import Passages
from sayso.kernels.fast.matching.ordering import copy_stretches
from sayso.kernels.fast.passages.quoting import cut_quotations
from sayso.model import Document
from sayso.reuse.finding.passages import Found, Setting
from sayso.reuse.finding.quoted import OWN_VOICE
from sayso.reuse.finding.ranges import find_in_ranges
from sayso.reuse.finding.spool import Spool
from sayso.reuse.judging.verdicts import About
from sayso.reuse.rows import Columns, write_columns
from sayso.reuse.words.articles import Articles, scan_bytes

ORDERED = 16 << 20
"""Words that are put into the order of time at once."""
_FETCHED = 4096
"""Documents that are kept at hand when directions are decided by their texts."""
_U32 = np.empty(0, np.uint32)
_U8 = np.empty(0, np.uint8)
_T = TypeVar("_T", bound=np.generic)


class Mapped(Spool, Protocol):
    """A spool that can leave an array where it is and bring in what is looked at."""

    def map(self, name: str, like: NDArray[_T]) -> NDArray[_T]:
        """All parts as one array."""

    def rest(self, array: NDArray[_T]) -> None:
        """The mapped array is not needed for now."""


class Leaf(NamedTuple):
    """What a batch says of its documents besides their texts."""

    ids: NDArray[np.bytes_]
    first: NDArray[np.float64]
    last: NDArray[np.float64]
    updated: NDArray[np.bool_]
    """Whether the date is that of an update, which says nothing of who was first."""
    outlets: NDArray[np.int32]


class Comparison:
    """Takes documents batch by batch in any order, then compares them all."""

    def __init__(self, spool: Mapped, setting: Setting | None = None) -> None:
        self._spool, self.setting = spool, setting or Setting()
        self._leaves: list[Leaf] = []
        self._words: list[NDArray[np.int64]] = []
        self._bytes: list[NDArray[np.int64]] = []

    def add(self, text: NDArray[np.uint8], offsets: NDArray[np.int64], leaf: Sequence[NDArray[Any]]) -> None:
        """Documents: UTF-8 bytes, text `n` is `text[offsets[n] : offsets[n + 1]]`; `leaf` has the fields of `Leaf`."""
        scanned = scan_bytes(text, offsets, [None] * (offsets.size - 1))
        self._spool.put("codes", scanned.codes.copy())
        self._spool.put("places", scanned.places.copy())
        self._spool.put("texts", text)
        self._words.append(np.diff(scanned.bounds))
        self._bytes.append(np.diff(offsets))
        self._leaves.append(Leaf(*leaf))

    def compare(self, outlets: Sequence[str]) -> tuple[Columns, list[str]]:
        """All rows, and the ids of the documents by their numbers in the rows; `outlets` are names by number."""
        leaf = Leaf(*(np.concatenate(parts) for parts in zip(*self._leaves, strict=True)))
        words, sizes = np.concatenate(self._words), np.concatenate(self._bytes)
        dated = ~np.isnan(leaf.first)
        order = np.lexsort((leaf.ids, np.where(dated, leaf.first, 0.0), ~dated))
        articles = self._put_in_order(words, order, leaf)
        text_starts = (np.cumsum(sizes) - sizes)[order]
        about = self._describe(leaf, order, outlets, text_starts, sizes[order])
        found, quoted = self._find(articles)
        columns = write_columns(articles, found, quoted, about, self.setting, True)
        return columns, [name.decode("ascii") for name in leaf.ids[order].tolist()]

    def _put_in_order(self, words: NDArray[np.int64], order: NDArray[np.int64], leaf: Leaf) -> Articles:
        """The words of all documents in the order of time."""
        bounds = np.concatenate([[0], np.cumsum(words[order])]).astype(np.int64)
        fields = []
        for name in ("codes", "places"):
            field = self._spool.map(name, _U32)
            if (np.diff(order) < 0).any():
                starts = (np.cumsum(words) - words)[order]
                cuts = np.unique(np.searchsorted(bounds, np.arange(0, int(bounds[-1]), ORDERED)))
                for first, last in zip(cuts.tolist(), [*cuts[1:].tolist(), order.size], strict=True):
                    here = slice(first, last)
                    self._spool.put(f"{name} in order", copy_stretches(field, starts[here], words[order[here]]))
                    self._spool.rest(field)
                field = self._spool.map(f"{name} in order", _U32)
            fields.append(field)
        return Articles(fields[0], fields[1], bounds, leaf.outlets[order])

    def _describe(
        self,
        leaf: Leaf,
        order: NDArray[np.int64],
        outlets: Sequence[str],
        starts: NDArray[np.int64],
        sizes: NDArray[np.int64],
    ) -> About:
        texts = self._spool.map("texts", _U8)

        @lru_cache(_FETCHED)
        def fetch(number: int) -> Document:
            at = order[number]
            start = int(starts[number])
            text = texts[start : start + int(sizes[number])].tobytes().decode("utf-8", "surrogatepass")
            outlet = None if leaf.outlets[at] < 0 else outlets[leaf.outlets[at]]
            return _stand_in(leaf.ids[at].decode("ascii"), text, outlet)

        ranks = np.empty(order.size, np.int64)
        ranks[np.argsort(leaf.ids[order], kind="stable")] = np.arange(order.size)
        silent = leaf.updated[order]
        first, last = (np.where(silent, np.nan, moments[order]) for moments in (leaf.first, leaf.last))
        return About(first, last, ranks, outlets, fetch)

    def _find(self, articles: Articles) -> tuple[Found, NDArray[np.bool_]]:
        """All passages, cut to quotations."""
        capped = np.zeros(articles.bounds.size - 1, np.bool_)
        parts, cut, anew = [], [], []
        for rows, reworded in find_in_ranges(articles, self.setting, self._spool, capped):
            cut.append(cut_quotations(articles.codes, articles.places, rows, OWN_VOICE))
            parts.append(rows[:, 2:])
            anew.append(reworded)
            self._spool.rest(articles.places)
        fields = np.concatenate(parts) if parts else np.empty((0, 7), np.int64)
        found = Found(Passages(*np.ascontiguousarray(fields.T)), np.concatenate(anew), capped)
        return found, np.concatenate(cut)


def _stand_in(name: str, text: str, outlet: str | None) -> Document:
    """A document with what the decision on a direction asks for."""
    return Document(
        name, "", None, None, None, outlet, None, None, (), None, None, None, "", "", len(text), text, ()
    )  # fmt: skip
