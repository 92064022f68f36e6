"""Containers: one document a line (`.jsonl`) or a row (`.parquet`). A broken record costs itself and no other."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

from sayso.read.codes import JSON_DEPTH, RECORD_BYTES, explain
from sayso.read.decode import mend

COLUMNS = ("text", "html", "id", "url", "title", "outlet", "published", "authors", "language")
"""Columns of a record that are read; others pass unread."""
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
    if not (data.endswith(b"PAR1") and int.from_bytes(data[-8:-4], "little") + 12 <= len(data)):
        raise ValueError("its end is missing")  # told here because the reader would panic and print so
    number = 0
    try:
        from arro3.io import read_parquet

        for batch in read_parquet(BytesIO(data)):
            wanted = [name for name in COLUMNS if names.get(name, name) in batch.schema.names]
            columns = [batch.column(names.get(name, name)).to_pylist() for name in wanted]
            for row in range(batch.num_rows):
                values = {name: column[row] for name, column in zip(wanted, columns, strict=True)}
                yield _record_of_row(values, number)
                number += 1
    except GeneratorExit:
        raise
    except BaseException as fault:  # a panic of the Rust reader is no Exception
        if isinstance(fault, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        raise ValueError(f"{type(fault).__name__}: {str(fault)[:200]}") from fault


def _record_of_row(values: Mapping[str, Any], number: int) -> Record:
    columns, authors = _texts(values, {})
    joined = json.dumps([columns, authors], ensure_ascii=False, sort_keys=True).encode("utf-8")
    return Record(number, None, len(joined), sha256(joined).hexdigest(), columns, authors)


def _read_line(line: bytes, number: int, at: int, names: Mapping[str, str]) -> Record:
    digest = sha256(line).hexdigest()

    def refuse(code: str, what: str, offset: int = at) -> Record:
        return Record(number, at, len(line), digest, {}, (), code, explain(code, what, offset))

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
    columns, authors = _texts(values, names)
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


def _texts(values: Mapping[str, Any], names: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The columns we read as text, and the authors as a list."""
    columns = {}
    for name in COLUMNS:
        text = _text(values.get(names.get(name, name)))
        if text is None and name in ("text", "html") and names.get(name, name) in values:
            text = ""  # the column is there, only empty or no text: another fault than a missing column
        if text is not None and name != "authors":
            columns[name] = text
    raw = values.get(names.get("authors", "authors"), values.get("author") if "authors" not in names else None)
    listed = raw if isinstance(raw, (list, tuple)) else [] if raw is None else [raw]
    authors = tuple(name.strip() for name in map(_text, listed[:100]) if name and name.strip())
    return columns, authors


def _text(value: Any) -> str | None:
    if isinstance(value, str):
        return mend(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 63 else None
