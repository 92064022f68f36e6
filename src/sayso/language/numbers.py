"""Numbers as English news writes them, in digits and words, read as ranges with their hedges.

"62" is 62 to 62, "over 100" 100 to open, "almost sixty-two" open to 62, "60 to 70" 60 to 70, "dozens" open to open.
The word grammar is the usual one of hundreds and scales (units < tens < hundred < thousand ...), read left to right.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, NamedTuple

from sayso.language.lexicon import lexicon
from sayso.model import Span

Form = Literal["digits", "words", "vague"]

# Alternatives start with different characters or are tried in an order in which none needs to give back what it took:
# no two ways to match the same stretch, so the scan is linear.
_PIECE = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d(?!\d)(?:T[\d:.]{4,15}Z?)?)"
    r"|(?P<number>\d+(?:[.,:/\u00a0\u202f\u2009]\d+)*)(?P<suffix>[^\W\d_]\w*)?(?P<rest>(?:[-‐‑][^\W\d_]\w*)+)?"
    r"|(?P<word>[^\W\d_]\w*(?:['’`´\-‐‑]\w+)*)"
    r"|(?P<mark>[^\w\s]|_)"
)
_PLAIN = re.compile(r"\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3}){1,5}(?:\.\d{1,9})?|\d{1,15}(?:\.\d{1,9})?")
_HYPHENS = re.compile("[-‐‑]")
_LONGEST_HEDGE = 4  # words; "in the region of"
_CHANGE_REACH = 6  # words looked back for "rose from"


class Piece(NamedTuple):
    """A word, a number or a mark; `kind` is `number`, `date` (ISO), `word`, `mark` or `compound` (16-year-old)."""

    start: int
    end: int
    text: str
    lower: str
    kind: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its hedge and unit.

    `span` covers hedge, sign, numerals and unit, `core` the numerals alone. `low` and `high` are null where open.
    `scale` is what a word such as "million" multiplied the numerals by.
    """

    span: Span
    core: Span
    low: float | None
    high: float | None
    hedge: str | None
    unit: str | None
    form: Form
    scale: float = 1.0

    @property
    def value(self) -> float | None:
        """The one number named, whatever its hedge; of a range the lower end; null for vague amounts."""
        return self.low if self.low is not None else self.high


def split_pieces(text: str, start: int = 0, end: int | None = None) -> list[Piece]:
    """Words, numbers and marks in order; a word keeps its hyphens and apostrophes, a number its separators. Linear."""
    pieces = []
    for found in _PIECE.finditer(text, start, len(text) if end is None else end):
        kind = "compound" if found.group("rest") else found.lastgroup or "mark"
        kind = "number" if kind == "suffix" else kind
        lower = found.group().lower().replace("’", "'")
        pieces.append(
            Piece(found.start(), found.end(), found.group(), lower, kind, (found.group("suffix") or "").lower())
        )
    return pieces


def read_numbers(text: str, start: int = 0, end: int | None = None, language: str = "en") -> list[Number]:
    """Numbers of `text[start:end]` in order, with hedges, ranges and units; none overlap. Linear in the length.

    Left out: ordinals, clock times, dates in digits, model numbers (MQ-9), numbers inside compounds (a four-day trip),
    numerals of more than 15 digits, the pronoun "one".
    """
    return number_pieces(split_pieces(text, start, end), language)


def number_pieces(pieces: list[Piece], language: str = "en") -> list[Number]:
    """The same as `read_numbers`, over a text that is already split."""
    found: list[Number] = []
    at = floor = 0
    while at < len(pieces):
        read = _read_vague(pieces, at, language) or _read_plain(pieces, at, language)
        if read is None:
            at += 1
            continue
        number, after = read
        number, after = _read_range(pieces, at, after, number, language)
        number, after = _read_unit(pieces, after, number, language)
        number, after = _read_hedge_after(pieces, after, number, language)
        number = _read_before(pieces, at, floor, number, language)
        if not _is_pronoun(pieces, at, after, number, language):
            found.append(number)
        at = floor = after
    return found


