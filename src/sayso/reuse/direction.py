"""Which of two documents that share words had them first, as far as dates and texts can tell."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from sayso.model import Direction, Document

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_CREDIT_REACH = 300
"""Characters before a passage in which the other outlet's name counts as credit: a sentence or two."""
WHOLE, PART = 0.8, 0.5
"""Share of its words at which an article is taken to be made of the other, and at most which the other may have."""


class Side(NamedTuple):
    """A document and what of it the passages take: where the first begins, where the last ends, what share of it."""

    document: Document
    start: int
    end: int
    share: float


class Verdict(NamedTuple):
    """Whether the first side is the earlier one, how sure that is, and why in plain English."""

    first_is_earlier: bool
    direction: Direction
    why: str


def published_between(published: str | None) -> tuple[float, float] | None:
    """The first and last second, from year 1 on, that an EDTF date or date with time may mean; None if neither."""
    if not published:
        return None
    found = _DATE.match(published)
    try:
        if found:
            year, month, day = (int(part or 0) for part in found.groups())
            first = date(year, month or 1, day or 1)
            last = date(year, month or 12, day or monthrange(year, month or 12)[1])
            return first.toordinal() * 86400.0, last.toordinal() * 86400.0 + 86399.0
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    moment = moment.replace(tzinfo=moment.tzinfo or UTC)
    seconds = (moment - datetime(1, 1, 1, tzinfo=UTC)) / timedelta(seconds=1) + 86400.0
    return seconds, seconds


def decide_direction(one: Side, two: Side) -> Verdict:
    """Which side had the shared words first: dates and credits settle it; where both fail the texts may hint at it."""
    dated = _by_date(one.document, two.document)
    credited = _by_credit(one, two)
    if dated and credited and dated.first_is_earlier != credited.first_is_earlier:
        return _unknown(one, two, "the dates and the credit given contradict each other")
    return dated or credited or _by_fullness(one, two) or _unknown(one, two, "nothing in the texts or dates tells")


def _unknown(one: Side, two: Side, why: str) -> Verdict:
    return Verdict(one.document.document <= two.document.document, "unknown", f"order unknown: {why}")


def _by_date(one: Document, two: Document) -> Verdict | None:
    first, second = published_between(one.published), published_between(two.published)
    if first is None or second is None or not (first[1] < second[0] or second[1] < first[0]):
        return None
    earlier, later = sorted((one, two), key=lambda document: published_between(document.published) or (0.0, 0.0))
    return Verdict(earlier is one, "known", f"published {earlier.published}, the other {later.published}")


def _by_credit(one: Side, two: Side) -> Verdict | None:
    first, second = _credits(one, two.document.outlet_name), _credits(two, one.document.outlet_name)
    if first == second:
        return None
    named = (two if first else one).document.outlet_name
    return Verdict(second, "known", f"the later text names {named} beside the passage")


def _credits(side: Side, outlet: str | None) -> bool:
    """Whether an article names the other's outlet just before or after the words they share."""
    name = _letters(outlet or "").removeprefix("the")
    if len(name) < 4 or name == _letters(side.document.outlet_name or "").removeprefix("the"):
        return False
    text = side.document.text
    return name in _letters(text[max(0, side.start - _CREDIT_REACH) : side.end + _CREDIT_REACH])


def _letters(text: str) -> str:
    """Letters and digits alone, so that "UplandToday", "Upland Today" and "uplandtoday.example" compare."""
    return "".join(filter(str.isalnum, text.casefold()))


def _by_fullness(one: Side, two: Side) -> Verdict | None:
    """The article of which the shared words are most, but not of the other, took them from there."""
    whole, part = max(one.share, two.share), min(one.share, two.share)
    if whole < WHOLE or part > PART:
        return None
    return Verdict(
        one.share == part,
        "guessed",
        f"the shared words are {whole:.0%} of the later text and {part:.0%} of the earlier",
    )
