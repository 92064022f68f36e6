"""Works that are cited and not in the case: the outlets, reports and recordings that an editor should fetch next."""

from dataclasses import dataclass, field

from sayso.model import Edge, Place
from sayso.trace.ledgers.case import Case, places_of
from sayso.trace.ledgers.findings import Finding, count


@dataclass(slots=True)
class _Work:
    """A cited work: where it is cited, the claims whose trail ends there, and those that lead through it."""

    places: set[Place] = field(default_factory=set)
    ends: set[str] = field(default_factory=set)
    leads: set[str] = field(default_factory=set)
    said: bool = False
    """Whether an attribution stands under it."""
    unsigned: set[str] = field(default_factory=set)
    """Articles without an outlet that may be the work."""


def find_missing(case: Case) -> list[Finding]:
    """Outlets and documents that articles have something from and that have no article in the case.

    Ranked by the claims they would settle, then by those of them whose trail ends there.
    """
    works = _cited(case)
    for claim, origins in sorted(case.origins.items()):
        for origin in origins:
            work = works.get(case.same.get(origin.source or "", origin.source or ""))
            if work and (origin.kind == "unresolved" or _is_document(case, origin.source)):
                work.ends.add(claim)
    for claim, edges in case.edges.items():
        for edge in edges:
            if work := works.get(case.publisher(edge.from_)):
                work.leads.add(claim)
            elif edge.tier == "suggested" and edge.how == "relays":
                _note_unsigned(works, edge, case)
    return [_finding(case, source, work) for source, work in sorted(works.items()) if _is_cited(case, work)]


def _is_cited(case: Case, work: _Work) -> bool:
    """Whether a claim leads there, or the article itself has words from it: a name in passing may be a writer's."""
    return bool(work.ends or work.leads) or (work.said and any(_in_text(case, place) for place in work.places))


def _in_text(case: Case, place: Place) -> bool:
    regions = case.regions.get(place.document, ())
    kinds = [region.kind for region in regions if region.start <= place.start < region.end]
    return not kinds or kinds[0] in ("headline", "body")


def _is_bare(name: str) -> bool:
    """Whether a document is called by one common word: "the statements" is nothing one could fetch."""
    return len(name.lower().removeprefix("the ").removeprefix("a ").split()) < 2


def _is_document(case: Case, source: str | None) -> bool:
    return source in case.sources and case.sources[source].kind == "document"


def _cited(case: Case) -> dict[str, _Work]:
    works: dict[str, _Work] = {}
    for relay in case.relays:
        if relay.outlet and relay.outlet not in case.published and relay.outlet in case.sources:
            work = works.setdefault(relay.outlet, _Work())
            work.places.add(Place(relay.document, relay.start, relay.end))
            work.said = work.said or bool(relay.attributions)
    titles = {document.title.casefold() for document in case.documents.values() if document.title}
    for source, said in case.said_by.items():
        known = case.sources.get(source)
        if known is None or known.kind not in ("outlet", "document") or case.publisher(source) in case.published:
            continue
        if known.kind == "document" and (known.name.casefold() in titles or _is_bare(known.name)):
            continue
        work = works.setdefault(case.publisher(source), _Work())
        work.said = True
        for attribution in said:
            work.places.update(places_of(attribution))
    return works


def _note_unsigned(works: dict[str, _Work], edge: Edge, case: Case) -> None:
    """An edge from an unsigned article stands for an outlet whose mention is among its evidence."""
    mentions = set(edge.evidence)
    for relay in case.credits.get(edge.to, ()):
        if relay.outlet in works and Place(relay.document, relay.start, relay.end) in mentions:
            works[relay.outlet].unsigned.add(edge.from_)


def _finding(case: Case, source: str, work: _Work) -> Finding:
    name, kind = case.sources[source].name, case.sources[source].kind
    documents = frozenset(place.document for place in work.places)
    settles = work.ends | work.leads
    note = f"{name}: cited in {count(len(documents), 'article')}, not in the case"
    if settles:
        note += f"; {count(len(settles), 'claim leads', 'claims lead')} there"
        if work.ends:
            note += f", and {count(len(work.ends), 'trail ends', 'trails end')} there"
    if work.unsigned:
        note += f"; {count(len(work.unsigned), 'article')} without an outlet may be it"
    return Finding(
        "missing work", source, name, frozenset(settles), documents, note + ".", frozenset(work.places),
        (len(settles), len(work.ends)), f"cited {kind}, not in the case", 0.6 if work.unsigned else 0.9,
    )  # fmt: skip
