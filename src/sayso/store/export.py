"""A case's tables as files for other programs: JSON Lines, CSV for spreadsheets, Parquet."""

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sayso.model import ROWS, Tables
from sayso.model.tables import columns
from sayso.store.columns import to_parquet, to_plain
from sayso.store.commit import write_file
from sayso.store.faults import CaseError

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "'")


def export_tables(tables: Tables, form: str, folder: Path) -> list[Path]:
    """Write `folder/<table>.<form>` for every table, each file whole or not at all; gives the paths.

    Raises:
        CaseError: the folder cannot be written.
    """
    write = FORMS[form]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        paths = []
        for name in ROWS:
            path = folder / f"{name}.{form}"
            write_file(path, write(name, getattr(tables, name)))
            paths.append(path)
    except OSError as fault:
        raise CaseError(f"{folder}: cannot be written ({fault.strerror or fault}); choose another -o") from fault
    return paths


def to_jsonl(name: str, rows: Sequence[Any]) -> bytes:
    """One object a line, keys as the columns of the table; a line end never stands inside an object."""
    lines = (json.dumps(to_plain(row), ensure_ascii=False) + "\n" for row in rows)
    return "".join(lines).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085").encode()


def to_csv(name: str, rows: Sequence[Any]) -> bytes:
    """UTF-8 with byte order mark; lists as JSON, null as an empty cell, texts that a spreadsheet could run guarded."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns(ROWS[name]))
    for row in rows:
        writer.writerow([_cell(value) for value in to_plain(row).values()])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def guard(text: str) -> str:
    """The text with `'` before it where a spreadsheet might take it for a formula.

    Judged also after NFKC (a full-width equals sign counts) and without blanks in front. A text that starts with `'`
    itself gets one more, so that taking one away from every cell that has one gives the text back.
    """
    folded = unicodedata.normalize("NFKC", text[:64]).lstrip(" \u200b\u200c\u200d\u2060\ufeff\xad")
    return "'" + text if folded.startswith(_STARTS_FORMULA) or text.startswith(_STARTS_FORMULA) else text


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return guard(value) if isinstance(value, str) else value


FORMS: dict[str, Callable[[str, Sequence[Any]], bytes]] = {"jsonl": to_jsonl, "csv": to_csv, "parquet": to_parquet}
"""Format -> what writes a table in it."""