def _read_vague(pieces: list[Piece], at: int, language: str) -> tuple[Number, int] | None:
    """Reads "dozens", "hundreds of thousands", "several hundred"."""
    data, scales = lexicon("numbers", language)["vague"], lexicon("numbers", language)["scales"]
    first, following = pieces[at].lower, pieces[at + 1].lower if at + 1 < len(pieces) else ""
    after = at
    if first in data["words"] and (first not in data["needs_more"] or following in data["followers"]):
        after = at + 1
        while after + 1 < len(pieces) and pieces[after].lower == "of" and pieces[after + 1].lower in data["words"]:
            after += 2
        if first == "tens" and after == at + 1:
            return None
    elif first in data["before_scale"] and following in scales:
        after = at + 2
    if after == at:
        return None
    span = Span(pieces[at].start, pieces[after - 1].end)
    return Number(span, span, None, None, None, None, "vague"), after


def _read_plain(pieces: list[Piece], at: int, language: str) -> tuple[Number, int] | None:
    """One number in digits or words with its scale words, and the piece after it."""
    piece = pieces[at]
    if piece.kind == "number":
        read = _read_digits(pieces, at, language)
    elif piece.kind == "word":
        read = _read_words(pieces, at, language)
    else:
        return None
    if read is None:
        return None
    value, scale, after = read
    span = Span(piece.start, pieces[after - 1].end)
    form: Form = "digits" if piece.kind == "number" else "words"
    return Number(span, span, value, value, None, None, form, scale), after


def _read_digits(pieces: list[Piece], at: int, language: str) -> tuple[float, float, int] | None:
    piece, data = pieces[at], lexicon("numbers", language)
    numerals = piece.text[: len(piece.text) - len(piece.suffix)]
    if not _PLAIN.fullmatch(numerals) or (piece.suffix and piece.suffix not in data["suffixes"]):
        return None
    if at and pieces[at - 1].end == piece.start and pieces[at - 1].text in "#№§/-@_.:\\":
        return None
    value = float(re.sub("[,\u00a0\u202f\u2009]", "", numerals))
    if piece.suffix:
        scale = float(data["suffixes"][piece.suffix])
        return value * scale, scale, at + 1
    scale, after = _read_scales(pieces, at + 1, language)
    return value * scale, scale, after


def _read_scales(pieces: list[Piece], after: int, language: str) -> tuple[float, int]:
    """Scale words that follow: "million", "hundred thousand"; growing ones only, so that it ends."""
    scales, scale, last = lexicon("numbers", language)["scales"], 1.0, 0
    while after < len(pieces) and last < scales.get(pieces[after].lower, 0):
        last = scales[pieces[after].lower]
        scale *= last
        after += 1
    return scale, after


@cache
def _parts(word: str, language: str) -> tuple[str, ...]:
    """The number words of "sixty-two", or nothing where any part is none."""
    data = lexicon("numbers", language)
    parts = tuple(_HYPHENS.split(word))
    return parts if all(part in data["words"] or part in data["scales"] for part in parts) else ()


def _read_words(pieces: list[Piece], at: int, language: str) -> tuple[float, float, int] | None:
    """Value, scale and the piece after a number in words: "a hundred and five", "half a million"."""
    data = lexicon("numbers", language)
    words, scales = data["words"], data["scales"]
    lower = [piece.lower for piece in pieces[at : at + 3]]
    if lower[0] in ("a", "an", "half"):
        skip = 2 if lower[:2] == ["half", "a"] else 2 if lower[:2] == ["a", "half"] else 1
        scale, after = _read_scales(pieces, at + skip, language)
        if after == at + skip or (lower[0] == "half" and skip == 1):
            return None
        if "half" in lower[:skip]:
            return scale / 2, scale, after
        rest = _read_rest(pieces, after, min(scale, 1000.0), language)
        return scale + rest[0], scale, rest[1]
    if not _parts(pieces[at].lower, language) or _parts(pieces[at].lower, language)[0] in scales:
        return None
    total, current, room, scale, after = 0.0, 0.0, 1000.0, 1.0, at
    while after < len(pieces):
        word, step = pieces[after].lower, 1
        if word == "and" and room <= 1000 and current % 100 == 0 and after > at and after + 1 < len(pieces):
            word, step = pieces[after + 1].lower, 2  # one hundred and five
            first = _parts(word, language)
            if not first or first[0] in scales or words[first[0]] == 0:
                break
        parts = _parts(word, language) if pieces[after + step - 1].kind == "word" else ()
        taken = _take(parts, total, current, room, words, scales) if parts else None
        if taken is None:
            break
        total, current, room = taken
        scale = max([scale, *(float(scales[p]) for p in parts if p in scales)])
        after += step
    if after == at:
        return None  # "two-one" is a score and no number
    following = [piece.lower for piece in pieces[after : after + 3]]
    if following == ["and", "a", "half"]:
        larger, end = _read_scales(pieces, after + 3, language)
        return (total + current + 0.5) * larger, larger, end
    return total + current, scale, after


