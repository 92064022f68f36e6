"""The stage `trace`: origins first, then what their paths and the order of wordings tell."""

from collections.abc import Sequence

from sayso.model import (
    Attribution,
    Claim,
    Date,
    Document,
    Drift,
    Edge,
    Entry,
    Figure,
    Mention,
    Moment,
    Origin,
    Pair,
    Promise,
    Region,
    Relay,
    Reuse,
    Source,
    Tables,
    Wording,
)
from sayso.trace.drift import find_drift
from sayso.trace.ledgers import keep_ledgers
from sayso.trace.origins import count_origins
from sayso.trace.timeline import order_moments


def trace_origins(
    documents: Sequence[Document],
    regions: Sequence[Region],
    attributions: Sequence[Attribution],
    relays: Sequence[Relay],
    sources: Sequence[Source],
    mentions: Sequence[Mention],
    reuse: Sequence[Reuse],
    claims: Sequence[Claim],
    wordings: Sequence[Wording],
    figures: Sequence[Figure],
    dates: Sequence[Date],
    promises: Sequence[Promise],
    owners: Sequence[Sequence[str]] = (),
) -> tuple[list[Claim], list[Origin], list[Edge], list[Pair], list[Drift], list[Moment], list[Entry]]:
    """Claims with their range of independent origins and its reasons, and all that the traces show.

    Origins, edges and pairs of roots; how wordings drift; what happened, was said and was published when; the ledgers.
    `owners` are groups of names, an owner or agency and its outlets, which are not proved to be independent eyes.
    """
    counted, origins, edges, pairs = count_origins(
        documents, regions, attributions, relays, sources, mentions, reuse, claims, wordings, owners
    )
    tables = Tables(
        tuple(documents), tuple(regions), tuple(attributions), tuple(sources), tuple(mentions), tuple(relays),
        tuple(reuse), tuple(counted), tuple(wordings), tuple(origins), tuple(edges), tuple(figures), tuple(dates),
        tuple(promises), tuple(pairs),
    )  # fmt: skip
    return counted, origins, edges, pairs, find_drift(tables), order_moments(tables), keep_ledgers(tables)
