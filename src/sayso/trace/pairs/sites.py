"""Whether two wordings stand at the same site of two texts of which one is made from the other."""

from collections.abc import Sequence

from sayso.model import Place, Span
from sayso.trace.evidence import Evidence, Passage

GAP = 600
"""Characters between two shared passages in which words on both sides still stand at one site: two paragraphs."""
BESIDE = 200
"""Characters from a shared passage, where two articles share a good part of their text: a sentence or two."""
BEYOND = 150
"""Characters that two articles must share beside the words in question: two witnesses may be reported in one writer's
words, "said that the weir was open all night", but not amid the same sentences."""
WHOLESALE = 0.4
"""Share of the shorter article that is a good part: less is a block of background that many print."""
_MOST = 24
"""Wordings of one voice that are compared with another's; with more of its own a voice is no clone's."""


def same_site(
    ones: Sequence[Place], others: Sequence[Place], evidence: Evidence, passed: Sequence[Place] = ()
) -> tuple[Place, ...]:
    """The passages that put all of some wordings where one of the others stands in its text; empty if not all.

    So a clone with another name in it is seen for what it is: everything the new name says stands where the old one
    said it, or where it was `passed` on. An article that has wordings of both tells them apart.
    """
    if len(ones) > _MOST or {place.document for place in ones} & {place.document for place in others}:
        return ()
    found = [_find_site(place, [*others[:_MOST], *passed[:_MOST]], evidence) for place in ones]
    return tuple(place for places in found for place in places) if all(found) else ()


def _find_site(place: Place, others: Sequence[Place], evidence: Evidence) -> tuple[Place, ...]:
    for other in others:
        passages = evidence.passages(place.document, other.document) if place.document != other.document else ()
        if passages and _reach_beyond(passages, place) and (found := _meets(place, other, passages, evidence)):
            return found
    return ()


def _meets(place: Place, other: Place, passages: Sequence[Passage], evidence: Evidence) -> tuple[Place, ...]:
    """The passages in which, or between which, both stand."""
    for here, there, _ in passages:
        if _overlap(here, place.span) and _overlap(there, other.span) and _aligned(here, there, place, other):
            return (Place(place.document, *here), Place(other.document, *there))
    before = [p for p in passages if p.here.end <= place.start + 1 and p.there.end <= other.start + 1]
    after = [p for p in passages if p.here.start >= place.end - 1 and p.there.start >= other.end - 1]
    last = max(before, key=lambda p: (p.here.end, p.there.end), default=None)
    first = min(after, key=lambda p: (p.here.start, p.there.start), default=None)
    reach = BESIDE if _is_wholesale(passages, place.document, other.document, evidence) else 0
    near = [p for p in (last, first) if p is not None and _distance(p, place, other) <= reach]
    if last and first and all(_distance(p, place, other) <= GAP for p in (last, first)):
        near = [last, first]
    return tuple(p for one in near for p in (Place(place.document, *one.here), Place(other.document, *one.there)))


def _reach_beyond(passages: Sequence[Passage], place: Place) -> bool:
    """Whether passages hold enough text beside some words, or these words as a quotation on both sides."""
    if any(p.row.quoted and _overlap(p.here, place.span) for p in passages):
        return True
    shared = at = 0
    for here in sorted(p.here for p in passages):
        start = max(here.start, at)
        shared += max(0, here.end - start) - max(0, min(here.end, place.end) - max(start, place.start))
        at = max(at, here.end)
    return shared >= BEYOND


def _overlap(one: Span, other: Span) -> bool:
    """Whether the first holds at least half of the second."""
    return 2 * (min(one.end, other.end) - max(one.start, other.start)) >= other.end - other.start


def _aligned(here: Span, there: Span, place: Place, other: Place) -> bool:
    """Whether the place, carried over in proportion, meets the other one."""
    scale = (there.end - there.start) / max(1, here.end - here.start)
    start = there.start + (place.start - here.start) * scale
    end = there.start + (place.end - here.start) * scale
    return 2 * (min(end, other.end) - max(start, other.start)) >= min(end - start, other.end - other.start)


def _distance(passage: Passage, place: Place, other: Place) -> int:
    """The larger of the two distances between a passage and the words it stands beside."""
    here = max(place.start - passage.here.end, passage.here.start - place.end, 0)
    there = max(other.start - passage.there.end, passage.there.start - other.end, 0)
    return max(here, there)


def _is_wholesale(passages: Sequence[Passage], one: str, other: str, evidence: Evidence) -> bool:
    shared = sum(p.here.end - p.here.start for p in passages)
    least = min(len(evidence.documents[one].text), len(evidence.documents[other].text))
    return shared >= WHOLESALE * least
