"""`sayso why CASE ID`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.terminal import say

if TYPE_CHECKING:
    from sayso.model import Document, Tables

CONTEXT = 40
"""Characters shown on either side of a span."""
_NAMED = {"documents": "document", "timeline": "moment", "ledgers": "entry"}
"""Columns with the id of a row, in tables that are ordered by more than that."""
FIRST = ("origins", "pairs")
"""Tables whose rows stand before all others: what the range of a claim follows from."""


@click.command()
@click.argument("case", metavar="CASE")
@click.argument("id", metavar="ID")
@click.option("--limit", metavar="N", type=click.IntRange(min=0), default=10, show_default=True,
              help="Rows of each table that mention the id.")  # fmt: skip
def why(case: str, id: str, limit: int) -> None:
    """Show what is behind an id or a row: the rule that made it, its score, and the words it rests on.

    ID is that of an attribution, source, relay, claim, document, origin, group of figures, moment of the time line or
    entry of a ledger, or TABLE:ROW with the row number that `sayso show` prints, e.g. figures:3 or drift:0.
    """
    from sayso.store import Case, CaseError

    tables = Case.load(Path(case)).tables
    documents = {document.document: document for document in tables.documents}
    names = {source.source: source.name for source in tables.sources}
    names |= {document.document: document.path for document in tables.documents}
    found = _find_row(tables, id) if ":" in id else _find_id(tables, id)
    if not found:
        raise CaseError(f"{case}: no id or row {id!r}; `sayso show {case} TABLE` lists them")
    shown: dict[str, int] = {}
    for name, row in found:
        shown[name] = shown.get(name, 0) + 1
        if shown[name] <= limit:
            _explain(name, row, documents, names)
    for name, count in shown.items():
        if count > limit:
            say(f"... and {count - limit} more rows of {name}: --limit {count} shows them")


def _find_row(tables: "Tables", address: str) -> list[tuple[str, Any]]:
    """The row at `TABLE:ROW`."""
    from sayso.model import ROWS

    name, _, number = address.partition(":")
    rows = getattr(tables, name) if name in ROWS else ()
    return [(name, rows[int(number)])] if number.isdecimal() and int(number) < len(rows) else []


def _find_id(tables: "Tables", id: str) -> list[tuple[str, Any]]:
    """The row that the id names, then the rows that mention it."""
    from sayso.model import ROWS
    from sayso.store import to_plain

    own, others = [], []
    for name, noun in ROWS.items():
        for row in getattr(tables, name):
            plain = to_plain(row)
            key = _NAMED.get(name) or (noun.KEY[0] if len(noun.KEY) == 1 else None)
            if key and plain[key] == id and name != "promises":
                own.append((name, row))
            elif any(_mentions(value, id) for value in plain.values()):
                others.append((name, row))
    return own + sorted(others, key=lambda found: FIRST.index(found[0]) if found[0] in FIRST else len(FIRST))


def _mentions(value: Any, id: str) -> bool:
    return value == id or (isinstance(value, list) and id in value)


def _explain(name: str, row: Any, documents: "dict[str, Document]", names: dict[str, str]) -> None:
    """Print one row: what it is, what made it, its values, its words in their places."""
    from sayso.store import to_plain

    plain, places = to_plain(row), find_places(row)
    made = f"   {plain['made_by']}, rule {plain['rule']}, score {plain['score']}" if "made_by" in plain else ""
    say(f"{name}{made}")
    left_out = {"made_by", "rule", "score", "blocks", *(label for label, _ in places)}
    if places or name == "documents":  # the words stand below, in their places
        left_out |= {"text", *(column for column in plain if column.endswith(("_text", "_check")))}
    for column, value in plain.items():
        if column not in left_out and value not in (None, []):
            say(f"  {column}: {_with_name(value, names)}")
    for label, place in places:
        document = documents.get(place.document)
        if document is None:  # a correction of an article that is not in the case, or of no place
            continue
        before, words, after = in_context(document.text, place.start, place.end)
        say(f"  {label}: {document.path} [{place.start}, {place.end}]", f"    {before}»{words}«{after}")


def _with_name(value: Any, names: dict[str, str]) -> str:
    """A value as text; an id with the name of what it stands for."""
    if isinstance(value, list):
        return ", ".join(_with_name(part, names) for part in value)
    text = value if isinstance(value, str) else json.dumps(value)
    return f"{text} ({names[text]})" if text in names else text


def find_places(row: Any) -> list[tuple[str, Any]]:
    """Column -> place, for every place that a row points at."""
    from sayso.model import Place, Span
    from sayso.model.tables import attribute_of, columns

    places: list[tuple[str, Any]] = []
    if hasattr(row, "start"):
        places.append(("words", Place(row.document, row.start, row.end)))
    if hasattr(row, "earlier_start"):
        places.append(("earlier words", Place(row.earlier, row.earlier_start, row.earlier_end)))
        places.append(("later words", Place(row.later, row.later_start, row.later_end)))
    for column in columns(type(row)):
        value = getattr(row, attribute_of(column))
        for part in (value,) if isinstance(value, (Span, Place)) else value if isinstance(value, tuple) else ():
            if isinstance(part, Place):
                places.append((column, part))
            elif isinstance(part, Span):
                places.append((column, Place(row.document, *part)))
    return places


def in_context(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before, inside and after a span; a long inside is cut in its middle."""
    words = text[start:end]
    if len(words) > 400:
        words = f"{words[:200]} … {words[-200:]}"
    return text[max(0, start - CONTEXT) : start], words, text[end : end + CONTEXT]
