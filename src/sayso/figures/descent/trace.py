"""From which article a figure was taken, and what became of it on the way.

A parent is named only where the case shows it: the figure stands in a passage that was copied, or under the credit of
an outlet whose article is in the case, or one article alone had the same telling number about the same quantity before.
"""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace

from sayso.figures.descent.change import change_of, is_telling
from sayso.language.calendar import parse_day
from sayso.model import Document, Figure, FigureDescent, Place, Relay, Reuse, grouped

SLACK = 60  # characters by which an edited passage may have moved a figure, measured from the nearer of its ends
LEAST_SHARED = 400  # characters two articles must share before one is said to copy the other (`trace/edges.py`)
LEAST_PASSAGE = (
    150  # characters; on 88 stories of known descent 24 of 31 parents in longer passages were right, 12 of 23 else
)
_MOST = 64  # passages or relays looked at for one figure; articles copied more often than that repeat each other
_NARROW = {"sentence": 0, "passage": 1, "rest": 2, "document": 3}
_SCORES: dict[FigureDescent, float] = {"passage": 0.9, "relay": 0.8, "article": 0.6, "value": 0.4}


def trace_figures(
    figures: Sequence[Figure], documents: dict[str, Document], relays: Sequence[Relay], reuse: Sequence[Reuse]
) -> list[Figure]:
    """The figures with parent, how it is known and the change, in the order given.

    `documents` by id. Figures are of one quantity if they share a group; in a copied passage also if they count the
    same thing in the same place, for a changed number may fall out of its group.
    """
    by_document = {name: sorted(rows, key=lambda f: f.start) for name, rows in grouped(figures).items()}
    passages = grouped(sorted(filter(_is_copy, reuse), key=_weight), "later")
    credits = grouped(sorted(relays, key=lambda r: (_NARROW[r.scope], -r.start, r.relay)))
    published: dict[str, list[str]] = {}
    for name, document in sorted(documents.items()):
        if document.outlet:
            published.setdefault(document.outlet, []).append(name)
    groups = grouped(figures, "group")
    givers = _givers(passages, credits, published, documents)
    traced = []
    for figure in figures:
        own = documents[figure.document].outlet
        known = givers.get(figure.document, ())
        parent = _in_passages(figure, passages.get(figure.document, ()), by_document, known)
        how: FigureDescent = "passage"
        if parent is None:
            parent, how = _under_credit(figure, credits.get(figure.document, ()), own, published, groups), "relay"
        if parent is None:
            parent, how = _elsewhere(figure, known, groups), "article"
        if parent is None:
            parent, how = _first_with(figure, groups[figure.group], documents), "value"
        traced.append(figure if parent is None else _with_parent(figure, parent, how))
    return traced


def _is_copy(row: Reuse) -> bool:
    """Words that two articles quote from one man are no copy; nor is a passage whose direction nobody knows."""
    return not row.quoted and row.direction != "unknown"


def _weight(row: Reuse) -> tuple[object, ...]:
    """Direct parents first, then known directions, then the longest."""
    return not row.parent, row.direction != "known", row.later_start - row.later_end, row.earlier, row.earlier_start


def _in_passages(
    figure: Figure, passages: Sequence[Reuse], by_document: dict[str, list[Figure]], givers: Collection[str]
) -> Figure | None:
    """The figure in the same place of a copied passage; a short one counts only from an article that gave more."""
    for row in passages[:_MOST]:
        if row.later_end - row.later_start < LEAST_PASSAGE and row.earlier not in givers:
            continue
        if row.later_start <= figure.start and figure.end <= row.later_end + SLACK and figure.start < row.later_end:
            found = _aligned(figure, row, by_document.get(row.earlier, []))
            if found is not None:
                return found
    return None


