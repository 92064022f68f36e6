"""The measures of origins: how many, how sure, and whose."""

from functools import partial
from typing import Any

from evals.gathering import Json, Story, claim_of, named_right
from evals.matching import Measure, pair, share

WIDTH = "mean width of the range (count)"


def origins(story: Story) -> dict[str, Measure]:
    """Whether the range of independent origins holds the true number and is no wider than the texts leave open."""
    settled = [claim for claim in story.gold["claims"] if "independent_origins" in claim]
    good = 0
    for claim in settled:
        row, true = claim_of(story, claim), claim["independent_origins"]
        width = 1 + len(claim.get("unnamed", ()))
        right = row is not None and row.independent_low <= true <= row.independent_high <= row.independent_low + width
        good += right
        if not right:
            came = row and f"{row.independent_low}..{row.independent_high} of {row.documents}: {' '.join(row.reasons)}"
            story.miss("origins", claim["id"], true, came)
    return {"origins in range": share(good, len(settled))}


def widths(story: Story) -> dict[str, Measure]:
    """How far apart the least and the greatest number of origins lie, over the gold's claims that were found."""
    rows = [row for claim in story.gold["claims"] if (row := claim_of(story, claim)) is not None]
    apart = [float(row.independent_high - row.independent_low) for row in rows]
    return {WIDTH: Measure(*(sum(apart) / len(apart) if apart else 0.0,) * 3)}


def origin_speakers(story: Story) -> dict[str, Measure]:
    """Whether those with whom a claim begins are among the ends of its trace, in the row with most of its members.

    A claim that no attribution puts forward is left out: which row it is cannot be told.
    """
    claims = [claim for claim in story.gold["claims"] if claim["members"] and "origins" in claim]
    right = wanted = 0
    for claim in claims:
        row = claim_of(story, claim)
        ends = [end for end in story.tables.origins if row is not None and end.claim == row.claim]
        chosen = pair(claim["origins"], ends, partial(same_end, story))
        right, wanted = right + len(chosen), wanted + len(claim["origins"])
        came = [(end.kind, end.source or end.documents) for end in ends]
        for i, origin in enumerate(claim["origins"]):
            if i not in chosen:
                story.miss("origin of", claim["id"], f"{origin['kind']} {origin.get('speaker', '')}", came)
    return {"origin's speaker right": share(right, wanted)}


def same_end(story: Story, origin: Json, end: Any) -> float:
    """1 if the end of a trace is the gold's origin.

    Somebody unnamed must be the one who speaks in that speaker's rows; an outlet's own report may be known by its
    article; of an end that is not resolved only that is asked.
    """
    if origin["kind"] in ("own", "unresolved") and end.kind != origin["kind"]:
        return 0.0
    if origin["kind"] == "unresolved":
        return 1.0
    speaker = story.gold["speakers"][origin["speaker"]]
    sources = {source.source: source for source in story.tables.sources}
    if origin["kind"] == "own" and written_by(story, origin["speaker"]) & set(end.documents):
        return 1.0
    if speaker["kind"] == "anonymous":
        return float(end.source is not None and end.source in story.speakers_of(origin["speaker"]))
    return float(named_right(speaker, sources.get(end.source)))


def written_by(story: Story, outlet: str) -> set[str]:
    """The ids of the documents of an outlet."""
    about = story.gold["documents"]
    return {
        document
        for document, key in story.names.items()
        if outlet in (about[key].get("outlet"), about[key].get("written_by"))
    }
