"""The table inputs of a large run, kept in about 76 bytes a record until all of it is known."""

from array import array
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, NamedTuple

import numpy as np
from arro3.core import RecordBatch
from numpy.typing import NDArray

from sayso.model import Input
from sayso.model.tables import columns, schema
from sayso.read.bulk import KEY, Rows, Seen
from sayso.read.documents import repeat
from sayso.store.columns import build_array

_ROWS = 50_000
"""Rows of a batch of the table."""
SHOWN = 1_000
"""Inputs and records, refused or read in part, that are kept for the message to the user."""
_ID = 14
_NO_KEY = b"\0" * KEY
_COLUMNS = tuple(columns(Input))


class _Part(NamedTuple):
    """An input: the readings that came of it, and the row of its own if it is no reading itself."""

    path: str
    start: int
    stop: int
    head: Input | None


class Ledger:
    """Readings in their order, which of them are duplicates, and the rows of the inputs that hold them."""

    def __init__(self) -> None:
        self._seen = Seen()
        self._parts: list[_Part] = []
        self._notes: dict[int, Input] = {}
        self._sizes, self._starts, self._firsts = array("q"), array("q"), array("q")
        self._digests, self._ids, self._keys = bytearray(), bytearray(), bytearray()
        self._begun = 0
        self._stops = np.zeros(0, np.int64)

    def add(self, rows: Rows) -> NDArray[np.bool_]:
        """Take readings of the input that is being read; says which of them have a document that is new."""
        at, size = len(self._sizes), len(rows.documents)
        held = np.array([bool(key) for key in rows.keys], np.bool_)
        places = np.arange(at, at + size)
        firsts = np.full(size, -1, np.int64)
        firsts[held] = self._seen.find_first([key for key in rows.keys if key], places[held])
        self._firsts.frombytes(firsts.tobytes())
        self._sizes.extend(rows.sizes)
        self._starts.extend(rows.starts)
        self._keys += b"".join(key or _NO_KEY for key in rows.keys)
        self._digests += bytes.fromhex("".join(rows.digests))
        self._ids += b"".join(cells[0].encode().ljust(_ID, b"\0") for cells in rows.documents)
        for index, note in rows.notes.items():
            self._notes[at + index] = note
        return np.asarray(held & (firsts < 0))

    def close(self, path: str, head: Input | None) -> None:
        """The input of the readings since the last call is at its end; `head` is the row of a container or a fault."""
        self._parts.append(_Part(path, self._begun, len(self._sizes), head))
        self._begun = len(self._sizes)

    def count(self) -> tuple[Counter[str], list[Input]]:
        """Rows by outcome, and the first of those that were refused or read in part."""
        heads = [part.head for part in self._parts if part.head]
        twice = int(np.count_nonzero(np.frombuffer(self._firsts, np.int64) >= 0))
        noted = [note for index, note in sorted(self._notes.items()) if self._firsts[index] < 0]
        found: Counter[str] = Counter(row.outcome for row in [*heads, *noted])
        plain = len(self._sizes) - twice - len(noted)
        found += Counter({"duplicate": twice, "read": plain})
        told = (row for row in [*heads, *noted] if row.outcome != "read")
        refused = sorted(told, key=lambda row: (row.path, -1 if row.record is None else row.record))
        return found, refused[:SHOWN]

    def digest(self) -> str:
        """The sha256 over the digests of all inputs and records, one a line, sorted: what the run card calls input."""
        heads = b"".join(bytes.fromhex(part.head.sha256) for part in self._parts if part.head and part.head.sha256)
        digests = np.frombuffer(bytes(self._digests) + heads, np.uint8).reshape(-1, 32)
        order = np.argsort(np.ascontiguousarray(digests).view("S32").ravel(), kind="stable")
        whole = sha256()
        for start in range(0, order.size, _ROWS):
            lines = digests[order[start : start + _ROWS]].tobytes().hex("\n", 32)
            whole.update((("\n" if start else "") + lines).encode())
        return whole.hexdigest()

    def batches(self) -> Iterator[RecordBatch]:
        """The table, in the order of path and record."""
        waiting: list[list[Any]] = [[] for _ in _COLUMNS]
        self._stops = np.array([part.stop for part in self._parts], np.int64)
        for part in self._parts:
            for cells in self._cells(part):
                for column, more in zip(waiting, cells, strict=True):
                    column += more
                while len(waiting[0]) >= _ROWS:
                    yield _pack([column[:_ROWS] for column in waiting])
                    waiting = [column[_ROWS:] for column in waiting]
        if waiting[0]:
            yield _pack(waiting)

    def _cells(self, part: _Part) -> Iterator[list[list[Any]]]:
        """The columns of an input's rows, a stretch at a time."""
        if part.head:
            yield [[getattr(part.head, name)] for name in _COLUMNS]
        for start in range(part.start, part.stop, _ROWS):
            yield self._stretch(part, start, min(start + _ROWS, part.stop))

    def _stretch(self, part: _Part, start: int, stop: int) -> list[list[Any]]:
        size = stop - start
        records: list[int | None] = list(range(start - part.start, stop - part.start)) if part.head else [None] * size
        starts = [None if at < 0 else at for at in self._starts[start:stop]]
        digests = bytes(self._digests[32 * start : 32 * stop]).hex()
        hexes = [digests[64 * n : 64 * n + 64] for n in range(size)]
        ids = bytes(self._ids[_ID * start : _ID * stop]).decode("ascii")
        names = [ids[_ID * n : _ID * n + _ID] for n in range(size)]
        cells: list[list[Any]] = [
            [part.path] * size, records, starts, list(self._sizes[start:stop]), hexes, ["read"] * size,
            [None] * size, [None] * size, names, self._sames(part, start, stop),
        ]  # fmt: skip
        odd = np.flatnonzero(np.frombuffer(self._firsts, np.int64)[start:stop] >= 0).tolist()
        for index in sorted({*odd, *(n - start for n in range(start, stop) if n in self._notes)}):
            row = self._row(start + index, Input(*(column[index] for column in cells)))
            for column, name in zip(cells, _COLUMNS, strict=True):
                column[index] = getattr(row, name)
        return cells

    def _sames(self, part: _Part, start: int, stop: int) -> list[str | None]:
        """What makes records duplicates; files have nothing there."""
        if not part.head:
            return [None] * (stop - start)
        digits = bytes(self._keys[KEY * start : KEY * stop]).hex()
        return [digits[2 * KEY * n : 2 * KEY * (n + 1)] for n in range(stop - start)]

    def _row(self, index: int, plain: Input) -> Input:
        """The row of a reading of which there is more to say than that it was read."""
        row, first = self._notes.get(index, plain), self._firsts[index]
        if first < 0:
            return row
        part = self._parts[int(np.searchsorted(self._stops, first, "right"))]
        document = bytes(self._ids[_ID * first : _ID * first + _ID]).decode("ascii")
        return repeat(row, part.path, first - part.start if part.head else None, document)


def _pack(cells: list[list[Any]]) -> RecordBatch:
    arrays = [build_array(column, hint) for column, hint in zip(cells, columns(Input).values(), strict=True)]
    return RecordBatch.from_arrays(arrays, schema=schema(Input))
