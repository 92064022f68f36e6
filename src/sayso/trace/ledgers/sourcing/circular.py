"""Circular sourcing: outlets that have a thing from each other, and credits that lead to articles without a source."""

from dataclasses import dataclass, field

from sayso.model import Edge, Place
from sayso.trace.ledgers.case import Case
from sayso.trace.ledgers.findings import Finding, count, listing

Step = tuple[str, str, Edge]
"""Who gave it, who has it from there, and the row that says so."""
_SCORES = {"ring of a claim": 0.9, "ring of a claim, perhaps": 0.4, "ring of articles": 0.6}


@dataclass(slots=True)
class _Ring:
    claims: set[str] = field(default_factory=set)
    places: set[Place] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    rule: str = ""


def find_circles(case: Case) -> list[Finding]:
    """Rings of outlets that credit each other, then credits that lead nowhere.

    A ring is sought for each claim among the credits that its texts state, then with those that are suggested, then
    among whole articles. Only credits make one: a copied passage has a direction and cannot run in a circle.
    """
    rings: dict[tuple[str, ...], _Ring] = {}
    for rule, suggested in (("ring of a claim", False), ("ring of a claim, perhaps", True)):
        for claim, edges in sorted(case.edges.items()):
            steps = [(case.publisher(e.from_), case.publisher(e.to), e) for e in edges if _is_credit(e, suggested)]
            _note_rings(rings, rule, steps, claim)
    steps = [(_article(case, e.from_), e.to, e) for e in case.document_edges if _is_credit(e, False)]
    _note_rings(rings, "ring of articles", steps, None)
    ringed = {(node, claim) for ring, found in rings.items() for node in ring for claim in found.claims}
    again = {ring for ring in rings if tuple(sorted({case.publisher(node) for node in ring})) in rings.keys() - {ring}}
    return [_ring_finding(case, ring, rings[ring]) for ring in sorted(rings) if ring not in again] + _dead_ends(
        case, ringed
    )


def _is_credit(edge: Edge, suggested: bool) -> bool:
    return edge.how in ("relays", "cites") and (edge.tier == "stated" or (suggested and edge.tier == "suggested"))


def _article(case: Case, node: str) -> str:
    """The only article of an outlet; a document itself; empty where it is not known which article is meant."""
    articles = [node] if node in case.documents else case.published.get(case.publisher(node), [])
    return articles[0] if len(articles) == 1 else ""


def _note_rings(rings: dict[tuple[str, ...], _Ring], rule: str, steps: list[Step], claim: str | None) -> None:
    """Add the rings among some steps; one that is known by a better rule gains nothing from a weaker one."""
    if len(steps) < 2:
        return
    onward: dict[str, set[str]] = {}
    for giver, taker, _ in steps:
        if giver and giver != taker:
            onward.setdefault(giver, set()).add(taker)
    ring_of = {node: ring for ring in _strongly_connected(onward) if len(ring) > 1 for node in ring}
    known = {ring for ring, found in rings.items() if found.rule != rule}
    for giver, taker, edge in steps:
        if giver != taker and giver in ring_of and ring_of[giver] == ring_of.get(taker) and ring_of[giver] not in known:
            ring = rings.setdefault(ring_of[giver], _Ring(rule=rule))
            ring.claims.update([claim] if claim else [])
            ring.places.update(edge.evidence)
            ring.documents.update(place.document for place in edge.evidence)


def _strongly_connected(steps: dict[str, set[str]]) -> list[tuple[str, ...]]:
    """Strongly connected components, each sorted (Kosaraju and Sharir: two searches in depth); linear, no recursion."""
    back: dict[str, set[str]] = {}
    for giver, takers in steps.items():
        for taker in takers:
            back.setdefault(taker, set()).add(giver)
    seen: set[str] = set()
    finished: list[str] = []
    for start in sorted({*steps, *back}):
        finished += _search(start, steps, seen)
    seen = set()
    components = (tuple(sorted(_search(start, back, seen))) for start in reversed(finished))
    return sorted(component for component in components if component)


def _search(start: str, steps: dict[str, set[str]], seen: set[str]) -> list[str]:
    """Nodes not seen before that can be reached, each after all that it leads to."""
    finished: list[str] = []
    waiting = [(start, False)]
    while waiting:
        node, done = waiting.pop()
        if done:
            finished.append(node)
        elif node not in seen:
            seen.add(node)
            waiting.append((node, True))
            waiting += [(taker, False) for taker in sorted(steps.get(node, ())) if taker not in seen]
    return finished


def _ring_finding(case: Case, nodes: tuple[str, ...], ring: _Ring) -> Finding:
    names = sorted({case.name(node) for node in nodes})
    about = f" for {count(len(ring.claims), 'claim')}" if ring.claims else ""
    perhaps = "perhaps " if "perhaps" in ring.rule else ""
    note = f"{listing(names)} {perhaps}have it from each other{about}; a ring is no source."
    return Finding(
        "circular", nodes[0], listing(names), frozenset(ring.claims), frozenset(ring.documents), note,
        frozenset(ring.places), (1, len(ring.claims), len(nodes)), ring.rule, _SCORES[ring.rule],
    )  # fmt: skip


def _dead_ends(case: Case, ringed: set[tuple[str, str]]) -> list[Finding]:
    """Outlets that others credit for a claim and whose own article in the case names nobody for it, rings left out."""
    ends: dict[str, tuple[set[str], set[Place], set[str]]] = {}
    for claim, origins in sorted(case.origins.items()):
        for origin in origins:
            outlet = origin.source
            if (
                origin.kind != "unresolved"
                or outlet is None
                or not set(case.published.get(outlet, ())) & case.carriers[claim]
            ):
                continue
            takers = {name for name in origin.documents if case.publisher(name) != outlet}
            claims, places, documents = ends.setdefault(outlet, (set(), set(), set()))
            if takers and (outlet, claim) not in ringed:
                claims.add(claim)
                places.update(place for place in origin.evidence if place.document in takers)
                documents.update(takers)
    found = []
    for outlet, (claims, places, documents) in sorted(ends.items()):
        name = case.name(outlet)
        note = (
            f"{count(len(documents), 'article credits', 'articles credit')} {name} for {count(len(claims), 'claim')},"
            f" and {name}'s own article names nobody for {'it' if len(claims) == 1 else 'them'}."
        )
        found.append(
            Finding("circular", outlet, name, frozenset(claims), frozenset(documents), note, frozenset(places),
                    (0, len(claims), len(documents)), "leads nowhere", 0.7)
        )  # fmt: skip
    return found
