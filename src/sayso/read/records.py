"""Containers: one document a line (`.jsonl`) or a row (`.parquet`). A broken record costs itself and no other."""

import json
import re
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from io import SEEK_END, BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from sayso.read.codes import JSON_DEPTH, RECORD_BYTES, explain
from sayso.read.decode import mend

if TYPE_CHECKING:
    from arro3.core import RecordBatch

LARGE = ("text", "html")
"""Columns that hold an article: each is hashed once, and its digest stands for it in the record's."""
DAYS, MOMENTS = ("date", "published_at"), ("ts", "timestamp")
"""Columns that may date a record which has no `published`: days and times in words, and seconds since 1970."""
COLUMNS = (*LARGE, "id", "url", "title", "outlet", "published", "authors", "language", *DAYS, *MOMENTS)
"""Columns of a record that are read; others pass unread."""
ROWS_AT_ONCE = 1024
"""Rows of a `.parquet` file that are decoded together; a fault in the file costs the rows decoded with it, so this is
fixed: whichever way a file is read, the same records come before the fault."""
_BRACKETS = re.compile(rb'\\.|["\[\]{}]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Record:
    """A record's place and its columns as text, or the code and message of what was wrong with it."""

    number: int
    offset: int | None
    size: int
    sha256: str
    columns: Mapping[str, str]
    authors: tuple[str, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    """Sha256 of the large columns, as far as it is known."""
    code: str | None = None
    message: str | None = None


def read_json_lines(data: bytes, names: Mapping[str, str]) -> Iterator[Record]:
    """Records of a `.jsonl` file. Lines end at LF and nowhere else: a U+2028 inside a string ends none."""
    at, number = 3 if data.startswith(b"\xef\xbb\xbf") else 0, 0
    while at < len(data):
        end = data.find(b"\n", at)
        end = len(data) if end < 0 else end
        line = data[at:end].strip(b" \t\r")
        if line:
            yield _read_line(line, number, at, names)
            number += 1
        at = end + 1


def read_rows(data: bytes, names: Mapping[str, str]) -> Iterator[Record]:
    """Records of a `.parquet` file, batch by batch.

    Raises:
        ValueError: the file cannot be read; the records before the fault have been given.
    """
    number = 0
    with faults_as_values():
        for batch in read_batches(BytesIO(data)):
            for values in cells_of(batch, choose_columns(batch.schema.names, names)):
                yield record_of_row(values, number)
                number += 1


def read_batches(file: BinaryIO) -> "Iterator[RecordBatch]":
    """The batches of an open `.parquet` file, which is never in memory whole. May raise anything, as its reader does.

    Raises:
        ValueError: the file has no end.
    """
    from arro3.io import read_parquet

    size = file.seek(0, SEEK_END)
    file.seek(max(0, size - 8))
    end = file.read(8)
    if not (end.endswith(b"PAR1") and int.from_bytes(end[:4], "little") + 12 <= size):
        raise ValueError("its end is missing")  # told here because the reader would panic and print so
    file.seek(0)
    yield from read_parquet(file, batch_size=ROWS_AT_ONCE)


@contextmanager
def faults_as_values() -> Iterator[None]:
    """Whatever goes wrong in reading a file is a ValueError in one line."""
    try:
        yield
    except (GeneratorExit, ValueError):
        raise
    except BaseException as fault:  # a panic of the Rust reader is no Exception
        if isinstance(fault, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        raise ValueError(f"{type(fault).__name__}: {str(fault)[:200]}") from fault


def cells_of(batch: "RecordBatch", wanted: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The cells of each row under our names of their columns."""
    columns = [batch.column(theirs).to_pylist() for theirs in wanted.values()]
    for cells in zip(*columns, strict=True) if columns else ((),) * batch.num_rows:
        yield dict(zip(wanted, cells, strict=True))


def choose_columns(present: Container[str], names: Mapping[str, str]) -> dict[str, str]:
    """Our names of the columns that are read -> theirs. Columns that stand in for one the user named are not read."""
    stand_ins = (*DAYS, *MOMENTS) if "published" in names else ()
    wanted = {name: names.get(name, name) for name in COLUMNS if name not in stand_ins}
    found = {name: theirs for name, theirs in wanted.items() if theirs in present}
    if "authors" not in names and "authors" not in found and "author" in present:
        found["authors"] = "author"
    return found


def record_of_row(values: Mapping[str, Any], number: int) -> Record:
    """A row's cells under our names of their columns, as a record."""
    columns, authors = texts_of(values)
    bodies = {name: columns[name].encode("utf-8") for name in LARGE if name in columns}
    digests = {name: sha256(body).hexdigest() for name, body in bodies.items()}
    digest, size = seal(columns, authors, digests, sum(map(len, bodies.values())))
    return Record(number, None, size, digest, columns, authors, digests)


def seal(
    columns: Mapping[str, str], authors: tuple[str, ...], digests: Mapping[str, str], bytes_of_texts: int
) -> tuple[str, int]:
    """The sha256 that stands for a row, and its size in bytes.

    It is of the columns by name, each with its length, the digests of large texts in their place, and the authors.
    """
    cells = sorted({**columns, **digests}.items()) + [("authors", name) for name in authors]
    joined = "".join([f"{name}:{len(value)}:{value};" for name, value in cells]).encode("utf-8")
    return sha256(joined).hexdigest(), len(joined) - 64 * len(digests) + bytes_of_texts


def _read_line(line: bytes, number: int, at: int, names: Mapping[str, str]) -> Record:
    digest = sha256(line).hexdigest()

    def refuse(code: str, what: str, offset: int = at) -> Record:
        return Record(number, at, len(line), digest, {}, code=code, message=explain(code, what, offset))

    if len(line) > RECORD_BYTES:
        return refuse("TOO_LONG", f"the record has {len(line)} bytes, more than {RECORD_BYTES}")
    if _depth(line) > JSON_DEPTH:
        return refuse("TOO_DEEP", f"brackets are nested deeper than {JSON_DEPTH}")
    try:
        values = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as fault:
        return refuse("BAD_JSON", "the line is no UTF-8", at + fault.start)
    except json.JSONDecodeError as fault:
        return refuse(
            "BAD_JSON", f"the line is no JSON ({fault.msg.lower()})", at + len(fault.doc[: fault.pos].encode())
        )
    except (ValueError, RecursionError) as fault:
        return refuse("BAD_JSON", f"the line cannot be read ({type(fault).__name__})")
    if not isinstance(values, dict):
        return refuse("NOT_AN_OBJECT", "the line is JSON, but no object")
    columns, authors = texts_of({ours: values[theirs] for ours, theirs in choose_columns(values, names).items()})
    return Record(number, at, len(line), digest, columns, authors)


def depth_within(data: bytes, most: int = JSON_DEPTH) -> bool:
    """Whether brackets in JSON are nested at most this deep."""
    return _depth(data, most) <= most


def _depth(line: bytes, most: int = JSON_DEPTH) -> int:
    """How deep brackets outside strings are nested; stops at the limit. Linear."""
    if line.count(b"[") + line.count(b"{") <= most:
        return 0
    depth = deepest = 0
    quoted = False
    for found in _BRACKETS.finditer(line):
        sign = found.group()
        if sign == b'"':
            quoted = not quoted
        elif quoted or len(sign) > 1:
            continue
        elif sign in b"[{":
            depth += 1
            deepest = max(deepest, depth)
            if deepest > most:
                break
        else:
            depth -= 1
    return deepest


def texts_of(values: Mapping[str, Any]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The columns we read as text, and the authors as a list."""
    columns: dict[str, str] = {}
    authors: tuple[str, ...] = ()
    for name, value in values.items():
        if name == "authors":
            listed = value if isinstance(value, (list, tuple)) else [] if value is None else [value]
            authors = tuple(one.strip() for one in map(_text, listed[:100]) if one and one.strip())
            continue
        text = _text(value)
        if text is None and name in LARGE:
            text = ""  # the column is there, only empty or no text: another fault than a missing column
        if text is not None:
            columns[name] = text
    return columns, authors


def _text(value: Any) -> str | None:
    if isinstance(value, str):
        return value if value.isascii() else mend(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 63 else None
