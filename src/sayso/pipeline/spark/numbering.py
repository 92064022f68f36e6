"""The documents of a run numbered in order of time, as arrays that every worker maps into memory from one file."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark import SparkFiles
from pyspark.sql import SparkSession

from sayso.reuse.finding.ranges import Index, index_documents

Arrays = dict[str, NDArray[Any]]


class Sent(NamedTuple):
    """Arrays that were sent to all workers: the file of each, under a name that no other run uses."""

    files: dict[str, str]

    def open(self) -> Arrays:
        """The arrays, where a worker runs. Copy on write, for compiled code is compiled anew for arrays that may not
        be written to."""
        return {name: np.asarray(np.load(SparkFiles.get(file), mmap_mode="c")) for name, file in self.files.items()}

    def and_(self, other: "Sent") -> "Sent":
        """All arrays of both."""
        return Sent({**self.files, **other.files})


@contextmanager
def sending(session: SparkSession) -> "Iterator[Sender]":
    """What sends arrays to the workers; its own copies are removed at the end."""
    with TemporaryDirectory(prefix="sayso-") as folder:
        yield Sender(session, Path(folder))


class Sender:
    """Puts arrays into files and the files on every worker."""

    def __init__(self, session: SparkSession, folder: Path) -> None:
        self._context, self._folder = session.sparkContext, folder

    def send(self, arrays: Mapping[str, NDArray[Any]]) -> Sent:
        """Send arrays."""
        files = {name: f"sayso-{secrets.token_hex(8)}-{name}.npy" for name in arrays}
        for name, file in files.items():
            np.save(self._folder / file, arrays[name])
            self._context.addFile(str(self._folder / file))
        return Sent(files)


def number_documents(known: pa.Table) -> Arrays:
    """Numbers and index of documents from their columns `document`, `moment`, `outlet`, `words` and `marks`.

    They are numbered as `sayso.reuse.find.time_order` orders them, in whatever order they come. `names` are their ids
    in order and `numbers` the number of each; sentences of document `n` are `sentences[n]` to `sentences[n + 1]` of
    `documents`, the document of each sentence, and of `marks`; the other arrays are those of
    `sayso.reuse.finding.ranges.Index`.
    """
    ids = known.column("document").to_numpy().astype("S")
    moments = known.column("moment").to_numpy()  # NaN for null, which sorts last
    order = np.lexsort((ids, moments))
    numbers = np.empty(order.size, np.int32)
    numbers[order] = np.arange(order.size, dtype=np.int32)
    by_name = np.argsort(ids)
    outlet = known.column("outlet").combine_chunks().dictionary_encode()
    outlets = outlet.indices.fill_null(-1).to_numpy().astype(np.int32)[order]
    bounds = _add_up(known.column("words").to_numpy()[order])
    index = index_documents(bounds, outlets)
    cells = [cell.as_py() for cell in known.column("marks")]
    marks = np.frombuffer(b"".join([cells[n] for n in order.tolist()]), np.uint64).reshape(-1, 2)
    sentences = _add_up(np.array([len(cells[n]) // 16 for n in order.tolist()], np.int64))
    documents = np.repeat(np.arange(order.size, dtype=np.int32), np.diff(sentences))
    found = {"names": ids[by_name], "numbers": numbers[by_name], **index._asdict()}
    return found | {"sentences": sentences, "documents": documents, "marks": marks}


def _add_up(sizes: NDArray[np.integer]) -> NDArray[np.int64]:
    """Where each begins when they stand one after the other, and where the last one ends."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)])


def numbers_of(ids: Any, arrays: Mapping[str, NDArray[Any]]) -> NDArray[np.int32]:
    """The numbers of documents by their ids."""
    return np.asarray(arrays["numbers"][np.searchsorted(arrays["names"], np.array(ids, "S"))], np.int32)


def index_of(arrays: Arrays) -> Index:
    """The index among the arrays."""
    return Index(*(arrays[name] for name in Index._fields))
