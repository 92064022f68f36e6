"""The figures and dates of a pile of articles, whose they are, and where figures about one quantity do not agree."""

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

from sayso.figures.counts import Count, find_counts
from sayso.figures.dates import find_dates
from sayso.figures.descent import trace_figures
from sayso.figures.groups import group_counts
from sayso.model import (
    Attribution,
    Date,
    Document,
    Figure,
    Region,
    Relay,
    Reuse,
    Span,
    article_spans,
    grouped,
    identify,
)

MADE_BY = "figures.rules/1"


def compare_figures(
    documents: Sequence[Document],
    regions: Sequence[Region],
    attributions: Sequence[Attribution],
    relays: Sequence[Relay] = (),
    reuse: Sequence[Reuse] = (),
) -> tuple[list[Figure], list[Date]]:
    """Figures with their ranges and groups, and dates as EDTF; both sorted by document and place.

    Figures are read in headline and body; without regions the whole text is body. Dates are read there and in the
    dateline, and the stamp that gives the publication date is one wherever it stands. A group holds figures about one
    quantity in articles of one story; it disagrees if its ranges have no value in common. From relays and reuse comes
    which figure of another article one was taken from.
    """
    regions_of, said_in = grouped(regions), grouped(attributions)
    counts: dict[str, list[Count]] = {}
    bodies: dict[str, list[Span]] = {}
    dates: list[Date] = []
    unique = {document.document: document for document in documents}
    for name, document in sorted(unique.items()):
        own = regions_of.get(name, [])
        read = find_dates(document, own)
        dates += [
            Date(name, *seen.span, seen.span.text_in(document.text), seen.value, MADE_BY, rule, score)
            for seen, rule, score in read
        ]
        bodies[name] = [span for _, span in article_spans(document, own)]
        counts[name] = find_counts(document.text, bodies[name], [seen.span for seen, _, _ in read])
    owners = {name: _find_owners(counts[name], said_in.get(name, [])) for name in counts}
    speakers = {attribution.attribution: attribution.speaker for attribution in attributions}
    voices = {name: {core: speakers[owner] or owner for core, owner in owners[name].items()} for name in counts}
    figures: list[Figure] = []
    for group in group_counts(unique, counts, voices, bodies):
        figures += _make_group(group, unique, owners)
    figures = trace_figures(sorted(figures, key=_place), unique, relays, reuse)
    return figures, sorted(dates, key=_place)


def _place(row: Figure | Date) -> tuple[str, int, int]:
    return row.document, row.start, row.end


def _make_group(
    group: list[tuple[str, Count]], documents: dict[str, Document], owners: dict[str, dict[Span, str]]
) -> list[Figure]:
    first, count = min(group, key=lambda pair: (pair[0], pair[1].span))
    name = identify("g", count.what, count.kind, count.unit or "", first, *count.span)
    disagrees = not _overlap([count for _, count in group])
    return [
        Figure(
            document=document,
            start=count.span.start,
            end=count.span.end,
            text=count.span.text_in(documents[document].text),
            what=count.what,
            unit=count.unit,
            low=count.number.low,
            high=count.number.high,
            hedge=count.number.hedge,
            attribution=owners[document].get(count.core),
            group=name,
            disagrees=disagrees,
            made_by=MADE_BY,
            rule=count.rule,
            score=count.score,
        )
        for document, count in group
    ]


def _overlap(counts: Iterable[Count]) -> bool:
    """Whether all ranges share a value: for intervals that is the same as each two overlapping."""
    numbers = [count.number for count in counts]
    lows = [number.low for number in numbers if number.low is not None]
    highs = [number.high for number in numbers if number.high is not None]
    return not lows or not highs or max(lows) <= min(highs)


def _find_owners(counts: Sequence[Count], attributions: Sequence[Attribution]) -> dict[Span, str]:
    """For each figure the attribution whose content covers it, the shortest where several do, as the inner one is.

    A sweep: contents wait in a heap by length, and one that ends before a figure does can hold none that follows.
    """
    contents = sorted(
        (span.start, span.end, sum(s.end - s.start for s in attribution.content), attribution.attribution)
        for attribution in attributions
        for span in attribution.content
    )
    owners: dict[Span, str] = {}
    waiting: list[tuple[int, str, int]] = []
    at = 0
    for core in sorted(count.core for count in counts):
        while at < len(contents) and contents[at][0] <= core.start:
            _, end, size, name = contents[at]
            heappush(waiting, (size, name, end))
            at += 1
        while waiting and waiting[0][2] < core.end:
            heappop(waiting)
        if waiting:
            owners[core] = waiting[0][1]
    return owners
