"""The dates of articles, and the stamp that says when an article was published."""

from collections.abc import Sequence

from sayso.language.calendar import CalendarDate, read_dates
from sayso.model import Document, Region, RegionKind, article_spans

_STAMPED: tuple[RegionKind, ...] = ("metadata", "dateline", "byline", "furniture")
"""Regions that may hold the stamp, the likeliest first."""

_SCORES = {
    "day": 0.98,
    "monthday": 0.95,
    "month": 0.9,
    "year": 0.85,
    "season": 0.85,
    "decade": 0.8,
    "weekday": 0.85,
    "relative": 0.8,
}


def find_dates(document: Document, regions: Sequence[Region]) -> list[tuple[CalendarDate, str, float]]:
    """Dates of headline, body and dateline with rule and score, in order, and the stamp wherever it stands."""
    found: dict[int, tuple[CalendarDate, str, float]] = {}
    for _, span in article_spans(document, regions, ("headline", "body", "dateline")):
        for seen in read_dates(document.text, span.start, span.end, document.published):
            found[seen.span.start] = (seen, seen.form, _SCORES[seen.form])
    stamp = _find_stamp(document, regions)
    if stamp is not None:
        found[stamp.span.start] = (stamp, "stamp", 0.98)
    return [found[start] for start in sorted(found)]


def _find_stamp(document: Document, regions: Sequence[Region]) -> CalendarDate | None:
    """The first full date outside the article that is the publication date."""
    if document.published is None:
        return None
    for kind in _STAMPED:
        for _, span in article_spans(document, regions, (kind,)):
            for seen in read_dates(document.text, span.start, span.end):
                if seen.form == "day" and seen.value == document.published[:10]:
                    return seen
    return None
