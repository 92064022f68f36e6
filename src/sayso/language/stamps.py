"""Date stamps of pages and records, as EDTF days: `date 2016-09-19`, `Published March 3, 2019`, `2019-03-03T10:00Z`."""

import re
from functools import cache
from typing import NamedTuple

from sayso.language.lexicon import lexicon

DATE = (
    r"(?:\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}[\d:.,]*(?:Z| ?[+-]\d{2}:?\d{2})?)?"
    r"|\d{4}/\d{1,2}/\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}"
    r"|(?:[A-Za-z]{3,9}\.?,? )?(?:"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{1,2}(?:st|nd|rd|th|\.)?[ -](?:of )?"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?,?[ -]\d{4}))"
)
"""A date as a pattern, letter case ignored; matches nothing longer than 60 characters."""

_LABEL = (
    r"(?P<label>(?:date|published|posted|updated|last updated|first published|originally published|publication date"
    r"|published date|date published|created|modified|last modified|submitted|uploaded|written|filed|issued|released"
    r"|edition|issue|online|put online|dated|printed|in print|as)(?: on| at| of| since| from)?:? +)"
)
_TAIL = (
    r"(?:\s*(?:[,|·•–—/()-]|\bat\b|\bon\b|\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?)?"
    r"|\b[a-z]{2,4}\b(?<=[tc])|\d{1,3}[ -]min(?:ute)?s?(?: read)?"
    r"|\breading time\b:?|\blast (?:change|changed|edit|edited|revised|update)\b:?|\blocal time\b"
    r"|\bchanged\b|\bedited\b"
    r"|\bin [a-z&]+(?: [a-z&]+)?|\bby [\w.@-]+(?: [\w.-]+){0,2}|\bupdated:?\b|\blast\b|\bmodified:?\b|"
    + DATE
    + r")){0,12}\s*"
)
_WHOLE = re.compile(
    rf"\s*{_LABEL}?(?:\d{{1,2}}[:.]\d{{2}}(?: ?[ap]\.?m\.?)?(?: [a-z]{{2,4}})?,? (?:on )?)?"
    rf"(?P<date>{DATE})(?P<tail>{_TAIL})",
    re.IGNORECASE,
)
_FRONT = re.compile(rf"\s*{_LABEL}(?P<date>{DATE})(?=\s+(?-i:[^\W\d_a-z])|\s+[“\"‘'])", re.IGNORECASE)
_ANY = re.compile(rf"(?<![\d.]){DATE}(?!\d)", re.IGNORECASE)
_ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")
_LONGEST = 160


class Stamp(NamedTuple):
    """A stamp at the front of a line: where it ends, the day in EDTF or None, whether it dates the publication."""

    end: int
    value: str | None
    published: bool


def read_stamp(line: str, language: str = "en") -> Stamp | None:
    """The date stamp that a line is, or starts with; None if it has none. Looks at 160 characters."""
    head = line[:_LONGEST]
    found = _WHOLE.fullmatch(head) if len(line) <= _LONGEST else None
    end = len(line)
    if not found:
        found = _FRONT.match(head)
        if not found or (line[found.end() :].lstrip()[:1].isalpha() and line[found.end() :].lstrip()[:1].islower()):
            return None
        end = found.end()
    label = (found.group("label") or "").lower()
    return Stamp(end, edtf_day(found.group("date"), language), not re.match(r"(last )?(updated|modified)", label))


def day_within(words: str, language: str = "en") -> str | None:
    """The day of the first full date in a dateline: "PLACE, 3 March 2019 (Agency) -". Looks at 160 characters."""
    found = _ANY.search(words[:_LONGEST])
    return None if found is None else edtf_day(found.group(), language)


def edtf_day(stamp: str, language: str = "en") -> str | None:
    """A date in words or figures as `YYYY-MM-DD`, or None where day and month cannot be told apart or do not exist."""
    stamp = stamp[:80].strip()
    iso = _ISO.match(stamp)
    if iso:
        return _day(*map(int, iso.groups()))
    months = lexicon("months", language)["months"]
    numbers = [int(n) for n in re.findall(r"\d+", stamp)[:3]]
    names = [months[w] for w in re.findall(r"[a-z]+", stamp.lower()) if w in months]
    if names and len(numbers) >= 2:
        return _day(numbers[1], names[0], numbers[0])
    if len(numbers) == 3 and numbers[0] > 31:
        return _day(*numbers)
    if len(numbers) == 3 and (numbers[0] > 12) != (numbers[1] > 12):
        day, month = sorted(numbers[:2], reverse=True)
        return _day(numbers[2], month, day)
    return _day(numbers[2], numbers[0], numbers[1]) if len(numbers) == 3 and numbers[0] == numbers[1] else None


@cache
def _day(year: int, month: int, day: int) -> str | None:
    """The day in EDTF if there is such a day; a page dated before 1600 or after 2999 is a slip of the pen."""
    from datetime import date

    try:
        return date(year, month, day).isoformat() if 1600 <= year <= 2999 else None
    except ValueError:
        return None
