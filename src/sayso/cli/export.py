"""`sayso export CASE --format jsonl|csv|parquet -o DIR`."""

from pathlib import Path

import click

from sayso.cli.terminal import say


@click.command()
@click.argument("case", metavar="CASE")
@click.option("--format", "form", type=click.Choice(["jsonl", "csv", "parquet"]), default="jsonl", show_default=True,
              help="JSON Lines, CSV for spreadsheets, or Parquet.")  # fmt: skip
@click.option("-o", "--out", metavar="DIR", required=True, help="Folder to write DIR/<table>.<format> into.")
def export(case: str, form: str, out: str) -> None:
    """Write every table of a case as a file for other programs.

    JSON Lines: one object a line, keys as in docs/tables.md; a span is [start, end], a place [document, start, end],
    a block [start, end, kind]. CSV: UTF-8 with byte order mark, lists as JSON, and a ' before every text that a
    spreadsheet could take for a formula (and before every text that starts with ' itself).
    """
    from sayso.store import Case, export_tables

    paths = export_tables(Case.load(Path(case)).tables, form, Path(out))
    say(f"{len(paths)} files in {out}")
