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
from sayso.trace.count import count_independent
from sayso.trace.edges import MADE_BY, claim_edges, document_edges
from sayso.trace.evidence import gather
from sayso.trace.pairs import Voice, judge_pairs, pair_rows, voices_of
from sayso.trace.roots import Tracer


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
    owners: Sequence[Sequence[str]] = (),
) -> tuple[list[Claim], list[Origin], list[Edge], list[Pair]]:
    """Claims with their range of independent origins and its reasons, the origins themselves, and the edges.

    And for each pair of a claim's roots, why they are two origins, one, or perhaps two; the range follows from these.
    Only wordings that assert a claim have origins. An origin is kept `unresolved` where nothing is named; a ring of
    outlets that have it from each other ends there too. `owners` are groups of names, an owner or agency and outlets.
    """
    evidence = gather(documents, attributions, relays, sources, mentions, reuse, wordings, owners)
    counted: list[Claim] = []
    origins: list[Origin] = []
    pairs: list[Pair] = []
    edges = document_edges(relays, reuse, evidence)
    for claim in claims:
        asserting = [w for w in evidence.wordings_of.get(claim.claim, []) if w.stance == "asserts"]
        tracer = Tracer(evidence, asserting)
        roots = [root for document in sorted({w.document for w in asserting}) for root in tracer.roots_of(document)]
        voices = voices_of(roots, evidence)
        verdicts = judge_pairs(voices, tracer.told, evidence)
        count = count_independent(voices, verdicts)
        counted.append(replace(claim, independent_low=count.low, independent_high=count.high, reasons=count.reasons))
        origins += [_origin(claim.claim, origin) for origin in count.origins]
        pairs += pair_rows(claim.claim, voices, verdicts, evidence)
        edges += claim_edges(claim.claim, asserting, evidence)
    return counted, origins, edges, pairs


def _origin(claim: str, voices: list[Voice]) -> Origin:
    """The voices that are one origin as a row; it is called after the first of them."""
    first, roots = voices[0].roots[0], [root for voice in voices for root in voice.roots]
    return Origin(
        claim=claim,
        origin=identify("o", first.kind, first.key),
        kind=first.kind,
        source=first.source,
        documents=tuple(sorted({root.path[-1] for root in roots})),
        path=first.path,
        evidence=tuple(sorted({place for root in roots for place in root.evidence})),
        made_by=MADE_BY,
        rule=first.rule,
        score=max(root.score for root in roots),
    )
