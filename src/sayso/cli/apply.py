"""`sayso apply CASE`."""

import click

from sayso.cli.progress import showing_progress
from sayso.cli.trace import tell


@click.command()
@click.argument("case", metavar="CASE")
@click.option("--corrections", metavar="FILE", help="Apply this file instead of CASE/corrections.jsonl.")
@click.option("-o", "--out", metavar="NEWCASE", help="Write another case and leave this one as it is.")
@click.option("--model", metavar="FOLDER", help="The tagger that the case was made with, if not the one of sayso.")
@click.option("--memory", metavar="SIZE", help="What stages may use, roughly, e.g. 2G; default: half, at most 4G.")
@click.option("--quiet", is_flag=True, help="Print nothing but faults.")
@click.option("--json", "as_json", is_flag=True, help="Print the run card as JSON instead of the summary.")
def apply(
    case: str,
    corrections: str | None,
    out: str | None,
    model: str | None,
    memory: str | None,
    quiet: bool,
    as_json: bool,
) -> int:
    """Apply corrections to a case: the same case as if all had been traced with them.

    Every line of the file is applied, whatever was applied before: a line that was taken out is undone. What cannot be
    applied is an orphan: it is named, listed in the table `corrections`, and nothing is done in its stead.
    """
    from sayso.pipeline import apply as apply_paths

    with showing_progress(quiet or as_json) as progress:
        made = apply_paths(case, corrections, out, progress, model, memory)
    return tell(made, out or case, quiet, as_json, ())
