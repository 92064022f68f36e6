"""A batch of records to the columns of their documents. Ordinary records never become a text in Python.

Ordinary is a record with a text that is not blank and not too long, no page beside it, and outlet and date in columns.
All others take the way of `read_documents`, one by one, and stand among the rest in their place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.language.samples import count_signs, detect_languages
from sayso.model import Document, Input
from sayso.model.tables import columns as columns_of
from sayso.read.codes import CHARACTERS
from sayso.read.documents import RECORD_ENCODING, Reading, key_of, name_document, read_record, same_of
from sayso.read.facts import date_of_record, on_one_line
from sayso.read.records import (
    cells_of,
    choose_columns,
    faults_as_values,
    read_batches,
    record_of_row,
    seal,
    texts_of,
)

if TYPE_CHECKING:
    from arro3.core import Array, RecordBatch

COLUMNS = tuple(name for name in columns_of(Document) if name != "text")
_LANGUAGE = COLUMNS.index("language")
_ABSENT: tuple[Any, ...] = ("", "", None, *(None,) * 5, (), *(None,) * 3, "", "", 0, ())
"""Cells in the place of a document that there is none of."""
_NOTHING = sha256(b"").hexdigest()


@dataclass(slots=True)
class Rows:
    """Readings of one input in their order, column by column."""

    path: str
    documents: list[Sequence[Any]] = field(default_factory=list)
    """`COLUMNS` of each reading's document."""
    text: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))
    """The documents' texts in UTF-8, one after the other."""
    offsets: NDArray[np.int64] = field(default_factory=lambda: np.zeros(1, np.int64))
    keys: list[bytes] = field(default_factory=list)
    """What makes a reading a duplicate; empty where there is no document."""
    digests: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """Byte of the container at which the record starts, or -1."""
    notes: dict[int, Input] = field(default_factory=dict)
    """The ledger's rows of readings of which there is more to say than that they were read."""

    def add(self, cells: Sequence[Any], key: bytes, digest: str, size: int, start: int = -1) -> None:
        """One reading more."""
        self.documents.append(cells)
        self.keys.append(key)
        self.digests.append(digest)
        self.sizes.append(size)
        self.starts.append(start)

    def add_reading(self, reading: Reading) -> bytes:
        """One reading more, made by the way of single records; gives its document's text."""
        row, document = reading.row, reading.document
        if row.outcome != "read":
            self.notes[len(self.documents)] = row
        cells = tuple(getattr(document, name) for name in COLUMNS) if document else _ABSENT
        start = -1 if row.offset is None else row.offset
        self.add(cells, key_of(reading.same) if document else b"", row.sha256 or "", row.bytes or 0, start)
        return document.text.encode("utf-8") if document else b""


class Texts(NamedTuple):
    """A column of texts as bytes: text `n` is `[offsets[n], offsets[n + 1])`; `present` is false where it is null."""

    text: NDArray[np.uint8]
    offsets: NDArray[np.int64]
    present: NDArray[np.bool_]


def join_readings(path: str, readings: Iterable[Reading]) -> Rows:
    """Readings of one input that were made one by one."""
    rows = Rows(path)
    bodies = [rows.add_reading(reading) for reading in readings]
    rows.text = np.frombuffer(b"".join(bodies), np.uint8)
    rows.offsets = np.concatenate([[0], np.cumsum([len(body) for body in bodies], dtype=np.int64)])
    return rows


def read_container(path: str, file: BinaryIO, names: Mapping[str, str], fast: bool = True) -> Iterator[Rows]:
    """The readings of an open `.parquet` file, as `read_documents` has them, some thousand at a time.

    `names` maps our names of columns to the container's; `fast` takes compiled loops, which start in some tenths of a
    second and change nothing else.

    Raises:
        ValueError: the file cannot be read; the readings before the fault have been given.
    """
    first = 0
    with faults_as_values():
        for batch in read_batches(file):
            yield _read_batch(path, batch, first, names, fast)
            first += batch.num_rows


