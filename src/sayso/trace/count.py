"""How many independent origins a claim has: a range that follows from what is found of each pair of its voices.

Voices that are the `same` are one origin. Low is the size of the largest set found of origins of which every two are
`proved` to be distinct; one voice that is heard at all, named, unnamed or with its own eyes, is such a set. High counts
every origin, as if all that is `open` were two, but whatever names nobody, and whoever is heard in headlines alone
beside others, is together at most one: nothing in the texts shows that there is more than one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.kernels.sets import DisjointSets
from sayso.trace.pairs import MOST, Verdicts, Voice

_DOUBTS = 3
"""Open pairs that the reasons of a claim tell; the table `pairs` has all."""


@dataclass(frozen=True, slots=True)
class Count:
    """The range, the sentences that say why, and the voices of each origin."""

    low: int
    high: int
    reasons: tuple[str, ...]
    origins: list[list[Voice]]


def count_independent(voices: Sequence[Voice], verdicts: Verdicts) -> Count:
    """Range over the voices of a claim, in their order, by what is found of their pairs."""
    origins = _join(voices, verdicts)
    heard = [origin for origin in origins if origin[0].kind != "unresolved"]
    unresolved = [origin for origin in origins if origin[0].kind == "unresolved"]
    loud = [origin for origin in heard if all(voice.headline for voice in origin)]
    if len(loud) < len(heard):
        heard = [origin for origin in heard if origin not in loud]
    else:
        loud = []
    proved = {pair for pair, verdict in verdicts.items() if verdict.distinct == "proved"}
    low = len(_largest_proved(heard, proved))
    reasons = _reasons(heard, loud, unresolved, verdicts)
    if len(voices) > MOST:
        reasons.append(f"only the first {MOST} of {len(voices)} are compared pair by pair; the others raise high alone")
    return Count(low, len(heard) + min(len(unresolved) + len(loud), 1), tuple(reasons), origins)


def _join(voices: Sequence[Voice], verdicts: Verdicts) -> list[list[Voice]]:
    """Voices that are one origin, together; the order is that of the voices."""
    sets = DisjointSets()
    for (one, other), verdict in verdicts.items():
        if verdict.distinct == "same":
            sets.join(one, other)
    groups: dict[object, list[Voice]] = {}
    for voice in voices:
        groups.setdefault(sets.find(voice.key), []).append(voice)
    return list(groups.values())


def _largest_proved(origins: list[list[Voice]], proved: set[tuple[str, str]]) -> list[int]:
    """Numbers of origins of which every two are proved distinct: the largest set that a greedy search finds.

    It starts once from each origin and takes on whatever is proved distinct from all taken before, best connected
    first. What it finds is such a set whatever it misses, so low is never too high.
    """
    count = len(origins)
    linked = [{m for m in range(count) if m != n and _is_proved(origins[n], origins[m], proved)} for n in range(count)]
    order = sorted(range(count), key=lambda n: (-len(linked[n]), n))
    best: list[int] = []
    for start in order:
        if len(linked[start]) < len(best):
            break
        chosen, left = [start], linked[start]
        for n in order:
            if n in left:
                chosen.append(n)
                left = left & linked[n]
        best = max(best, chosen, key=len)
    return best


def _is_proved(one: list[Voice], other: list[Voice], proved: set[tuple[str, str]]) -> bool:
    return any((a.key, b.key) in proved or (b.key, a.key) in proved for a in one for b in other)


def _reasons(
    heard: list[list[Voice]], loud: list[list[Voice]], unresolved: list[list[Voice]], verdicts: Verdicts
) -> list[str]:
    """Who is heard, what of it is in doubt, and what names nobody."""
    voices = {kind: [v for origin in heard for v in origin if v.kind == kind] for kind in ("named", "own", "unnamed")}
    named, own, unnamed = (_names(voices[kind]) for kind in ("named", "own", "unnamed"))
    origins = sum(origin[0].kind == "named" for origin in heard)
    reasons = []
    if named:
        how = "one named speaker" if origins == 1 else f"{origins} named speakers"
        reasons.append(f"{how}: {named}")
    if own:
        reasons.append(f"own observation: {own}")
    if unnamed:
        reasons.append(f"unnamed: {unnamed}" + ("; only the upper bound counts it" if named or own else ""))
    sure = {v.key for kind in ("named", "own") for v in voices[kind]}
    told = [v for pair, v in verdicts.items() if sure.issuperset(pair) and v.distinct != "proved"]
    doubt = {"open": "; only the upper bound counts both", "same": ""}
    reasons += [verdict.reason + doubt[verdict.distinct] for verdict in told[:_DOUBTS]]
    if len(told) > _DOUBTS:
        reasons.append(f"and {len(told) - _DOUBTS} more pairs that are not proved distinct")
    if loud:
        names = _names([voice for origin in loud for voice in origin])
        reasons.append(f"in headlines alone: {names}; counted with what names nobody")
    if unresolved:
        reasons.append(_unresolved_reason([v for origin in unresolved for v in origin], bool(heard)))
    return reasons or ["nobody asserts it in these documents"]


def _names(voices: Sequence[Voice]) -> str:
    return ", ".join(sorted({v.source.name if v.source is not None else v.name for v in voices}))


def _unresolved_reason(voices: list[Voice], others: bool) -> str:
    roots = [root for voice in voices for root in voice.roots]
    documents = len({root.path[-1] for root in roots})
    names = ", ".join(sorted({voice.source.name for voice in voices if voice.source is not None}))
    said = f"{documents} document{'s' if documents != 1 else ''} name{'s' if documents == 1 else ''} no speaker"
    if names:
        said += f" (from {names})"
    if any(root.rule.startswith("circular") for root in roots):
        said += "; outlets that have it from each other"
    return said + ("; counted as at most one further origin" if others else "; at most one origin, none found")
