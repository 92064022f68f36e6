"""Dates as English news writes them, read to EDTF (ISO 8601-2): days, months, years, weekdays, "yesterday".

A day without a year stays `XXXX-09-17`. What is relative needs the publication date; without it the value is null.
Weekdays follow the custom of news writing: the most recent such day up to the day of publication, unless the
sentence speaks of the future.
"""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Any, Literal

from sayso.language.lexicon import lexicon
from sayso.language.numbers import Piece, number_pieces, split_pieces
from sayso.model import Span

DateForm = Literal["day", "monthday", "month", "year", "decade", "season", "weekday", "relative"]
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_BARE_YEARS = (1800, 2099)  # a number standing alone is read as a year only within these
_FUTURE_REACH = 6  # words looked back for "will"
_DASHES = ("-", "–", "—")


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date in a text: its span, its EDTF value or null, and the kind of expression it is."""

    span: Span
    value: str | None
    form: DateForm


def read_dates(
    text: str, start: int = 0, end: int | None = None, published: str | None = None, language: str = "en"
) -> list[CalendarDate]:
    """Dates of `text[start:end]` in order; none overlap. Linear in the length.

    `published` is the publication date in EDTF; anything coarser than a day resolves nothing.
    """
    reader = _Reader(split_pieces(text, start, end), parse_day(published), lexicon("dates", language))
    found: list[CalendarDate] = []
    at = 0
    while at < len(reader.pieces):
        read = reader.read(at)
        if read is None:
            at += 1
            continue
        first, after, value, form = read
        found.append(CalendarDate(Span(reader.pieces[first].start, reader.pieces[after - 1].end), value, form))
        at = after
    return found


def parse_day(value: str | None) -> date | None:
    """The day an EDTF value names, or null if it names none or something coarser."""
    if not value or len(value) < 10:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


_Read = tuple[int, int, str | None, DateForm]
"""First piece, piece after the last, value, form."""


class _Reader:
    """Reads a date at a given piece; each method returns null where its form does not fit."""

    def __init__(self, pieces: list[Piece], published: date | None, data: dict[str, Any]) -> None:
        self.pieces, self.published, self.data = pieces, published, data
        self.months: dict[str, int] = data["months"]
        self.all_months: dict[str, int] = data["months"] | data["months_short"]
        self.starts = frozenset((*data["words"], *data["periods"]))
        self.openers = frozenset(phrase.split()[0] for phrase in self.starts) | {"earlier", "later"}

    def word(self, at: int) -> str:
        return self.pieces[at].lower if 0 <= at < len(self.pieces) else ""

    def read(self, at: int) -> _Read | None:
        piece = self.pieces[at]
        if piece.kind == "date":
            return self.day(at, at + 1, *(int(part) for part in piece.text[:10].split("-")))
        if piece.kind == "number":
            return self.numeric(at) or self.day_month(at) or self.days_ago(at) or self.decade(at) or self.year(at)
        if piece.kind != "word":
            return None
        if piece.text[0].isupper():
            read = self.weekday(at) or self.month_first(at)
            if read:
                return read
        if piece.lower in self.openers or piece.lower == "the":
            return self.relative(at)
        return self.season(at) or self.days_ago(at)

    def day(
        self, first: int, after: int, year: int | None, month: int, day: int, last: int | None = None
    ) -> _Read | None:
        """A day, or days of one month, with or without a year; null if the calendar has no such day."""
        try:
            date(year or 2000, month, last or day)
            date(year or 2000, month, day)
        except ValueError:
            return None
        prefix = f"{year:04d}-{month:02d}" if year else f"XXXX-{month:02d}"
        value = f"{prefix}-{day:02d}" + (f"/{prefix}-{last:02d}" if last else "")
        return first, after, value, "day" if year else "monthday"

    def numeric(self, at: int) -> _Read | None:
        """17.09.2016, 9/17/2016, 2016/09/17; day and month stay open where both orders make sense."""
        parts = self.pieces[at].text.replace("/", ".").split(".")
        if len(parts) != 3 or not all(part.isdigit() and len(part) <= 4 for part in parts):
            return None
        if len(parts[0]) == 4:
            return self.day(at, at + 1, int(parts[0]), int(parts[1]), int(parts[2]))
        first, second, year = (int(part) for part in parts)
        if len(parts[2]) != 4 or not 1 <= first <= 31 or not 1 <= second <= 31:
            return None
        if first > 12 or "." in self.pieces[at].text or first == second:
            return self.day(at, at + 1, year, second, first)
        if second > 12:
            return self.day(at, at + 1, year, first, second)
        return at, at + 1, f"{year:04d}-XX-XX", "day"

    def day_number(self, at: int) -> int | None:
        """17, 17th."""
        if not 0 <= at < len(self.pieces) or self.pieces[at].kind != "number":
            return None
        piece = self.pieces[at]
        digits = piece.text[: len(piece.text) - len(piece.suffix)]
        if len(digits) > 2 or not digits.isdigit() or piece.suffix not in ("", "st", "nd", "rd", "th"):
            return None
        return int(digits) if 1 <= int(digits) <= 31 else None

    def year_number(self, at: int) -> int | None:
        """A number of four digits that may be a year."""
        if not 0 <= at < len(self.pieces) or self.pieces[at].kind != "number" or len(self.pieces[at].text) != 4:
            return None
        text = self.pieces[at].text
        return int(text) if text.isdigit() and _FIRST_YEAR <= int(text) <= _LAST_YEAR else None

    def year_after(self, at: int) -> tuple[int | None, int]:
        """The year that follows, past a comma or "of", and the piece after it."""
        for skip in (1, 0) if self.word(at) in (",", "of") else (0,):
            year = self.year_number(at + skip)
            if year is not None:
                return year, at + skip + 1
        return None, at

    def is_month(self, at: int, short: bool = True) -> int | None:
        """The month named here, if it is written as a name."""
        if not 0 <= at < len(self.pieces) or not self.pieces[at].text[0].isupper():
            return None
        return (self.all_months if short else self.months).get(self.pieces[at].lower)

    def day_month(self, at: int) -> _Read | None:
        """17 September 2016, 17th of September, 17-19 September; 17. September 2016, where the year tells a date."""
        day, after, last = self.day_number(at), at + 1, None
        if day is None:
            return None
        if self.word(after) in _DASHES and self.day_number(after + 1):
            last, after = self.day_number(after + 1), after + 2
        dotted = self.word(after) == "."  # 7. November 2020; without a year a sentence may end there
        after += dotted or self.word(after) == "of"
        month = self.is_month(after)
        if month is None or (dotted and self.year_after(after + 1)[0] is None):
            return None
        after += 1
        after += self.word(after) == "." and self.pieces[after - 1].lower in self.data["months_short"]
        year, after = self.year_after(after)
        return self.day(at, after, year, month, (last and day) or day, last)

    def month_first(self, at: int) -> _Read | None:
        """September 17, Sept. 17th 2016, September 2016, in September."""
        month = self.is_month(at)
        if month is None:
            return None
        after = at + 1
        short = self.pieces[at].lower in self.data["months_short"]
        after += short and self.word(after) == "."
        after += self.word(after) == "the" and (self.day_number(after + 1) is not None)
        day = self.day_number(after)
        if day is not None:
            after, last = after + 1, None
            if self.word(after) in _DASHES and self.day_number(after + 1):
                last, after = self.day_number(after + 1), after + 2
            year, after = self.year_after(after)
            return self.day(at, after, year, month, day, last if last and last > day else None)
        year, after = self.year_after(after)
        if year is not None:
            return at, after, f"{year:04d}-{month:02d}", "month"
        return None if short else self.bare_month(at, month)

    def bare_month(self, at: int, month: int) -> _Read | None:
        """Reads "in September" only behind a word of time, for "May" and "March" are also other words and names."""
        lead, lower = self.data["lead"], self.word(at - 1)
        if lower not in lead["month"] or (self.word(at + 1)[:1].isalpha() and self.pieces[at + 1].text[0].isupper()):
            return None
        first = at - 1 if lower in (*lead["last"], *lead["next"]) else at
        if first == at or self.published is None:
            return first, at + 1, None if first < at else f"XXXX-{month:02d}", "month"
        back = lower in lead["last"]
        year = self.published.year
        if back and month >= self.published.month:
            year -= 1
        elif not back and month <= self.published.month:
            year += 1
        return first, at + 1, f"{year:04d}-{month:02d}" if 1 <= year <= 9999 else None, "month"

    def weekday(self, at: int) -> _Read | None:
        """Saturday, last Friday, Saturday night; with a date behind it the date is read ("Saturday, September 17")."""
        lower, lead = self.pieces[at].lower.removesuffix("'s"), self.data["lead"]
        day = self.data["weekdays"].get(lower)
        short = self.data["weekdays_short"].get(lower)
        if day is None and short is None:
            return None
        after = at + 1
        after += self.word(after) in (",", ".")
        after += self.word(after) == "the" and self.day_number(after + 1) is not None
        dated = None
        if after < len(self.pieces):
            named = self.is_month(after) is not None and self.day_number(after + 1 + (self.word(after + 1) == "."))
            dated = self.month_first(after) if named else self.read_day(after)
        if dated:
            return at, dated[1], dated[2], dated[3]
        if day is None or self.is_name(at) or self.is_kind(at):
            return None
        after = at + 2 if self.word(at + 1) in lead["daypart"] and self.pieces[at].lower == lower else at + 1
        before = self.word(at - 1)
        first = at - 1 if before in (*lead["last"], *lead["next"], *lead["this"]) else at
        if before in lead["last"] and self.word(at - 2) == "this":
            first = at - 2
        return first, after, self.resolve_weekday(at, day, before), "weekday"

    def read_day(self, at: int) -> _Read | None:
        """A date that starts with its day, or an ISO date."""
        kind = self.pieces[at].kind
        if kind == "date":
            return self.day(at, at + 1, *(int(part) for part in self.pieces[at].text[:10].split("-")))
        return self.day_month(at) if kind == "number" else None

    def is_name(self, at: int) -> bool:
        """Whether a weekday is part of a name: Black Friday, the Sunday Times."""
        names, before, after = self.data["names"], self.word(at - 1), self.word(at + 1)
        followed = at + 1 < len(self.pieces) and self.pieces[at + 1].text[0].isupper()
        if followed and (after in names["after"] or f"{after} {self.word(at + 2)}" in names["after"]):
            return True
        return before in names["before"] and before != "the" and self.pieces[at - 1].text[0].isupper()

    def is_kind(self, at: int) -> bool:
        """Whether a weekday says of what kind a thing is, not when it was: every Friday, after Sunday services."""
        before, kinds = self.word(at - 1), self.data["kinds"]
        after = self.word(at + 1)
        plural = len(after) > 3 and after.endswith("s") and not after.endswith("ss") and after.isalpha()
        plural = plural and not self.pieces[at + 1].text[0].isupper() and after not in kinds["not_plural"]
        return before in kinds["every"] or (before in kinds["before_plural"] and plural)

    def resolve_weekday(self, at: int, day: int, before: str) -> str | None:
        """The day meant, counted from the publication date."""
        if self.published is None:
            return None
        lead = self.data["lead"]
        back = (self.published.weekday() - day) % 7
        if before in lead["last"]:
            return _shift(self.published, -(back or 7))
        if before in lead["next"]:
            return _shift(self.published, 7 - back)
        if before in lead["this"] or self.is_future(at):
            return _shift(self.published, (7 - back) % 7)
        return _shift(self.published, -back)

    def is_future(self, at: int) -> bool:
        """Whether "will" stands a few words before, with no mark between."""
        for step in range(at - 1, max(-1, at - 1 - _FUTURE_REACH), -1):
            if self.pieces[step].kind == "mark":
                return False
            if self.pieces[step].lower in self.data["lead"]["future"] or self.pieces[step].lower.endswith("'ll"):
                return True
        return False

    def relative(self, at: int) -> _Read | None:
        """today, last night, earlier this week, the day before yesterday."""
        first = at
        at += self.word(at) in ("earlier", "later", "the")
        for size in (3, 2, 1):
            phrase = " ".join(self.word(n) for n in range(at, at + size))
            if phrase not in self.starts or self.is_titled(at, size):
                continue
            if phrase in self.data["words"]:
                value = _shift(self.published, self.data["words"][phrase]) if self.published else None
                return first, at + size, value, "relative"
            return first, at + size, self.period(*self.data["periods"][phrase].split()), "relative"
        return None

    def is_titled(self, at: int, size: int) -> bool:
        """Whether a word for a day stands in a name (Upland Today): capitalised within a sentence."""
        piece = self.pieces[at]
        if size == 1 and self.word(at + 1) in ("'s", "’s"):
            return True
        return (
            piece.text[0].isupper()
            and at > 0
            and self.pieces[at - 1].kind == "word"
            and self.pieces[at - 1].end + 2 > piece.start
        )

    def period(self, unit: str, steps: str) -> str | None:
        """A week, weekend or month as EDTF: an interval of days, or the month."""
        if self.published is None:
            return None
        if unit == "month":
            months = self.published.year * 12 + self.published.month - 1 + int(steps)
            return f"{months // 12:04d}-{months % 12 + 1:02d}"
        back = self.published.weekday() - (5 if unit == "weekend" else 0)
        first = _shift(self.published, 7 * int(steps) - back)
        last = _shift(self.published, 7 * int(steps) + 6 - self.published.weekday())
        return f"{first}/{last}" if first and last else None

    def days_ago(self, at: int) -> _Read | None:
        """three days ago."""
        if self.word(at + 1) not in ("days", "day") or self.word(at + 2) != "ago":
            return None
        numbers = number_pieces(self.pieces[at : at + 1])
        if not numbers or numbers[0].low is None or numbers[0].low > 60 or numbers[0].low % 1:
            return None
        return at, at + 3, _shift(self.published, -int(numbers[0].low)) if self.published else None, "relative"

    def decade(self, at: int) -> _Read | None:
        """1990s, '90s."""
        piece = self.pieces[at]
        digits = piece.text[:-1]
        if piece.suffix != "s" or not digits.isdigit() or digits[-1] != "0":
            return None
        if len(digits) == 4 and _FIRST_YEAR <= int(digits) <= _LAST_YEAR:
            return at, at + 1, digits[:3] + "X", "decade"
        if len(digits) == 2 and at and self.pieces[at - 1].text in "'’‘" and int(digits) >= 20:
            return at - 1, at + 1, f"19{digits[0]}X", "decade"
        return None

    def year(self, at: int) -> _Read | None:
        """A year behind a word of time ("in 2014"), in brackets, or before a noun ("the 2014 elections")."""
        year, lead = self.year_number(at), self.data["lead"]
        if year is None or not _BARE_YEARS[0] <= year <= _BARE_YEARS[1]:
            return None
        before, after = self.word(at - 1), self.word(at + 1)
        if after in self.data["not_years"]["after"] or after in ("%", ":") or (at and before in "$€£#+-/._"):
            return None
        if before == "(" and after in (")", "-", "–"):
            fits = True
        elif before in lead["modifier"]:
            fits = after[:1].isalpha() and year >= 1900
        elif before in lead["joined"]:
            fits = self.year_number(at - 2) is not None
        else:
            fits = before in lead["year"]
        return (at, at + 1, f"{year:04d}", "year") if fits else None

    def season(self, at: int) -> _Read | None:
        """summer 2014, the spring of 2015; a season without its year is no date."""
        number = self.data["seasons"].get(self.pieces[at].lower)
        if number is None:
            return None
        year, after = self.year_after(at + 1)
        return (at, after, f"{year:04d}-{number}", "season") if year else None


def _shift(start: date | None, days: int) -> str | None:
    """The day so many days away, as ISO; null beyond the calendar's ends."""
    if start is None or not MINYEAR + 1 <= start.year <= MAXYEAR - 1:
        return None
    return (start + timedelta(days)).isoformat()