def _aligned(figure: Figure, row: Reuse, earlier: list[Figure]) -> Figure | None:
    """The figure about the same thing that stands nearest to the same place, counted from either end."""
    first = bisect_right(earlier, row.earlier_start - 1, key=lambda other: other.start)
    ranked = []
    for other in earlier[first:]:
        if other.start >= row.earlier_end:
            break
        moved = min(
            abs((figure.start - row.later_start) - (other.start - row.earlier_start)),
            abs((row.later_end - figure.start) - (row.earlier_end - other.start)),
        )
        alike = other.group == figure.group or (other.what, other.unit) == (figure.what, figure.unit)
        if alike and moved <= SLACK:
            ranked.append((other.group != figure.group, moved, other.start, other))
    return min(ranked, key=lambda one: one[:3])[3] if ranked else None


def _under_credit(
    figure: Figure,
    credits: Sequence[Relay],
    own: str | None,
    published: dict[str, list[str]],
    groups: dict[str, list[Figure]],
) -> Figure | None:
    """The figure in the only article of the credited outlet that has the quantity."""
    for relay in credits[:_MOST]:
        under = figure.attribution in relay.attributions or relay.scope_start <= figure.start < relay.scope_end
        if not under or relay.outlet in (None, own):
            continue
        articles = {name for name in published.get(relay.outlet or "", ()) if name != figure.document}
        held = [other for other in groups[figure.group] if other.document in articles] if articles else []
        if len({other.document for other in held}) == 1:
            return _nearest(figure, held)
        return None
    return None


def _givers(
    passages: dict[str, list[Reuse]],
    credits: dict[str, list[Relay]],
    published: dict[str, list[str]],
    documents: dict[str, Document],
) -> dict[str, set[str]]:
    """The articles that each article shows it has something from: by credit, or by enough copied text."""
    givers: dict[str, set[str]] = {}
    for name, rows in credits.items():
        for relay in rows[:_MOST]:
            articles = [] if relay.outlet == documents[name].outlet else published.get(relay.outlet or "", [])
            if len(articles) == 1:
                givers.setdefault(name, set()).update(articles)
    for name, copied in passages.items():
        shared: dict[str, int] = {}
        for row in copied:
            if row.parent:
                shared[row.earlier] = shared.get(row.earlier, 0) + row.later_end - row.later_start
        givers.setdefault(name, set()).update(other for other, size in shared.items() if size >= LEAST_SHARED)
    return givers


def _elsewhere(figure: Figure, givers: Collection[str], groups: dict[str, list[Figure]]) -> Figure | None:
    """The figure in the only article with the quantity that this article has other things from."""
    held = [other for other in groups[figure.group] if other.document in givers and other.document != figure.document]
    held = [other for other in held if change_of(other, figure) != "changed"]
    return _nearest(figure, held) if len({other.document for other in held}) == 1 else None


def _nearest(figure: Figure, held: Sequence[Figure]) -> Figure:
    return min(held, key=lambda other: ((other.low, other.high) != (figure.low, figure.high), other.start))


def _first_with(figure: Figure, group: Sequence[Figure], documents: dict[str, Document]) -> Figure | None:
    """The same telling number in the one article that had it before, where the later names nobody for it."""
    day = parse_day(documents[figure.document].published)
    if day is None or figure.attribution is not None or not is_telling(figure) or len(group) > _MOST:
        return None
    same = [other for other in group if (other.low, other.high) == (figure.low, figure.high)]
    before: dict[str, Figure] = {}
    for other in sorted(same, key=lambda one: (one.document, one.start)):
        dated = parse_day(documents[other.document].published)
        if other.document != figure.document and (dated is None or dated <= day):
            before.setdefault(other.document, other)
            if dated is None or dated == day:
                return None  # either may have it from the other
    return next(iter(before.values())) if len(before) == 1 else None


def _with_parent(figure: Figure, parent: Figure, how: FigureDescent) -> Figure:
    score = min(figure.score, _SCORES[how])
    place = Place(parent.document, parent.start, parent.end)
    return replace(figure, parent=place, descent=how, change=change_of(parent, figure), score=score)
