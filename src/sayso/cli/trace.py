"""`sayso trace INPUT... -o CASE`."""

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.exit_codes import ExitCode
from sayso.cli.progress import showing_progress
from sayso.cli.terminal import is_terminal, say, warn

if TYPE_CHECKING:
    from sayso.model import Input
    from sayso.pipeline.settings import Engine, Tier
    from sayso.store import Case


TOLD = 100
"""Inputs and records that are named on standard error; a file of a million broken lines must not drown the rest."""


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--out", metavar="CASE", help="Folder to write; default: the first input's name with .sayso.")
@click.option("--stages", metavar="A,B,...", help="Run only these stages, e.g. read,clean,reuse.")
@click.option("--columns", metavar="OURS=THEIRS,...", help="Names of columns in .jsonl and .parquet, e.g. text=body.")
@click.option("--aliases", metavar="FILE", help="Names that are one source: a line `One = Other` each, or TOML.")
@click.option("--corrections", metavar="FILE", help="Corrections made by hand; default: those in CASE, if it has some.")
@click.option("--owners", metavar="FILE", help="Outlets of one owner or agency: a line `Owner = Outlet = Outlet` each.")
@click.option(
    "--tier",
    type=click.Choice(["story", "crawl"]),
    default="story",
    show_default=True,
    help="How attributions are read: `story` with the trained tagger; `crawl` without it, some 20 times as fast.",
)
@click.option("--model", metavar="FOLDER", help="A tagger to use in place of the one that comes with sayso.")
@click.option("--memory", metavar="SIZE", help="What stages may use, roughly, e.g. 2G; default: half, at most 4G.")
@click.option(
    "--engine",
    type=click.Choice(["inline", "spark"]),
    default="inline",
    show_default=True,
    help="What runs the stages: this process, or Spark, which also reads and writes s3a://, hdfs:// and the like.",
)
@click.option("--master", metavar="URL", help="Spark's master, e.g. local[2]; default: spark-submit's, else local[*].")
@click.option("--quiet", is_flag=True, help="Print nothing but faults.")
@click.option("--json", "as_json", is_flag=True, help="Print the run card as JSON instead of the summary.")
def trace(
    inputs: tuple[str, ...],
    out: str | None,
    stages: str | None,
    columns: str | None,
    aliases: str | None,
    corrections: str | None,
    owners: str | None,
    tier: "Tier",
    model: str | None,
    memory: str | None,
    engine: "Engine",
    master: str | None,
    quiet: bool,
    as_json: bool,
) -> int:
    """Trace articles to their origins and write a case: tables, report.html and run.json.

    INPUT is a file (.txt, .html, .jsonl, .parquet), a folder, a pattern such as 'news/*.txt', or - for standard input;
    with --engine spark also a URL of a file or folder.
    """
    from sayso.pipeline import plan
    from sayso.pipeline import trace as trace_paths
    from sayso.store import NothingReadError, read_aliases, read_owners

    chosen = _split(stages)
    plan(chosen)  # wrong stages are told before any input is read
    groups = read_aliases(Path(aliases)) if aliases else ()
    listed = read_owners(Path(owners)) if owners else ()
    target = out or name_case(inputs[0])
    try:
        with showing_progress(quiet or as_json) as progress:
            theirs = read_columns(columns)
            options = (progress, tier, model, memory, engine, master, corrections, listed)
            case = trace_paths(inputs, target, chosen, groups, theirs, *options)
    except NothingReadError as fault:
        list_refused(fault.inputs, left_out=True)
        warn("none of the inputs could be read; no case was written")
        return ExitCode.NOTHING
    return tell(case, target, quiet, as_json)


