"""The table `pairs` of one claim."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sayso.model import Pair, Place
from sayso.model.origin import Distinct
from sayso.trace.edges import MADE_BY
from sayso.trace.evidence import Evidence
from sayso.trace.pairs.judge import MOST, SHOWN, Verdicts
from sayso.trace.pairs.sites import same_site
from sayso.trace.pairs.voice import Voice, article_name
from sayso.trace.roots import Root


def pair_rows(claim: str, voices: Sequence[Voice], verdicts: Verdicts, evidence: Evidence) -> list[Pair]:
    """A row for each pair of voices compared, and for each further article or source that a voice takes in."""
    left = len(voices) - MOST
    cap = f"; {left} more of this claim were not compared" if left > 0 else ""
    named = {voice.key: voice for voice in voices}
    rows: dict[tuple[str, str], Pair] = {}
    for (one, other), verdict in verdicts.items():
        shown = (*_heard(named[one].roots[0]), *_heard(named[other].roots[0]))
        places = (*verdict.evidence[: SHOWN - 2], *shown)
        _add(rows, claim, one, other, verdict.distinct, verdict.reason, places, verdict.rule + cap, verdict.score)
    for voice in voices:
        for described in voice.alike:
            roots = (voice.roots[0], next(root for root in voice.roots if root.key == described))
            reason = f"both are called {voice.name}, and nothing shows that they are two"
            places = tuple(place for root in roots for place in _heard(root))
            _add(rows, claim, voice.key, described, "same", reason, places, "described alike", 0.6)
        for one, other, reason, places, rule in _articles(voice, evidence):
            _add(rows, claim, one, other, "same", reason, places, rule, 0.9)
    return list(rows.values())


def _add(
    rows: dict[tuple[str, str], Pair],
    claim: str,
    one: str,
    other: str,
    distinct: Distinct,
    reason: str,
    places: tuple[Place, ...],
    rule: str,
    score: float,
) -> None:
    """Note a pair once, the first id first; what was said of it first stands."""
    first, second = sorted((one, other))
    if first != second and (first, second) not in rows:
        shown = tuple(sorted(set(places[:SHOWN])))
        rows[first, second] = Pair(claim, first, second, distinct, reason, shown, MADE_BY, rule, score)


def _heard(root: Root) -> tuple[Place, ...]:
    """One place where a root is heard, with its source if it is named there."""
    return (*root.evidence[:1], *root.words[:1])


Step = tuple[str, str, str, tuple[Place, ...], str]


def _articles(voice: Voice, evidence: Evidence) -> Iterator[Step]:
    """Why the articles that rest on one voice are no further origins: each beside the one it has it from.

    Articles that name the voice themselves are told beside the first of them.
    """
    direct: dict[str, Root] = {}
    for root in voice.roots:
        first = next((place.document for place in root.words), root.path[-1])
        direct.setdefault(first, root)
        documents = [step for step in root.path if step in evidence.documents]
        for giver, taker in pairwise(documents):
            yield _handed_on(giver, taker, root, evidence)
    listed = sorted(direct)
    for document in listed[1:]:
        yield _named_twice(voice, direct[listed[0]], direct[document], evidence)


def _handed_on(giver: str, taker: str, root: Root, evidence: Evidence) -> Step:
    names = article_name(taker, evidence), article_name(giver, evidence)
    used = {place for place in root.evidence if place.document in (giver, taker)}
    for here, there, row in evidence.passages(giver, taker):
        if not row.quoted and any(
            place.span.overlaps(here if place.document == giver else there) for place in (*used, *root.words)
            if place.document in (giver, taker)
        ):  # fmt: skip
            how, rule = ("words it anew", "re-worded") if row.kind == "reworded" else ("copies the passage", "a copy")
            return giver, taker, f"{names[0]} {how} from {names[1]}", (Place(giver, *here), Place(taker, *there)), rule
    return giver, taker, f"{names[0]} has it from {names[1]}", tuple(sorted(used)), "one relays the other"


def _named_twice(voice: Voice, one: Root, other: Root, evidence: Evidence) -> Step:
    first, second = one.words[0].document, other.words[0].document
    names = article_name(first, evidence), article_name(second, evidence)
    if shared := same_site(one.words, other.words, evidence):
        reason = f"{names[0]} and {names[1]} have {voice.name} in the same passage"
        return first, second, reason, (*shared, *_heard(one), *_heard(other)), "a copy with the same source"
    if voice.kind == "own":
        reason = f"{names[0]} and {names[1]} tell the same observation of {voice.name}"
    else:
        reason = f"{names[0]} and {names[1]} have it from the same source, {voice.name}"
    return first, second, reason, (*_heard(one), *_heard(other)), "the same source"
