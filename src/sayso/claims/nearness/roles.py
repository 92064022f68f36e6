"""Who did what to whom: "Orrin shelled Teppe" and "Teppe was shelled by Orrin" are one, "Teppe shelled Orrin" is not.

Vectors and shared words cannot tell these apart. Only deeds with a name on both sides are read, so that what is taken
for a swap is one; all else is left to the words.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sayso.claims.units import Unit
from sayso.language import words
from sayso.language.meaning import Sense

_REACH = 40  # characters between a verb and the names that it joins: beyond stand names of other clauses
_BREAK = re.compile(r"[,;:.!?—–()\"“”«»]")


class Deed(NamedTuple):
    """A verb with who did it and to whom, each by its stems and groups of meaning."""

    verb: frozenset[str]
    agent: frozenset[str]
    patient: frozenset[str]


def read_deeds(unit: Unit) -> tuple[Deed, ...]:
    """The deeds of a content that have a name on both sides, in order. Linear in its length."""
    if sum(sense.name for sense in unit.senses) < 2:
        return ()
    found = []
    for span, text in zip(unit.spans, unit.text, strict=True):
        inside = [sense for sense in unit.senses if span.start <= sense.start and sense.end <= span.end]
        found += _deeds_of(inside, text, span.start, unit.language)
    return tuple(found)


def is_swapped(one: Sequence[Deed], other: Sequence[Deed]) -> bool:
    """Whether one says of two names what the other says the other way round, and nothing the same way round."""
    same = [(a, b) for a in one for b in other if not a.verb.isdisjoint(b.verb)]
    if any(not a.agent.isdisjoint(b.agent) or not a.patient.isdisjoint(b.patient) for a, b in same):
        return False
    return any(not a.agent.isdisjoint(b.patient) and not a.patient.isdisjoint(b.agent) for a, b in same)


def _deeds_of(senses: Sequence[Sense], text: str, start: int, language: str) -> list[Deed]:
    found = []
    senses = [s for s in senses if not text[s.start - start : s.end - start].endswith("ly")]
    for at, verb in enumerate(senses):
        if not verb.event or verb.aside:
            continue
        before = next((s for s in reversed(senses[:at]) if s.name or s.event), None)
        after = next((s for s in senses[at + 1 :] if s.name or s.event), None)
        if before is None or after is None or not (before.name and after.name):
            continue
        left, right = text[before.end - start : verb.start - start], text[verb.end - start : after.start - start]
        if any(len(gap) > _REACH or _BREAK.search(gap) for gap in (left, right)):
            continue
        done_to, by = _passive(language)
        passive = done_to.search(left) is not None
        if passive != (by.search(right) is not None):
            continue  # "was shelled near Teppe" does not say by whom
        agent, patient = (after, before) if passive else (before, after)
        found.append(Deed(verb.keys, agent.keys, patient.keys))
    return found


@cache
def _passive(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a verb in the passive, and what leads to its agent."""
    forms, agents = (sorted(words("polarity", name, language)) for name in ("passive", "agents"))
    return (
        re.compile(rf"\b(?:{'|'.join(forms)})\s+(?:\w+ly\s+)?$", re.IGNORECASE),
        re.compile(rf"^\s+(?:{'|'.join(agents)})\b", re.IGNORECASE),
    )
