"""`sayso add CASE INPUT...`."""

from pathlib import Path

import click

from sayso.cli.exit_codes import ExitCode
from sayso.cli.progress import showing_progress
from sayso.cli.terminal import say, warn
from sayso.cli.trace import list_refused, tell


@click.command()
@click.argument("case", metavar="CASE")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--model", metavar="FOLDER", help="The tagger that the case was made with, if not the one of sayso.")
@click.option("--memory", metavar="SIZE", help="What stages may use, roughly, e.g. 2G; default: half, at most 4G.")
@click.option("--quiet", is_flag=True, help="Print nothing but faults.")
@click.option("--json", "as_json", is_flag=True, help="Print the run card as JSON instead of the summary.")
def add(case: str, inputs: tuple[str, ...], model: str | None, memory: str | None, quiet: bool, as_json: bool) -> int:
    """Add articles to a case: the same case as if all had been traced together, without reading the old ones again.

    Stages and settings are those the case was made with. An input that is in the case already changes nothing; one of
    the same path with other content is refused.
    """
    from sayso.pipeline import add as add_paths
    from sayso.store import NothingReadError, load_table

    before = load_table(Path(case), "inputs")
    try:
        with showing_progress(quiet or as_json) as progress:
            made = add_paths(case, inputs, progress, model, memory)
    except NothingReadError as fault:
        list_refused(fault.inputs, left_out=True)
        warn(f"none of the new inputs could be read; {case} is as it was")
        return ExitCode.NOTHING
    known = set(before)
    changed = tuple(row for row in made.inputs if row not in known)
    if not changed:
        warn(f"nothing new: all of it is in {case} already")
    elif not (quiet or as_json):
        say(f"{len({row.document for row in changed} - {row.document for row in before})} new documents")
    return tell(made, case, quiet, as_json, changed)
