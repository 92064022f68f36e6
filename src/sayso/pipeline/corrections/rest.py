"""What rests on a correction says so: marks carried from corrected rows to the rows that were made from them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sayso.model import Claim, Pair, Span, Tables
from sayso.pipeline.corrections.marks import MOST, mark, marks_of, shorten
from sayso.pipeline.corrections.outcomes import applied

MARKED = (
    "regions", "reuse", "attributions", "relays", "sources", "mentions", "figures", "dates", "promises", "claims",
    "wordings", "origins", "pairs", "edges", "drift", "timeline", "ledgers",
)  # fmt: skip
"""Tables whose rows may rest on a correction."""
Marks = dict[str, tuple[str, ...]]
"""Id of a row -> the corrections that it rests on."""


def carry_marks(tables: Tables) -> Tables:
    """Every row with the corrections that it rests on in its rule; a claim that rests on one has it among its reasons.

    A row rests on a correction that changed it, changed what its words were taken for, or changed the attribution,
    source, claim or wording that it names. One pass over each table.
    """
    touched, known = _touched(tables), frozenset(applied(tables.corrections))
    if not known:
        return tables
    attributions = [mark(row, _over(touched, row.document, row.content)) for row in tables.attributions]
    relays = [mark(row, _over(touched, row.document, [row.span])) for row in tables.relays]
    reuse = [
        mark(row, (*_over(touched, row.earlier, [Span(row.earlier_start, row.earlier_end)]),
                   *_over(touched, row.later, [Span(row.later_start, row.later_end)])))
        for row in tables.reuse
    ]  # fmt: skip
    by_attribution = _marks("attribution", attributions, known)
    by_source = _marks("source", tables.sources, known)
    mentions = [mark(row, by_source.get(row.source, ())) for row in tables.mentions]
    figures = [
        mark(row, (*_over(touched, row.document, [row.span]), *by_attribution.get(row.attribution or "", ())))
        for row in tables.figures
    ]
    dates = [mark(row, _over(touched, row.document, [row.span])) for row in tables.dates]
    promises = [mark(row, by_attribution.get(row.attribution, ())) for row in tables.promises]
    wordings = [
        mark(row, (*_over(touched, row.document, row.spans), *by_attribution.get(row.attribution or "", ())))
        for row in tables.wordings
    ]
    told = tables.having(
        reuse=reuse, attributions=attributions, relays=relays, mentions=mentions, figures=figures, dates=dates,
        promises=promises, wordings=wordings,
    )  # fmt: skip
    told = _carry_to_claims(told, by_source, known)
    return told.having(**{name: [shorten(row) for row in getattr(told, name)] for name in MARKED})


def _carry_to_claims(tables: Tables, by_source: Marks, known: frozenset[str]) -> Tables:
    """Claims, and what was traced of them."""
    own = _marks("claim", tables.claims, known)
    resting: dict[str, dict[str, None]] = {}
    in_document: dict[tuple[str, str], dict[str, None]] = {}
    for row in tables.wordings:
        if names := dict.fromkeys(marks_of(row.rule)):
            resting.setdefault(row.claim, {}).update(names)
            in_document.setdefault((row.claim, row.document), {}).update(names)
    for origin in tables.origins:
        if found := by_source.get(origin.source or ""):
            resting.setdefault(origin.claim, {}).update(dict.fromkeys(found))
    claims = [_with_reason(row, resting.get(row.claim, ())) for row in tables.claims]

    def in_claim(claim: str | None, documents: Iterable[str], *sources: str | None) -> Iterable[str]:
        """What corrections of the claim, of its wordings in these documents and of these sources are called."""
        held = (name for document in documents for name in in_document.get((claim or "", document), ()))
        return (*own.get(claim or "", ()), *held, *(n for one in sources for n in by_source.get(one or "", ())))

    origins = [mark(row, in_claim(row.claim, row.documents, row.source)) for row in tables.origins]
    roots = {(row.claim, row.source or row.path[0]): marks_of(row.rule) for row in origins if row.path}
    pairs = [mark(row, (*own.get(row.claim, ()), *_of_ends(roots, row))) for row in tables.pairs]
    edges = [mark(row, in_claim(row.claim, [row.to], row.from_, row.to)) for row in tables.edges]
    drift = [mark(row, in_claim(row.claim, [row.earlier.document, row.later.document])) for row in tables.drift]
    timeline = [mark(row, in_claim(row.claim, (), row.source)) for row in tables.timeline]
    ledgers = [
        mark(row, (*by_source.get(row.subject or "", ()), *(name for one in row.claims for name in own.get(one, ()))))
        for row in tables.ledgers
    ]
    return tables.having(
        claims=claims, origins=origins, pairs=pairs, edges=edges, drift=drift, timeline=timeline, ledgers=ledgers
    )


def _with_reason(claim: Claim, corrections: Iterable[str]) -> Claim:
    """The claim with one more reason, in the first place, where it rests on corrections."""
    marked = mark(claim, corrections)
    names = marks_of(marked.rule)
    if not names or not claim.reasons:
        return marked
    what = "a correction" if len(names) == 1 else "corrections"
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    reason = f"rests on {what} made by hand: {', '.join(names[:MOST])}{more}"
    return replace(marked, reasons=(reason, *(one for one in claim.reasons if one != reason)))


def _of_ends(roots: Mapping[tuple[str, str], tuple[str, ...]], pair: Pair) -> Iterable[str]:
    """The corrections that one of a pair's roots rests on."""
    return (*roots.get((pair.claim, pair.one), ()), *roots.get((pair.claim, pair.other), ()))


def _marks(column: str, rows: Iterable[Any], known: frozenset[str]) -> Marks:
    """Id -> corrections; a name in a text that looks like one, and so got into a rule, is none."""
    found = {getattr(row, column): tuple(filter(known.__contains__, marks_of(row.rule))) for row in rows}
    return {name: marks for name, marks in found.items() if marks}


def _touched(tables: Tables) -> dict[str, list[tuple[Span, str]]]:
    """Document -> stretches that corrections say are another region, or no attribution."""
    found: dict[str, list[tuple[Span, str]]] = {}
    for row in applied(tables.corrections).values():
        if row.kind in ("region", "remove") and row.document is not None:
            span = Span(row.start or 0, row.end or 0)
            found.setdefault(row.document, []).append((span, row.correction))
    return found


def _over(touched: Mapping[str, Sequence[tuple[Span, str]]], document: str, spans: Iterable[Span]) -> Iterable[str]:
    """The corrections that touch one of these spans."""
    here = touched.get(document)
    if not here:
        return ()
    return [name for span in spans for place, name in here if place.overlaps(span)]