def _read_batch(path: str, batch: "RecordBatch", first: int, names: Mapping[str, str], fast: bool) -> Rows:
    """The readings of a batch whose first record has the number `first`."""
    wanted = choose_columns(batch.schema.names, names)
    texts = view_texts(batch.column(wanted["text"])) if "text" in wanted else None
    if texts is None or "outlet" not in wanted:  # nothing ordinary among them
        values = enumerate(cells_of(batch, wanted), first)
        return join_readings(path, (read_record(path, record_of_row(cells, number)) for number, cells in values))
    return _read_columns(path, batch, first, wanted, texts, fast)


def _read_columns(
    path: str, batch: "RecordBatch", first: int, wanted: dict[str, str], texts: Texts, fast: bool
) -> Rows:
    rows, bodies = Rows(path), {}
    characters = count_signs(texts.text, texts.offsets, fast)
    usual = texts.present & characters.shown & (characters.characters <= CHARACTERS)
    counts, edges, plain = characters.characters.tolist(), texts.offsets.tolist(), usual.tolist()
    text = texts.text.data
    for row, values in enumerate(cells_of(batch, {name: theirs for name, theirs in wanted.items() if name != "text"})):
        if plain[row] and _add_ordinary(rows, values, first + row, text[edges[row] : edges[row + 1]], counts[row]):
            continue
        values["text"] = batch.column(wanted["text"])[row].as_py()
        bodies[row] = rows.add_reading(read_record(path, record_of_row(values, first + row)))
    rows.text, rows.offsets = _splice(texts, bodies)
    languages = detect_languages(rows.text, rows.offsets, fast)
    for row, cells in enumerate(rows.documents):
        if isinstance(cells, list):
            cells[_LANGUAGE] = languages[row]
    return rows


def _add_ordinary(rows: Rows, values: dict[str, Any], number: int, text: memoryview, characters: int) -> bool:
    """Add a record whose columns say all that is asked; False if they do not."""
    columns, authors = texts_of(values)
    outlet, published = on_one_line(columns.get("outlet")), date_of_record(columns)
    if not outlet or not published or columns.get("html"):
        return False
    body = sha256(text).hexdigest()
    digests = {"text": body, "html": _NOTHING} if "html" in columns else {"text": body}
    digest, size = seal(columns, authors, digests, len(text))
    cells = [
        name_document(digest, number), rows.path, number, on_one_line(columns.get("url")), None, outlet, "record",
        on_one_line(columns.get("title")), authors, published, "record", None, RECORD_ENCODING, digest, characters, (),
    ]  # fmt: skip
    rows.add(cells, key_of(same_of(body, columns)), digest, size)
    return True


def view_texts(column: "Array") -> Texts | None:
    """The bytes of a column of strings, without a copy; None for a column of another kind.

    Of a null text the bytes are no part of it, whatever they are.
    """
    import nanoarrow
    from arro3.core import DataType

    kind = column.type
    if DataType.is_string_view(kind) or (DataType.is_dictionary(kind) and DataType.is_string(kind.value_type)):
        column = column.cast(DataType.large_string())
    elif not (DataType.is_string(kind) or DataType.is_large_string(kind)):
        return None
    view = nanoarrow.c_array(column).view()
    size, start = len(column), view.offset
    offsets = np.asarray(view.buffer(1))[start : start + size + 1].astype(np.int64)
    if not size:
        offsets = np.zeros(1, np.int64)
    text = np.asarray(view.buffer(2)).view(np.uint8)[offsets[0] : offsets[-1]]
    present = np.ones(size, np.bool_)
    if view.null_count:
        bits = np.unpackbits(np.asarray(view.buffer(0)).view(np.uint8), bitorder="little")
        present = bits[start : start + size].astype(np.bool_)
    return Texts(text, offsets - offsets[0], present)


def _splice(texts: Texts, bodies: Mapping[int, bytes]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The texts with some of them replaced."""
    if not bodies:
        return texts.text, texts.offsets
    sizes, pieces, done = np.diff(texts.offsets), [], 0
    for row, body in sorted(bodies.items()):
        pieces += [texts.text[texts.offsets[done] : texts.offsets[row]], np.frombuffer(body, np.uint8)]
        sizes[row], done = len(body), row + 1
    pieces.append(texts.text[texts.offsets[done] :])
    return np.concatenate(pieces), np.concatenate([[0], np.cumsum(sizes)])
