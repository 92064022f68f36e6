"""`sayso correct CASE ...`."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.terminal import say, warn

if TYPE_CHECKING:
    from sayso.model import Tables

KINDS = ["person", "organisation", "outlet", "country", "document", "unnamed"]
REGIONS = ["headline", "body", "byline", "dateline", "caption", "furniture", "disclaimer", "comment", "metadata"]


@click.group()
@click.argument("case", metavar="CASE")
@click.pass_context
def correct(context: click.Context, case: str) -> None:
    """Write down a correction of a case: one more line in CASE/corrections.jsonl. `sayso apply CASE` applies them.

    Ids are those that `sayso show` and `sayso why` print. A line names the document by the sha256 of its bytes, and
    the exact words at their place, so that it still means the same when ids change.
    """
    context.obj = case


def _signed(compose: Callable[..., dict[str, Any]]) -> Any:
    """A command that writes down what the function makes of the tables, with who says so, when and why."""

    @click.option("--why", metavar="TEXT", required=True, help="For what reason; others will read it.")
    @click.option("--who", metavar="NAME", envvar="SAYSO_WHO", required=True, show_envvar=True, help="Who corrects it.")
    @click.option("--when", metavar="TIME", help="When, in UTC, such as 2026-11-21T18:00:00Z; default: now.")
    @click.option("--file", "path", metavar="FILE", help="Append to this file instead of CASE/corrections.jsonl.")
    @click.option("--dry-run", is_flag=True, help="Only show what would be written.")
    @wraps(compose)
    def command(why: str, who: str, when: str | None, path: str | None, dry_run: bool, **chosen: Any) -> None:
        from sayso.store import Case
        from sayso.store.corrections import FILE

        case: str = click.get_current_context().obj
        said = compose(Case.load(Path(case)).tables, **chosen)
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        _write({**said, "who": who, "when": when or now, "why": why}, Path(path or Path(case, FILE)), dry_run)

    return command


def _write(said: dict[str, Any], path: Path, dry_run: bool) -> None:
    """Show a correction, then append it, unless it is only to be shown."""
    from sayso.store import CaseError
    from sayso.store.corrections import append_correction, parse_corrections, read_corrections, write_line

    (line,) = parse_corrections(write_line(said)).lines
    if line.fault is not None:
        raise CaseError(f"no correction: {line.fault}")
    where = "" if said["document"] is None else f" [{said['start']}, {said['end']}] of {said['document'][:12]}..."
    say(f"{said['kind']}{where}: {_clip(said['text'])}".rstrip(": "))
    say(
        f"  - {_told(said['before'])}", f"  + {_told(said['after'])}", f"  {said['who']}, {said['when']}: {said['why']}"
    )
    if dry_run:
        say(f"{line.correction}: not written (--dry-run)")
        return
    if path.exists() and (bad := [str(one.number) for one in read_corrections(path).lines if one.fault]):
        warn(f"{path}: cannot be read in line {', '.join(bad[:5])}; `sayso apply` says why")
    append_correction(path, said)
    say(f"{line.correction}: written to {path}")


def _told(value: Any) -> str:
    """What a line puts in place of what, for people: names and words, where it has them."""
    if isinstance(value, dict) and "speaker" in value:
        words = " ".join([*value["source"], *value["cue"]])
        return _clip(f"{value['speaker'] or 'nobody settled'} ({words})")
    for key in ("name", "gist"):
        if isinstance(value, dict) and key in value:
            return _clip(f"{value[key]}{', ' + value['stance'] if 'stance' in value else ''}")
    if value is None:
        return "nothing"
    return _clip(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _clip(text: str) -> str:
    return text if len(text) <= 200 else text[:199] + "…"


def _one_of(**chosen: Any) -> None:
    """Refuse none and several of choices that exclude each other."""
    given = [f"--{name}" for name, value in chosen.items() if value]
    if len(given) != 1:
        raise click.UsageError(f"give one of {', '.join('--' + name for name in chosen)}")


@correct.command()
@click.argument("attribution", metavar="ID")
@click.option("--remove", is_flag=True, help="It is no attribution at all.")
@click.option("--speaker", metavar="NAME", help="Who speaks: the name or id of a source, or a new name with --kind.")
@click.option("--kind", type=click.Choice(KINDS), help="What a speaker is whom the case does not know yet.")
@click.option("--nobody", is_flag=True, help="The text does not settle who speaks.")
@click.option("--content", type=(int, int), multiple=True, metavar="START END", help="What is said; repeat for pieces.")
@click.option("--source", type=(int, int), multiple=True, metavar="START END", help="The words that name who speaks.")
@click.option("--cue", type=(int, int), multiple=True, metavar="START END", help="The words that attribute.")
@click.option("--form", type=click.Choice(["direct", "indirect", "mixed"]), help="As printed, with new spans.")
@_signed
def attribution(
    tables: "Tables", attribution: str, remove: bool, speaker: str | None, kind: str | None, nobody: bool,
    content: Any, source: Any, cue: Any, form: str | None,
) -> dict[str, Any]:  # fmt: skip
    """An attribution: it is none, somebody else speaks, or it reaches further or less far.

    START and END are code point offsets into the document's text, as `sayso why` shows them.
    """
    from sayso.pipeline.corrections import compose

    extent = bool(content or source or cue or form)
    _one_of(remove=remove, speaker=speaker, nobody=nobody, content=extent)
    if remove:
        return compose.compose_removal(tables, attribution)
    if extent:
        return compose.compose_extent(tables, attribution, source, cue, content, form)
    return compose.compose_speaker(tables, attribution, speaker, kind)


@correct.command()
@click.argument("source", metavar="ID")
@click.option("--merge", metavar="ID", help="The other source is this one; it keeps this one's name.")
@click.option(
    "--split",
    metavar="PART",
    multiple=True,
    help="Its mentions in a document (id or path), or one as mentions:ROW, are another; repeat for more.",
)
@click.option("--name", metavar="NAME", help="Of the one that is set apart.")
@click.option("--kind", type=click.Choice(KINDS), help="Of the one that is set apart, if not the same.")
@_signed
def source(
    tables: "Tables", source: str, merge: str | None, split: tuple[str, ...], name: str | None, kind: str | None
) -> dict[str, Any]:  # fmt: skip
    """A source: two that are one, or one that is two."""
    from sayso.pipeline.corrections import compose

    _one_of(merge=merge, split=split)
    if merge:
        return compose.compose_source_merge(tables, source, merge)
    if not name:
        raise click.UsageError("--split needs the --name of the one that is set apart")
    return compose.compose_source_split(tables, source, split, name, kind)


@correct.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME NAME...")
@_signed
def alias(tables: "Tables", names: tuple[str, ...]) -> dict[str, Any]:
    """Names that are one source, wherever they stand."""
    from sayso.pipeline.corrections import compose

    return compose.compose_alias(names)


@correct.command()
@click.argument("claim", metavar="ID")
@click.option("--merge", metavar="ID", help="The other claim is this one.")
@click.option(
    "--split",
    metavar="PART",
    multiple=True,
    help="The wording of an attribution (its id), or one as wordings:ROW, is another claim; repeat for more.",
)
@_signed
def claim(tables: "Tables", claim: str, merge: str | None, split: tuple[str, ...]) -> dict[str, Any]:  # fmt: skip
    """A claim: two that are one, or one that is two."""
    from sayso.pipeline.corrections import compose

    _one_of(merge=merge, split=split)
    if merge:
        return compose.compose_claim_merge(tables, claim, merge)
    return compose.compose_claim_split(tables, claim, split)


@correct.command()
@click.argument("claim", metavar="CLAIM")
@click.argument("part", metavar="PART")
@click.option("--stance", type=click.Choice(["asserts", "denies", "doubts"]), required=True, help="What it does.")
@_signed
def wording(tables: "Tables", claim: str, part: str, stance: str) -> dict[str, Any]:
    """What a wording does with its claim; PART is the id of its attribution, or wordings:ROW."""
    from sayso.pipeline.corrections import compose

    return compose.compose_stance(tables, claim, part, stance)


@correct.command()
@click.argument("document", metavar="DOCUMENT")
@click.argument("start", type=int)
@click.argument("end", type=int)
@click.option("--kind", type=click.Choice(REGIONS), required=True, help="What the stretch is.")
@_signed
def region(tables: "Tables", document: str, start: int, end: int, kind: str) -> dict[str, Any]:
    """What a stretch of a document is; DOCUMENT is its id or path."""
    from sayso.pipeline.corrections import compose

    return compose.compose_region(tables, document, start, end, kind)
