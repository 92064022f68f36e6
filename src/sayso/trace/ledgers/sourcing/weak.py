"""Weak links: the source, or the one article, without which claims would have nothing left to stand on.

A claim's trails run from its roots to the articles that assert it. Whatever lies on every trail is a cut vertex between
the two; a doubtful step counts as a trail too, so that nothing is called a weak link on a doubt.
"""

from collections import deque
from dataclasses import dataclass, field

from sayso.model import Place
from sayso.trace.ledgers.case import Case, places_of
from sayso.trace.ledgers.findings import Finding, count

_ROOT, _END = "", "\0"


@dataclass(slots=True)
class _Link:
    claims: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    spread: int = 0


def find_weak_links(case: Case) -> list[Finding]:
    """Sources, and articles that others have a claim from, on which every trail of a claim depends.

    Ranked by how far their word spread: for each claim the articles beyond the first that assert it, added up; then by
    claims.
    """
    links: dict[str, _Link] = {}
    for claim, carriers in sorted(case.carriers.items()):
        for node in _cuts(case, claim):
            if node in case.documents and len(carriers) < 2:
                continue  # that a claim of one article needs that article says nothing
            link = links.setdefault(node, _Link())
            link.claims.add(claim)
            link.documents |= carriers
            link.spread += len(carriers) - 1
    places = _mentions(case, links)
    return [
        _finding(case, node, link, places.get(node, set()))
        for node, link in sorted(links.items())
        if len(link.documents) > 1 or len(link.claims) > 1
    ]


def _cuts(case: Case, claim: str) -> list[str]:
    """The nodes that every trail of a claim passes, in the order of the trails."""
    steps: dict[str, set[str]] = {}
    for origin in case.origins.get(claim, ()):
        for giver, taker in zip((_ROOT, *origin.path), origin.path, strict=False):
            steps.setdefault(giver, set()).add(taker)
    for edge in case.edges.get(claim, ()):
        steps.setdefault(edge.from_, set()).add(edge.to)
    for document in case.carriers[claim]:
        steps.setdefault(document, set()).add(_END)
    return _bottlenecks({giver: sorted(takers) for giver, takers in steps.items()})


def _bottlenecks(steps: dict[str, list[str]]) -> list[str]:
    """The nodes on all ways from root to end, in order; linear in the steps.

    Along one shortest way, `far` is the farthest of its nodes that can be reached past those before: where it is the
    next node, nothing leads round that one.
    """
    way = _shortest(steps)
    place = {node: at for at, node in enumerate(way)}
    cuts: list[str] = []
    seen: set[str] = set()
    far = 0
    for at, node in enumerate(way):
        if 0 < at == far and node != _END:
            cuts.append(node)
        waiting = [node]
        while waiting:
            for taker in steps.get(waiting.pop(), ()):
                if taker in place:
                    far = max(far, place[taker])
                elif taker not in seen:
                    seen.add(taker)
                    waiting.append(taker)
    return cuts


def _shortest(steps: dict[str, list[str]]) -> list[str]:
    """The nodes of a shortest way from root to end, both among them; empty if there is none."""
    came = {_ROOT: _ROOT}
    queue = deque([_ROOT])
    while queue and _END not in came:
        node = queue.popleft()
        for taker in steps.get(node, ()):
            if taker not in came:
                came[taker] = node
                queue.append(taker)
    if _END not in came:
        return []
    way = [_END]
    while way[-1] != _ROOT:
        way.append(came[way[-1]])
    return way[::-1]


def _mentions(case: Case, links: dict[str, _Link]) -> dict[str, set[Place]]:
    """Where each link is named for one of its claims: the evidence of its origins and of edges from it."""
    places: dict[str, set[Place]] = {}
    for relay in case.relays:
        if relay.outlet in links:
            places.setdefault(relay.outlet, set()).add(Place(relay.document, relay.start, relay.end))
    for node, link in links.items():
        found = places.setdefault(node, set())
        for attribution in case.said_by.get(node, ()):
            if attribution.document in link.documents:
                found.update(places_of(attribution))
        if node in case.documents:
            for claim in sorted(link.claims):
                found.update(
                    place for edge in case.edges.get(claim, ()) if edge.from_ == node for place in edge.evidence
                )
    return places


def _finding(case: Case, node: str, link: _Link, places: set[Place]) -> Finding:
    name = case.name(node)
    article = node in case.documents
    called = f"the article of {name}" if article and case.documents[node].outlet else name
    note = (
        f"Without {called} {count(len(link.claims), 'claim has', 'claims have')} nothing left to stand on,"
        f" in {count(len(link.documents), 'article')}."
    )
    return Finding(
        "weak link", node, name, frozenset(link.claims), frozenset(link.documents), note,
        frozenset(places), (link.spread, len(link.claims)), "on every trail" + "; article" * article, 0.8,
    )  # fmt: skip
