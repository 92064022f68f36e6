"""The steps of a trace as rows: who gave it, who has it from there, how, and on what evidence."""

from collections.abc import Container, Iterable
from itertools import islice

from sayso.model import Edge, EdgeHow, Place, Relay, Reuse, Tier, Wording
from sayso.trace.evidence import Evidence

LEAST_SHARED = 400
"""Characters two articles must share before one is said to copy the other: on 40 stories of known descent 134 of 155
pairs with fewer than 500 had no such parent, against 1 of 12 with more (`docs/measured.md`)."""
MADE_BY = "trace.rules/1"
Steps = dict[tuple[str, str, EdgeHow], tuple[Tier, set[Place]]]
"""Giver, taker and how -> the best tier so far, and all evidence."""
_TIERS: tuple[Tier, ...] = ("stated", "shown", "suggested")
_SCORES: dict[Tier, float] = {"stated": 0.9, "shown": 0.8, "suggested": 0.5}


def claim_edges(claim: str, wordings: Iterable[Wording], evidence: Evidence) -> list[Edge]:
    """Edges of one claim: speakers to outlets and documents, outlets (or their articles) to documents."""
    steps: Steps = {}
    carriers = {w.document for w in evidence.wordings_of.get(claim, [])}
    for wording in wordings:
        if wording.attribution is None:
            relay = evidence.relay_at(wording.document, wording.spans[0])
            if relay and relay.outlet:
                _add(steps, *_relay_step(relay, wording.document, evidence, carriers))
            continue
        attribution = evidence.attributions[wording.attribution]
        speaker = evidence.sources.get(attribution.speaker or "")
        relay = evidence.relay_of(attribution.attribution)
        places = [Place(attribution.document, *s) for s in (*attribution.source, *attribution.content)]
        if relay and relay.outlet:
            step = _relay_step(relay, wording.document, evidence, carriers)
            _add(steps, *step)
            if speaker and speaker.source != relay.outlet:
                _add(steps, speaker.source, step[0], "quotes", "stated", places)
        elif speaker:
            how: EdgeHow = "relays" if speaker.kind == "outlet" else "quotes"
            if speaker.source != evidence.documents[wording.document].outlet:
                _add(steps, speaker.source, wording.document, how, "stated", places)
    _suggest_givers(steps, wordings, evidence, carriers)
    return _to_edges(claim, steps, evidence)


def _suggest_givers(steps: Steps, wordings: Iterable[Wording], evidence: Evidence, carriers: set[str]) -> None:
    """An outlet that is relayed and has no article in the case may have written the only unsigned one with the claim.

    On 44 stories of mill pack A, seed 901, 12 of the 16 edges so suggested were right.
    """
    unsigned = sorted(d for d in carriers if d in evidence.documents and not evidence.documents[d].outlet)
    for wording in wordings:
        relay = (
            evidence.relay_of(wording.attribution)
            if wording.attribution
            else evidence.relay_at(wording.document, wording.spans[0])
        )
        if relay is None or not relay.outlet or relay.outlet == evidence.documents[relay.document].outlet:
            continue
        if evidence.published_by.get(relay.outlet):
            continue
        may_be = (
            d for d in unsigned if d != wording.document and wording.document not in evidence.copied_from.get(d, ())
        )
        others = list(islice(may_be, 2))  # two are enough to know that it is not the only one
        if len(others) == 1:
            places = [Place(relay.document, *relay.span), *(Place(wording.document, *s) for s in wording.spans)]
            _add(steps, others[0], wording.document, "relays", "suggested", places)


def _relay_step(
    relay: Relay, document: str, evidence: Evidence, carriers: set[str]
) -> tuple[str, str, EdgeHow, Tier, list[Place]]:
    """From the outlet's article where it is in the case and carries the claim, else from the outlet."""
    assert relay.outlet is not None
    return (
        _giver(relay, relay.outlet, evidence, carriers),
        document,
        "relays",
        "stated",
        [Place(relay.document, *relay.span)],
    )


def _giver(relay: Relay, outlet: str, evidence: Evidence, among: Container[str]) -> str:
    """The outlet's only other article among some documents, else the outlet itself."""
    articles = [d for d in evidence.published_by.get(outlet, []) if d in among and d != relay.document]
    return articles[0] if len(articles) == 1 else outlet


def document_edges(relays: Iterable[Relay], reuse: Iterable[Reuse], evidence: Evidence) -> list[Edge]:
    """Edges that belong to no single claim: relays between documents, and passages copied in a known direction."""
    steps: Steps = {}
    for relay in relays:
        if relay.outlet and relay.outlet != evidence.documents[relay.document].outlet:
            giver = _giver(relay, relay.outlet, evidence, evidence.documents)
            _add(steps, giver, relay.document, "relays", "stated", [Place(relay.document, *relay.span)])
    passages = [row for row in reuse if row.parent and not row.quoted and row.direction != "unknown"]
    shared: dict[tuple[str, str], int] = {}
    for row in passages:
        pair = (row.earlier, row.later)
        shared[pair] = shared.get(pair, 0) + row.later_end - row.later_start
    for row in passages:
        if shared[row.earlier, row.later] < LEAST_SHARED:
            continue
        how: EdgeHow = "reworded" if row.kind == "reworded" else "copies"
        tier: Tier = "shown" if row.direction == "known" else "suggested"
        places = [
            Place(row.earlier, row.earlier_start, row.earlier_end),
            Place(row.later, row.later_start, row.later_end),
        ]
        _add(steps, row.earlier, row.later, how, tier, places)
    return _to_edges(None, steps, evidence)


def _add(steps: Steps, giver: str, taker: str, how: EdgeHow, tier: Tier, places: Iterable[Place]) -> None:
    """Note one step; evidence is put in order once, when all steps are known, so that many wordings stay cheap."""
    if giver == taker:
        return
    best, known = steps.setdefault((giver, taker, how), (tier, set()))
    known.update(places)
    if _TIERS.index(tier) < _TIERS.index(best):
        steps[giver, taker, how] = (tier, known)


def _to_edges(claim: str | None, steps: Steps, evidence: Evidence) -> list[Edge]:
    """One row for each step, with all its evidence and the best tier that any of it has."""
    edges = []
    for (giver, taker, how), (tier, found) in steps.items():
        places = tuple(sorted(found))
        texts = tuple(place.span.text_in(evidence.documents[place.document].text) for place in places)
        edges.append(Edge(claim, giver, taker, how, tier, places, texts, MADE_BY, f"{how}, {tier}", _SCORES[tier]))
    return edges
