"""All of it -> Claim, Origin, Edge: on how many independent origins each claim rests."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.model import (
    Attribution,
    Claim,
    Document,
    Edge,
    Mention,
    Origin,
    Pair,
    Region,
    Relay,
    Reuse,
    Source,
    Wording,
    identify,
)
from sayso.trace.count import count_independent, spoken_for
from sayso.trace.edges import MADE_BY, claim_edges, document_edges
from sayso.trace.evidence import Evidence, gather
from sayso.trace.roots import Root, Tracer


def count_origins(
    documents: Sequence[Document],
    regions: Sequence[Region],
    attributions: Sequence[Attribution],
    relays: Sequence[Relay],
    sources: Sequence[Source],
    mentions: Sequence[Mention],
    reuse: Sequence[Reuse],
    claims: Sequence[Claim],
    wordings: Sequence[Wording],
) -> tuple[list[Claim], list[Origin], list[Edge], list[Pair]]:
    """Claims with their range of independent origins and its reasons, the origins themselves, and the edges.

    Only wordings that assert a claim have origins. An origin is kept `unresolved` where nothing is named; a ring of
    outlets that have it from each other ends there too.
    """
    evidence = gather(documents, attributions, relays, sources, mentions, reuse, wordings)
    counted: list[Claim] = []
    origins: list[Origin] = []
    edges = document_edges(relays, reuse, evidence)
    for claim in claims:
        asserting = [w for w in evidence.wordings_of.get(claim.claim, []) if w.stance == "asserts"]
        groups = _fold(_roots(asserting, evidence), evidence)
        count = count_independent(groups, evidence)
        counted.append(replace(claim, independent_low=count.low, independent_high=count.high, reasons=count.reasons))
        origins += [_origin(claim.claim, group) for group in groups]
        edges += claim_edges(claim.claim, asserting, evidence)
    return counted, origins, edges, []


def _roots(wordings: list[Wording], evidence: Evidence) -> list[Root]:
    tracer = Tracer(evidence, wordings)
    return [root for document in sorted({w.document for w in wordings}) for root in tracer.roots_of_document(document)]


def _fold(roots: list[Root], evidence: Evidence) -> list[list[Root]]:
    """Roots that are one origin: the same source, a body and who speaks for it, unnamed voices described alike.

    Copies are one already: their roots are those of the passage they share.
    """
    groups: dict[tuple[str, str], list[Root]] = {}
    for root in roots:
        key = root.key
        source = evidence.sources.get(root.source or "")
        if root.kind == "unnamed" and source is not None:
            key = ("unnamed", _description(source.name))
        elif source is not None and (body := spoken_for(source, evidence)) is not None:
            key = ("named", body)
        groups.setdefault(key, []).append(root)
    return [sorted(groups[key], key=lambda r: (-len(r.path), r.path)) for key in sorted(groups)]


def _description(name: str) -> str:
    """An unnamed source's description without its article: two alike are not proved distinct."""
    parts = name.lower().split()
    return " ".join(parts[1:] if parts and parts[0] in ("a", "an", "the", "one", "some") else parts)


def _origin(claim: str, group: list[Root]) -> Origin:
    first = group[0]
    return Origin(
        claim=claim,
        origin=identify("o", *first.key),
        kind=first.kind,
        source=first.source,
        documents=tuple(sorted({root.path[-1] for root in group})),
        path=first.path,
        evidence=tuple(sorted({place for root in group for place in root.evidence})),
        made_by=MADE_BY,
        rule=first.rule,
        score=max(root.score for root in group),
    )
