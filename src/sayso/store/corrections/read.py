"""The file of corrections: JSON Lines, appended to, edited by hand, merged by git; what cannot be read is told.

A line that is no correction never stops the others: it comes out as a `Line` with a fault.
"""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

from sayso.model import CorrectionKind, identify
from sayso.store.corrections.lines import Corrections, Line, Put
from sayso.store.corrections.shapes import SHAPES, choose, read_spot, read_text, take
from sayso.store.faults import CaseError

FILE = "corrections.jsonl"
"""Its name inside a case."""
FILE_LIMIT, LINE_LIMIT = 64 * 1024**2, 1024**2
"""Bytes. A line names one place with its words; the longest that makes sense repeats an article."""
MOST_LINES = 10_000
"""Lines that are read; nobody reads so much by hand, and some corrections of one document cost its length each."""
KEYS = ("document", "start", "end", "text", "kind", "before", "after", "who", "when", "why")
"""In the order in which lines are written."""
_WHEN = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?Z)?", re.ASCII)


def read_corrections(path: Path) -> Corrections:
    """All lines of a file, those that are no corrections with what is wrong with them.

    Raises:
        CaseError: the file is missing, cannot be read, or is larger than 64 MiB.
    """
    try:
        with path.open("rb") as file:
            data = file.read(FILE_LIMIT + 1)
    except OSError as fault:
        raise CaseError(f"{path}: {fault.strerror}; `sayso correct` writes such a file") from fault
    if len(data) > FILE_LIMIT:
        raise CaseError(f"{path}: larger than {FILE_LIMIT // 1024**2} MiB; split it")
    return parse_corrections(data)


def is_corrections(path: Path) -> bool:
    """Whether the first line of a regular file is a correction."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            parse_line(file.readline(LINE_LIMIT + 1))
    except (OSError, ValueError, RecursionError):
        return False
    return True


def parse_corrections(data: bytes) -> Corrections:
    """The lines of a file's bytes; empty lines are none."""
    return Corrections(data, sha256(data).hexdigest(), tuple(_parse(data)))


def _parse(data: bytes) -> Iterator[Line]:
    read = 0
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        read += 1
        if read > MOST_LINES:
            yield Line(number, identify("k", number), fault=f"only the first {MOST_LINES} lines are read")
            return
        try:
            yield parse_line(line, number)
        except (ValueError, RecursionError) as fault:
            said = "not JSON, or nested too deep" if isinstance(fault, RecursionError) else str(fault)
            yield Line(number, identify("k", sha256(line).hexdigest()), fault=said)


def parse_line(line: bytes, number: int = 1) -> Line:
    """One correction.

    Raises:
        ValueError: it is none; says why in one line.
    """
    if len(line) > LINE_LIMIT:
        raise ValueError(f"longer than {LINE_LIMIT // 1024} KiB")
    given = _load(line)
    take(given, "the line", KEYS)
    kind: CorrectionKind = choose(given["kind"], "kind", CorrectionKind)
    who, when, why = (read_text(given[key], key, empty=key == "why") for key in ("who", "when", "why"))
    if not _WHEN.fullmatch(when):
        raise ValueError("when must be a day or a time in UTC, such as 2026-11-21T18:00:00Z")
    place = {key: given[key] for key in ("document", "start", "end", "text")}
    nowhere = kind == "alias" and place == {"document": None, "start": None, "end": None, "text": ""}
    spot = None if nowhere else read_spot(place, "the line")
    read_before, read_after = SHAPES[kind]
    before, after = read_before(given["before"], "before"), read_after(given["after"], "after")
    if kind in ("merge claims", "split claim", "stance"):
        assert spot is not None
        before = Put(spot, before)
    name = identify("k", _dump(given))
    return Line(
        number, name, kind, spot, before, after, who, when, why,
        stated=(_dump(given["before"]), _dump(given["after"])),
    )  # fmt: skip


def _load(line: bytes) -> Any:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise ValueError(f"not UTF-8 at byte {fault.start}") from None
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse, parse_float=_refuse)
    except json.JSONDecodeError as fault:
        raise ValueError(f"not JSON at character {fault.pos + 1} ({fault.msg})") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _refuse(given: str) -> NoReturn:
    raise ValueError(f"no such number is wanted anywhere: {given[:40]}")


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
