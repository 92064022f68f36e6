"""The time line: moments in order with their days in words, and a small picture of those that are known to a day."""

import re
from dataclasses import dataclass
from datetime import date

from sayso.model import Moment
from sayso.report.case import Case

ROWS, BOUNDED = 120, 60
"""Moments that the main table lists, and those of the folded tables; the page says how many more there are."""
DOCUMENTS = 6
WIDTH, MARGIN = 760, 40
"""Pixels of the picture, and of its margins."""
STACK, LANES = 5, 4
"""Dots over each other in one place of the picture, and bars beside each other, before they are only counted."""
_NEAR = 60
"""Days on either side of the days of publication (where none is known, of the middle day) that the picture shows; what
lies farther off is counted beside it."""
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_YEARLY = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
_ORDER = {"event": 0, "statement": 1, "publication": 2}


@dataclass(frozen=True, slots=True)
class Told:
    """One moment as shown."""

    moment: Moment
    when: str
    """Its day, days or bounds in words."""
    number: int | None
    """The number of its claim."""
    documents: tuple[str, ...]
    documents_left: int


@dataclass(frozen=True, slots=True)
class Dot:
    """Moments of one kind at one place of the picture."""

    x: int
    kind: str
    shown: int
    number: int


@dataclass(frozen=True, slots=True)
class Strip:
    """The picture: a line of days, events above it, statements and publications below."""

    dots: tuple[Dot, ...]
    bars: tuple[tuple[int, int, int], ...]
    """From, to and lane of events known to lie between two days."""
    ticks: tuple[tuple[int, str], ...]
    outside: int
    """Moments with a day that lie outside the picture, or have no room in it."""
    words: str


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Moments with a day or words that date them; those that only have bounds; those that have none."""

    dated: tuple[Told, ...]
    dated_left: int
    bounded: tuple[Told, ...]
    bounded_left: int
    undated: tuple[Told, ...]
    undated_left: int
    strip: Strip | None


def lay_out_time(case: Case) -> TimeLine:
    """All moments in order: by the last day they may have been, else by the first; what has neither comes last."""
    rows = sorted(case.tables.timeline, key=lambda m: (m.latest or m.earliest or "9999-99", m.earliest or m.latest,
                                                       m.value or "~", _ORDER[m.kind], m.what, m.moment))  # fmt: skip
    dated = [m for m in rows if _is_dated(m)]
    rest = [m for m in rows if not _is_dated(m)]
    bounded = [m for m in rest if m.earliest or m.latest]
    undated = [m for m in rest if not (m.earliest or m.latest)]
    return TimeLine(
        *_cut(case, dated, ROWS), *_cut(case, bounded, BOUNDED), *_cut(case, undated, BOUNDED), _draw(dated)
    )


def _is_dated(moment: Moment) -> bool:
    """Whether the texts or the input give it a date, be it one without its year."""
    if moment.kind == "publication":
        return bool(moment.value) and moment.earliest != "" and moment.latest != ""
    return bool(moment.evidence)


def _cut(case: Case, moments: list[Moment], most: int) -> tuple[tuple[Told, ...], int]:
    return tuple(_told(case, moment) for moment in moments[:most]), max(len(moments) - most, 0)


def _told(case: Case, moment: Moment) -> Told:
    documents = sorted(moment.documents, key=case.name)
    number = case.numbers.get(moment.claim) if moment.claim else None
    left = max(len(documents) - DOCUMENTS, 0)
    return Told(moment, when(moment), number, tuple(documents[:DOCUMENTS]), left)


def when(moment: Moment) -> str:
    """`2016-09-17`, `2016-09-12 to 2016-09-18`, `2016-09-17 or before`, `17 September, year not given`, `not dated`."""
    first, last, value = moment.earliest, moment.latest, moment.value or ""
    yearly = [_yearly(part) for part in value.split("/")]
    if yearly[0]:
        name = " to ".join(part for part in yearly if part)
        bounds = [f"{last} or before"] * bool(last) + [f"{first} or after"] * bool(first)
        return ", ".join([name, *(bounds or ["year not given"])])
    if first and last:
        return first if first == last else f"{first} to {last}"
    if first or last:
        return f"{last} or before" if last else f"{first} or after"
    return "no day settled" if moment.evidence else "not dated"


def _yearly(part: str) -> str:
    """`17 September`, `September`, or nothing."""
    found = _YEARLY.fullmatch(part)
    if found is None or not 1 <= int(found[1]) <= 12:
        return ""
    month = _MONTHS[int(found[1]) - 1]
    return f"{int(found[2])} {month}" if found[2] else month


def _draw(moments: list[Moment]) -> Strip | None:
    """The picture of moments known to a day or between two; null where that is one day only."""
    known = [(_day(m.earliest), _day(m.latest), m) for m in moments if m.earliest and m.latest]
    days = [first for first, last, _ in known if first == last]
    printed = [first for first, last, m in known if m.kind == "publication" and first == last]
    printed = printed or sorted(days)[len(days) // 2 : len(days) // 2 + 1]
    if not days:
        return None
    start, end = max(min(days), min(printed) - _NEAR), min(max(days), max(printed) + _NEAR)
    near = [day for day in days if start <= day <= end]
    start, end = min(near), max(near)
    inside = [(first, last, m) for first, last, m in known if start <= first and last <= end]
    if start == end:
        return None
    scale = (WIDTH - 2 * MARGIN) / (end - start)

    def place(day: int) -> int:
        return round(MARGIN + (day - start) * scale)

    stacks: dict[tuple[int, str], int] = {}
    for first, last, moment in inside:
        if first == last:
            key = (place(first), moment.kind)
            stacks[key] = stacks.get(key, 0) + 1
    bars = [(place(first), place(last)) for first, last, m in inside if first < last and m.kind == "event"]
    dots = tuple(Dot(x, kind, min(number, STACK), number) for (x, kind), number in sorted(stacks.items()))
    drawn = sum(stacks.values()) + min(len(bars), LANES)
    ends = ((place(start), date.fromordinal(start).isoformat()), (place(end), date.fromordinal(end).isoformat()))
    lanes = tuple((x, y, lane) for lane, (x, y) in enumerate(sorted(bars)[:LANES]))
    return Strip(dots, lanes, ends, len(known) - drawn, f"{drawn} moments from {ends[0][1]} to {ends[1][1]}")


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()
