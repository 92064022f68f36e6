"""`sayso show CASE TABLE`."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from sayso.cli.terminal import is_terminal, say, show_hidden

_LEFT_OUT_ON_TERMINALS = {
    "blocks",
    "made_by",
    "sha256",
    "encoding",
    "check",
    "earlier_check",
    "later_check",
    "evidence",
}
_CELL = 80  # characters of a cell on a terminal; the rest is one `--json` away


@click.command()
@click.argument("case", metavar="CASE")
@click.argument("table", metavar="[TABLE]", required=False)
@click.option("--columns", metavar="A,B,...", help="Only these columns, in this order.")
@click.option("--limit", metavar="N", type=click.IntRange(min=0), help="Only the first N rows.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def show(case: str, table: str | None, columns: str | None, limit: int | None, as_json: bool) -> None:
    """Show a table of a case; without TABLE, what tables there are.

    On a terminal the rows are laid out, long texts cut and empty columns left out; elsewhere they come as tab-separated
    lines with all columns.
    """
    from sayso.model import ROWS
    from sayso.model.tables import columns as columns_of
    from sayso.store import CaseError, load_table, read_card, to_plain

    card = read_card(Path(case))
    if table is None:
        say(*(f"{count:8} {name}" for name, count in card["rows"].items()))
        return
    if table not in ROWS:
        raise CaseError(f"no table {table!r}; tables: {', '.join(ROWS)}")
    known = list(columns_of(ROWS[table]))
    names = [name.strip() for name in columns.split(",") if name.strip()] if columns else known
    if unknown := [name for name in names if name not in known]:
        raise CaseError(f"table {table} has no column {unknown[0]!r}; columns: {', '.join(known)}")
    rows = [to_plain(row) for row in load_table(Path(case), table, card)[:limit]]
    if as_json:
        for row in rows:
            say(json.dumps({name: row[name] for name in names}, ensure_ascii=is_terminal(sys.stdout)))
    elif is_terminal(sys.stdout):
        _lay_out(rows, names if columns else _filled(rows, _readable(names)))
    else:
        say_lines(rows, names)


def say_lines(rows: Iterable[dict[str, Any]], names: Sequence[str]) -> None:
    """Rows as tab-separated lines under a line of names; a tab or line end in a text is shown as a mark."""
    print("\t".join(["row", *names]))
    for number, row in enumerate(rows):
        print("\t".join([str(number), *(show_hidden(_cell(row[name])) for name in names)]))


def _readable(names: Sequence[str]) -> list[str]:
    """The columns that fit a screen: no checksums, no spans where their words stand beside them."""
    spoken = {name.removesuffix("_text") for name in names if name.endswith("_text")}
    left_out = _LEFT_OUT_ON_TERMINALS | spoken
    if "blocks" in names:  # documents: their whole text is no cell
        left_out = left_out | {"text"}
    return [name for name in names if name not in left_out]


def _filled(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> list[str]:
    """The columns in which some row has something: an empty one only takes room from the others."""
    return [name for name in names if any(row[name] not in (None, "", []) for row in rows)] or list(names)


def _lay_out(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column("row", justify="right")
    for name in names:
        table.add_column(name, overflow="fold")
    for number, row in enumerate(rows):
        cells = [show_hidden(_cut(_cell(row[name]))) for name in names]
        table.add_row(str(number), *(Text(cell) for cell in cells))
    Console().print(table)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _cut(text: str) -> str:
    return text if len(text) <= _CELL else text[: _CELL - 1] + "…"