def tell(case: "Case", target: str, quiet: bool, as_json: bool, inputs: "tuple[Input, ...] | None" = None) -> int:
    """Print what came out of a run; gives the exit code. `inputs` are those this run has read, if not all."""
    refused = list_refused(case.troubles if inputs is None else inputs)
    orphans = list_orphans(case) if "corrections" in case.run else 0
    if as_json:
        card: dict[str, Any] = {"case": target, **case.run}
        say(json.dumps(card, ensure_ascii=is_terminal(sys.stdout)))
    elif not quiet and case.report is None:
        say(", ".join(f"{count} {name}" for name, count in case.run["rows"].items() if count), f"case: {target}")
    elif not quiet:
        size = (len(case.report.encode("utf-8", "replace")) + 1023) // 1024 if case.report else 0
        report = f"{os.path.join(target, 'report.html')}   (one file, {size} kB, opens offline)"
        say(*case.summary(report=report, seconds=time.process_time()))
    if "corrections" in case.run and not (quiet or as_json):
        say(", ".join(f"{count} {name}" for name, count in _fates(case.run["corrections"])))
    return ExitCode.REFUSED if refused or orphans else ExitCode.DONE


def list_orphans(case: "Case") -> int:
    """Name each correction that could not be applied; gives how many there are."""
    orphans = [row for row in case.tables.corrections if row.outcome == "orphan"]
    for row in orphans[:TOLD]:
        warn(f"correction, line {row.line}: {row.outcome}: {row.code}: {row.message}")
    if len(orphans) > TOLD:
        warn(f"... and {len(orphans) - TOLD} more orphans; the table corrections lists all")
    return len(orphans)


def _fates(counts: dict[str, int]) -> list[tuple[str, int]]:
    applied, orphans = counts.get("applied", 0), counts.get("orphan", 0)
    told = [("correction applied" if applied == 1 else "corrections applied", applied)]
    return [*told, ("orphan" if orphans == 1 else "orphans", orphans)] if orphans else told


def list_refused(inputs: "tuple[Input, ...]", left_out: bool = False) -> int:
    """Name each input that was refused, read in part or repeats another; gives how many count as faults.

    What was left out on purpose is named only with `left_out`, and is no fault.
    """
    from sayso.model.document import LEFT_OUT

    told = [
        row for row in inputs
        if (row.outcome != "read" or row.code is not None) and (left_out or row.code not in LEFT_OUT)
    ]  # fmt: skip
    for row in told[:TOLD]:
        place = f" record {row.record}" if row.record is not None else ""
        warn(f"{row.path}{place}: {row.outcome}: {row.code or 'DUPLICATE'}: {row.message or ''}".rstrip(": "))
    if len(told) > TOLD:
        warn(f"... and {len(told) - TOLD} more inputs or records; the table inputs lists all")
    return sum(row.outcome in ("refused", "partly") and row.code not in LEFT_OUT for row in told)


def name_case(first: str) -> str:
    """The default name of the case: that of the first input with `.sayso`, in the folder one is in."""
    if first == "-":
        return "stdin.sayso"
    path = Path(os.path.abspath(first))
    name = path.name if path.is_dir() else path.stem
    return ("".join(letter for letter in name if letter not in "*?[]").strip(".") or "case") + ".sayso"


def read_columns(given: str | None) -> dict[str, str] | None:
    """`text=body,title=headline` as a mapping of our names to theirs."""
    if given is None:
        return None
    from sayso.read.records import COLUMNS

    pairs = {}
    for pair in _split(given) or []:
        ours, equals, theirs = pair.partition("=")
        if not (ours.strip() and equals and theirs.strip()):
            raise click.BadParameter(f"{pair!r} is not OURS=THEIRS, e.g. text=body", param_hint="--columns")
        if ours.strip() not in COLUMNS:
            raise click.BadParameter(f"no column {ours.strip()!r}; ours: {', '.join(COLUMNS)}", param_hint="--columns")
        pairs[ours.strip()] = theirs.strip()
    return pairs


def _split(given: str | None) -> list[str] | None:
    return None if given is None else [part.strip() for part in given.split(",") if part.strip()]
