"""`sayso demo`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.progress import showing_progress
from sayso.cli.terminal import is_terminal, say
from sayso.cli.trace import tell

if TYPE_CHECKING:
    from sayso.read import Item


@click.command()
@click.option("-o", "--out", metavar="CASE", default="demo.sayso", show_default=True, help="Folder to write.")
@click.option("--open/--no-open", "opens", default=None, help="Open the report; default: when run on a terminal.")
def demo(out: str, opens: bool | None) -> int:
    """Trace the story that comes with sayso (invented articles of invented outlets) and write its case."""
    from sayso.pipeline import trace_items

    with showing_progress(quiet=not is_terminal(sys.stderr)) as progress:
        case = trace_items(read_story(), out, progress=progress)
    code = tell(case, out, quiet=False, as_json=False)
    report = Path(out, "report.html").resolve()
    if is_terminal(sys.stdout) if opens is None else opens:
        import webbrowser

        if not webbrowser.open(report.as_uri()):
            say(f"open {report.as_uri()} in a browser")
    return code


def read_story() -> "list[Item]":
    """The articles of the story, labelled `story/NAME` wherever sayso is installed."""
    from sayso.demo import story
    from sayso.read import Item

    return [Item(f"story/{name}", data, None, None) for name, data in story()]