def _take(
    parts: tuple[str, ...], total: float, current: float, room: float, words: dict[str, int], scales: dict[str, int]
) -> tuple[float, float, float] | None:
    """Adds number words to a number that is being read, or null if they do not fit behind what was read.

    `room` is what the next word must stay below: 10 after "sixty", 100 after "hundred", 1 after "six".
    """
    for part in parts:
        if part in scales:
            if current == 0:
                return None
            if scales[part] == 100:
                if current >= 100:
                    return None
                current, room = current * 100, 100.0
            else:
                if total and scales[part] >= total:
                    return None
                total, current, room = total + current * scales[part], 0.0, 1000.0 if scales[part] > 12 else 0.0
            continue
        value = words[part]
        if value >= room or (value == 0 and (total or current)):
            return None
        current += value
        room = 10.0 if value >= 20 else 0.0
    return total, current, room


def _read_rest(pieces: list[Piece], at: int, room: float, language: str) -> tuple[float, int]:
    """What may follow "a hundred": "and five", "twenty"."""
    data = lexicon("numbers", language)
    step = 1 if at < len(pieces) and pieces[at].lower == "and" else 0
    if at + step >= len(pieces) or room < 100:
        return 0.0, at
    parts = _parts(pieces[at + step].lower, language)
    if not parts or parts[0] in data["scales"]:
        return 0.0, at
    taken = _take(parts, 0.0, 0.0, 100.0, data["words"], data["scales"])
    if taken is None or (at + step + 1 < len(pieces) and pieces[at + step + 1].lower in data["scales"]):
        return 0.0, at
    return taken[0] + taken[1], at + step + 1


def _read_range(pieces: list[Piece], at: int, after: int, number: Number, language: str) -> tuple[Number, int]:
    """Reads "60 to 70", "60-70", "between 60 and 70"; the first may borrow the scale of the second."""
    data = lexicon("numbers", language)["ranges"]
    first = at - 1
    if first > 0 and pieces[first].kind == "mark" and pieces[first].text in lexicon("numbers", language)["currency"]:
        first -= 1
    before = pieces[first].lower if at else ""
    between = before == "between"
    if number.form == "vague" or after + 1 >= len(pieces):
        return number, after
    if pieces[after].lower not in (("and",) if between else data["between"]):
        return number, after
    if before in data["from"] and any(p.lower in data["change"] for p in pieces[max(0, first - _CHANGE_REACH) : first]):
        return number, after
    step = after + 1
    if pieces[step].text in lexicon("numbers", language)["currency"] and pieces[step].kind == "mark":
        step += 1
    following = pieces[step : step + 8]  # a slice, so that the dash before it is no minus
    read = _read_plain(following, 0, language) if following else None  # "60 - $" and nothing more
    if read is None:
        return number, after
    second, used = read
    low, high = number.low or 0.0, second.high or 0.0
    if number.scale == 1 < second.scale and low < high / second.scale:
        low *= second.scale
    if low >= high:
        return number, after
    end = second.core.end
    start = pieces[first].start if between else number.span.start
    return replace(number, span=Span(start, end), core=Span(number.core.start, end), low=low, high=high), step + used


