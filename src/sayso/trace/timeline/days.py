"""What days an EDTF value may mean (ISO 8601-2, as far as our tables use it), and what follows from bounds on it.

A day is its number in the proleptic Gregorian calendar, 1 for 0001-01-01, as `datetime.date.toordinal` has it.
"""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_PART = re.compile(r"(\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?([?~%]?)", re.ASCII)
_WINTER, _SUMMER = 24, 22
_SEASONS = range(21, 25)
_LEAP_GAP = 8
"""Years between two 29 Februaries, at most."""


class Days(NamedTuple):
    """The days a date may mean: from `first` to `last`, null where open; `yearly` where no year is given."""

    first: int | None = None
    last: int | None = None
    yearly: tuple[int, int] | None = None
    """First and last day of a year as 100 * month + day, of a date without its year."""

    @property
    def is_empty(self) -> bool:
        """Whether the value says nothing at all."""
        return self == UNKNOWN

    @property
    def width(self) -> int:
        """How coarse it is: days from first to last; more for what has no year, most for what is open."""
        if self.first is not None and self.last is not None:
            return self.last - self.first
        if self.yearly is not None:
            return 10_000_000 + self.yearly[1] - self.yearly[0]
        return 20_000_000 + self.is_empty


UNKNOWN = Days()


@lru_cache(65536)
def read_days(value: str | None) -> Days:
    """The days of an EDTF date, date with time or interval; unknown for what is none, or is marked uncertain.

    A date with time counts as its day where it was written. A season may be that of either hemisphere.
    """
    if not value:
        return UNKNOWN
    first, mark, last = value.partition("/")
    if not mark:
        return _read_part(first)
    early, late = (UNKNOWN if part in ("", "..") else _read_part(part) for part in (first, last))
    if early.yearly and late.yearly and early.yearly[0] <= late.yearly[1]:
        return Days(None, None, (early.yearly[0], late.yearly[1]))
    if early.yearly or late.yearly or (early.first and late.last and early.first > late.last):
        return UNKNOWN
    return Days(early.first, late.last)


def _read_part(text: str) -> Days:
    found = _PART.fullmatch(text.partition("T")[0])
    if found is None or found[4]:
        return UNKNOWN
    year, month, day = found[1], found[2] or "XX", found[3] or "XX"
    try:
        if year == "XXXX":
            return _yearly(month, day)
        early, late = int(year.replace("X", "0")), int(year.replace("X", "9"))
        if month == "XX" or early != late:
            return Days(date(max(early, 1), 1, 1).toordinal(), date(late, 12, 31).toordinal())
        if int(month) in _SEASONS:
            return _season(early, int(month))
        first, last = (1, monthrange(early, int(month))[1]) if day == "XX" else (int(day), int(day))
        return Days(date(early, int(month), first).toordinal(), date(early, int(month), last).toordinal())
    except ValueError:
        return UNKNOWN


def _yearly(month: str, day: str) -> Days:
    if month == "XX":
        return UNKNOWN
    last = monthrange(2000, int(month))[1]
    if day != "XX" and not 1 <= int(day) <= last:
        raise ValueError(day)
    ends = (1, last) if day == "XX" else (int(day), int(day))
    return Days(None, None, (int(month) * 100 + ends[0], int(month) * 100 + ends[1]))


def _season(year: int, season: int) -> Days:
    """Winter lies over the new year in the north, summer in the south."""
    over = season in (_SUMMER, _WINTER)
    first = date(year - 1, 12, 1) if over and year > 1 else date(year, 1, 1)
    last = date(year + 1, 2, 28) if over and year < 9999 else date(year, 12, 31)
    return Days(first.toordinal(), last.toordinal())


def agree(one: Days, other: Days) -> bool:
    """Whether both may mean the same day; what says nothing agrees with everything."""
    if one.yearly and other.yearly:
        return one.yearly[0] <= other.yearly[1] and other.yearly[0] <= one.yearly[1]
    if one.yearly or other.yearly:
        dated, yearly = (other, one) if one.yearly else (one, other)
        if dated.first is None or dated.last is None:
            return True
        after = first_after(yearly, dated.first)
        return after is None or after <= dated.last
    starts = [days.first for days in (one, other) if days.first is not None]
    ends = [days.last for days in (one, other) if days.last is not None]
    return not starts or not ends or max(starts) <= min(ends)


def last_before(days: Days, bound: int) -> int | None:
    """The last day that the value may mean up to a bound; null where there is none in reach."""
    if days.yearly is None:
        return bound if days.last is None else min(days.last, bound)
    year = date.fromordinal(bound).year
    for candidate in range(year, max(year - _LEAP_GAP - 1, 0), -1):
        window = _in_year(days.yearly, candidate)
        if window and window[0] <= bound:
            return min(window[1], bound)
    return None


def first_after(days: Days, bound: int) -> int | None:
    """The first day that the value may mean from a bound on; null where there is none in reach."""
    if days.yearly is None:
        return bound if days.first is None else max(days.first, bound)
    year = date.fromordinal(bound).year
    for candidate in range(year, min(year + _LEAP_GAP + 1, 10_000)):
        window = _in_year(days.yearly, candidate)
        if window and window[1] >= bound:
            return max(window[0], bound)
    return None


def _in_year(yearly: tuple[int, int], year: int) -> tuple[int, int] | None:
    """First and last day of the yearly stretch in one year; null where it is a 29 February that the year has not."""
    first, last = divmod(yearly[0], 100), divmod(yearly[1], 100)
    longest = monthrange(year, last[0])[1]
    if first[1] > monthrange(year, first[0])[1]:
        return None
    return date(year, *first).toordinal(), date(year, last[0], min(last[1], longest)).toordinal()


def day_text(day: int | None) -> str:
    """A day as `YYYY-MM-DD`; empty for null."""
    return "" if day is None else date.fromordinal(day).isoformat()


def interval_text(first: int | None, last: int | None) -> str | None:
    """Bounds as EDTF: a day, `a/b`, `../b`, `a/..`, or null where nothing is known."""
    if first is None and last is None:
        return None
    if first == last:
        return day_text(first)
    return f"{day_text(first) or '..'}/{day_text(last) or '..'}"
