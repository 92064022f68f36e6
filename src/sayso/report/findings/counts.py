"""Why a claim rests on so many origins: each origin with its words, then each pair of roots with the reason."""

from dataclasses import dataclass

from sayso.model import Claim, Pair, Place
from sayso.report.case import Case

ORIGINS, PAIRS, PLACES, PAIRED = 30, 30, 3, 2
"""Origins and pairs of a claim that a card lists, and places shown for an origin and for a pair; the card says how many
more there are."""
KINDS = {
    "named": "named",
    "unnamed": "unnamed source",
    "own": "own observation",
    "unresolved": "no origin named",
}
DISTINCT = {"proved": "two origins", "open": "perhaps two", "same": "one origin"}


@dataclass(frozen=True, slots=True)
class Ended:
    """One origin: where traces of the claim end."""

    name: str
    kind: str
    documents: tuple[str, ...]
    documents_left: int
    places: tuple[Place, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair of roots: two origins, perhaps two, or one, and why."""

    one: str
    other: str
    verdict: str
    distinct: str
    reason: str
    places: tuple[Place, ...]
    places_left: int


@dataclass(frozen=True, slots=True)
class Explained:
    """What a claim's range of origins is made of."""

    origins: tuple[Ended, ...]
    origins_left: int
    pairs: tuple[Compared, ...]
    pairs_left: int


def explain_count(case: Case, claim: Claim) -> Explained:
    """The origins of a claim, those that raise the low end first, and its pairs of roots, proved ones first."""
    kinds, verdicts = list(KINDS), list(DISTINCT)
    origins = sorted(case.origins.get(claim.claim, ()), key=lambda o: (kinds.index(o.kind), o.origin))
    pairs = sorted(case.pairs.get(claim.claim, ()), key=lambda p: (verdicts.index(p.distinct), p.one, p.other))
    ended = tuple(
        Ended(
            case.name(o.source), KINDS[o.kind], tuple(sorted(o.documents, key=case.name)[:12]),
            max(len(o.documents) - 12, 0), o.evidence[:PLACES], o.rule,
        )
        for o in origins[:ORIGINS]
    )  # fmt: skip
    compared = tuple(_compare(case, pair) for pair in pairs[:PAIRS])
    return Explained(ended, max(len(origins) - ORIGINS, 0), compared, max(len(pairs) - PAIRS, 0))


def _compare(case: Case, pair: Pair) -> Compared:
    return Compared(
        case.name(pair.one), case.name(pair.other), DISTINCT[pair.distinct], pair.distinct, pair.reason,
        pair.evidence[:PAIRED], max(len(pair.evidence) - PAIRED, 0),
    )  # fmt: skip
