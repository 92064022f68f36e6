"""Where in a run corrections come in: pure functions on tables, before and behind the stages, never inside them.

Regions are corrected behind `clean`, document by document; extents and false attributions before `sources`; who speaks
behind it; claims behind `claims`. At the end every line of the file has a row that says what became of it.
"""

from collections.abc import Sequence
from dataclasses import replace

from sayso.model import Correction, Tables
from sayso.pipeline.corrections.attributions import correct_attributions
from sayso.pipeline.corrections.claims import correct_claims
from sayso.pipeline.corrections.outcomes import Orphan, Texts, tell_outcome
from sayso.pipeline.corrections.regions import correct_regions
from sayso.pipeline.corrections.rest import carry_marks
from sayso.pipeline.corrections.sources import correct_sources
from sayso.store.corrections import Corrections, Line

NEEDS = {
    "region": "clean", "remove": "attribution", "extent": "attribution", "speaker": "sources",
    "merge sources": "sources", "split source": "sources", "alias": "sources", "merge claims": "claims",
    "split claim": "claims", "stance": "claims",
}  # fmt: skip
"""Kind of a correction -> the stage that makes what it corrects."""
WRITES = {"clean": ("regions",), "sources": ("documents", "attributions", "relays", "sources", "mentions"),
          "claims": ("claims", "wordings")}  # fmt: skip
"""Stage -> tables that corrections change behind it."""


def correct_before(stage: str, tables: Tables, corrections: Corrections) -> Tables:
    """The tables that a stage is to read."""
    return correct_attributions(tables, corrections) if stage == "sources" else tables


def correct_after(stage: str, tables: Tables, corrections: Corrections) -> Tables:
    """The tables once a stage has made its own."""
    if stage == "clean":
        return tables.having(regions=correct_regions(tables.documents, tables.regions, corrections))
    if stage == "sources":
        return correct_sources(tables, corrections)
    return correct_claims(tables, corrections) if stage == "claims" else tables


def conclude(tables: Tables, corrections: Corrections, stages: Sequence[str]) -> Tables:
    """The finished tables: a row for each line of the file, and every row that rests on a correction marked."""
    if "attribution" in stages and "sources" not in stages:
        tables = correct_attributions(tables, corrections)
    texts = Texts(tables.documents)
    known = {row.line: row for row in tables.corrections}
    first: dict[str, Correction] = {}
    rows: list[Correction] = []
    for line in corrections.lines:
        row = _again(line, first[line.correction]) if line.correction in first else known.get(line.number)
        row = row or _settle(line, texts, stages)
        first.setdefault(line.correction, row)
        rows.append(row)
    return carry_marks(tables.having(corrections=rows))


def _settle(line: Line, texts: Texts, stages: Sequence[str]) -> Correction:
    """The outcome of a line that no stage has answered for."""
    if line.kind is None:
        return tell_outcome(line, texts, Orphan("BAD_LINE", f"no correction: {line.fault}"))
    if NEEDS[line.kind] not in stages:
        missing = Orphan("NO_STAGE", f"the stage {NEEDS[line.kind]} was not run; add it to --stages")
        return tell_outcome(line, texts, missing)
    assert line.spot is not None
    try:
        texts.find(line.spot)
    except Orphan as orphan:
        return tell_outcome(line, texts, orphan)
    return tell_outcome(line, texts)


def _again(line: Line, first: Correction) -> Correction:
    """The outcome of a line that says the very same as an earlier one: it is not applied again."""
    return replace(first, line=line.number, message=f"says the same as line {first.line}")