def _read_unit(pieces: list[Piece], after: int, number: Number, language: str) -> tuple[Number, int]:
    """Reads "%", "per cent" or the name of a currency behind the number."""
    data = lexicon("numbers", language)
    lower = [piece.lower for piece in pieces[after : after + 2]]
    used, unit = 0, None
    if lower and lower[0] in data["percent"]["words"]:
        used, unit = 1, "%"
    elif " ".join(lower) in data["percent"]["split"]:
        used, unit = 2, "%"
    elif lower and lower[0].isalpha() and lower[0] in data["currency"]:
        used, unit = 1, data["currency"][lower[0]]
    elif (
        len(lower) == 2
        and lower[1].isalpha()
        and lower[1] in data["currency"]
        and (pieces[after].text[0].isupper() or lower[1] == "sterling")
    ):
        used, unit = 2, data["currency"][lower[1]]
    if not used:
        return number, after
    return replace(number, unit=unit, span=Span(number.span.start, pieces[after + used - 1].end)), after + used


def _read_hedge_after(pieces: list[Piece], after: int, number: Number, language: str) -> tuple[Number, int]:
    """Reads "60 or more", "100+"."""
    table = lexicon("numbers", language)["after"]
    for size in (2, 1):
        phrase = " ".join(piece.lower for piece in pieces[after : after + size])
        if phrase in table and (phrase != "+" or pieces[after].start == number.span.end):
            end = pieces[min(after + size, len(pieces)) - 1].end
            hedged = _apply(number, table[phrase], language)
            return replace(hedged, span=Span(number.span.start, end)), after + size
    return number, after


def _read_before(pieces: list[Piece], at: int, floor: int, number: Number, language: str) -> Number:
    """Currency sign and hedge in front of the number; never further back than `floor`."""
    while number.span.start < pieces[at].start:  # "between $3m and $4m": "between" is already in
        at -= 1
        if pieces[at].kind == "mark":
            number = replace(number, unit=lexicon("numbers", language)["currency"].get(pieces[at].text, number.unit))
    data = lexicon("numbers", language)
    if at - 1 >= floor and pieces[at - 1].kind == "mark" and pieces[at - 1].text in data["currency"]:
        at -= 1
        number = replace(number, unit=data["currency"][pieces[at].text])
        if at - 1 >= floor and pieces[at - 1].end == pieces[at].start and pieces[at - 1].kind == "word":
            at -= 1  # US$
    elif at - 1 >= floor and pieces[at - 1].lower in ("a", "an") and pieces[at].lower == "estimated":
        at -= 1
    table = _hedges(language)
    size, name = _hedge_before(pieces, at, floor, table)
    if name:
        number, at = _apply(number, name, language), at - size
        outer, more = _hedge_before(pieces, at, floor, table)
        if more and more != "about":
            number, at = _apply(_unhedge(number), more, language), at - outer
    return replace(number, span=Span(min(number.span.start, pieces[at].start), number.span.end))


def _hedge_before(pieces: list[Piece], at: int, floor: int, table: dict[str, str]) -> tuple[int, str]:
    """Length in words and name of the longest hedge that ends right before the piece `at`."""
    for size in range(min(_LONGEST_HEDGE, at - floor), 0, -1):
        phrase = " ".join(piece.lower for piece in pieces[at - size : at])
        if phrase in table:
            return size, table[phrase]
    return 0, ""


@cache
def _hedges(language: str) -> dict[str, str]:
    return {phrase: hedge["name"] for hedge in lexicon("numbers", language)["hedge"] for phrase in hedge["phrases"]}


@cache
def _keeps(language: str) -> dict[str, Any]:
    return {hedge["name"]: hedge["keeps"] for hedge in lexicon("numbers", language)["hedge"]}


def _apply(number: Number, name: str, language: str) -> Number:
    keeps = _keeps(language)[name]
    low = number.low if keeps != "high" or number.low != number.high else None
    high = number.high if keeps != "low" or number.low != number.high else None
    return replace(number, low=low, high=high, hedge=name)


def _unhedge(number: Number) -> Number:
    """The bare number again, so that an outer hedge can be applied ("at least some 60")."""
    low = number.low if number.low is not None else number.high
    return replace(number, low=low, high=number.high if number.high is not None else low)


def _is_pronoun(pieces: list[Piece], at: int, after: int, number: Number, language: str) -> bool:
    """Whether "one" stands for a noun ("no one", "this one") instead of counting."""
    data = lexicon("numbers", language)["pronoun"]
    if after != at + 1 or pieces[at].lower != "one":
        return False
    return (at > 0 and pieces[at - 1].lower in data["before"]) or (
        after < len(pieces) and pieces[after].lower in data["after"]
    )
