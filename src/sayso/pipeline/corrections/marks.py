"""A row that rests on a correction names it at the end of its rule: `named speaker (corrected: k-1f2e3d4c5b6a)`."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

MADE_BY = "correction/1"
"""`made_by` of rows that only a correction has made."""
MOST = 8
"""Corrections that a rule names; of more it says how many."""
_MARK = re.compile(r"(?:;)? \(corrected: ((?:k-[0-9a-f]{12}(?:, )?)+)(?:and \d+ more)?\)$")
RowT = TypeVar("RowT", bound=Any)


def marks_of(rule: str) -> tuple[str, ...]:
    """Ids of the corrections that a rule names."""
    found = _MARK.search(rule)
    return tuple(part for part in found[1].split(", ") if part) if found else ()


def unmark(row: RowT) -> RowT:
    """The row without what `mark` has put into its rule; a row without a rule stays as it is."""
    rule = getattr(row, "rule", "")
    plain = _MARK.sub("", rule)
    return row if plain == rule else replace(row, rule=plain)


def mark(row: RowT, corrections: Iterable[str]) -> RowT:
    """The row with its rule naming these corrections too; none changes nothing, twice is once."""
    known = marks_of(row.rule)
    names = sorted({*known, *corrections})
    return row if len(names) == len(known) else _write(row, names)


def shorten(row: RowT) -> RowT:
    """The row with no more than `MOST` corrections named in its rule, and how many more there are."""
    names = marks_of(row.rule)
    return row if len(names) <= MOST else _write(row, [*names[:MOST], f"and {len(names) - MOST} more"])


def _write(row: RowT, names: Iterable[str]) -> RowT:
    apart = ";" if row.TABLE == "sources" else ""  # whose rule is a list of reasons with "; " between
    return replace(row, rule=f"{_MARK.sub('', row.rule)}{apart} (corrected: {', '.join(names)})")
