"""Which of two documents that share words had them first, as far as dates and texts can tell."""

import re
from functools import lru_cache
from typing import NamedTuple

from sayso.model import Direction, Document, Span

_MARKS = re.compile(r"[\W_]+")
_INTRODUCTION_REACH = 120
"""Characters before a passage in which the line that introduces it must begin."""
_CREDIT_REACH = 300
"""Characters before a passage in which the other outlet's name counts as credit: a sentence or two."""
LEAST_LETTERS = 4
"""Letters of an outlet's name that count as a name; a shorter one stands in too many words."""
WHOLE, PART = 0.7, 0.3
"""Share of its words at which an article is taken to be cut from the other, and that at most is left of the other.

On invented stories with known copying .8 and .5 were right in 1 of 3 such pairs, .7 and .3 in all of the few."""


DATED, CREDITED, FULLER, MARKS, BETWEEN, CONTRADICTED, NOTHING = range(7)
"""Reasons of a direction."""
REASONS = (
    "published earlier",
    "the later text names the other's outlet beside the passage",
    "the shared words are most of the later text and a small part of the earlier",
    "the passage has the quotation marks and apostrophes of the rest of the earlier text, the later has others",
    "the later text repeats what the earlier changed in a third, older one",
    "order unknown: the dates and the credit given contradict each other",
    "order unknown: nothing in the texts or dates tells",
)
"""What a row says for each reason: nothing but these, since a million articles have millions of rows."""
_SIGNS = (("“", "‘", '"', "«", "„"), ("’", "'"))
"""Kinds of opening quotation marks, and of apostrophes, of which an outlet as a rule prints one."""


class Side(NamedTuple):
    """A document, the passages it shares with the other one, in text order, and what share of its words they are."""

    document: Document
    spans: tuple[Span, ...]
    share: float


class Verdict(NamedTuple):
    """Whether the first side is the earlier one, how sure that is, and why: a place in `REASONS`."""

    first_is_earlier: bool
    direction: Direction
    reason: int


def decide_direction(one: Side, two: Side, dated: int) -> Verdict:
    """Which side had the shared words first: dates and credits settle it; where both fail the texts may hint at it.

    `dated` is 1 where the dates say that the first side is the earlier one, -1 where it is the later, 0 where they do
    not tell.
    """
    credited = _by_credit(one, two)
    if dated and credited and (dated > 0) != credited.first_is_earlier:
        return _unknown(one, two, CONTRADICTED)
    if dated:
        return Verdict(dated > 0, "known", DATED)
    return credited or _by_fullness(one, two) or _by_marks(one, two) or _unknown(one, two, NOTHING)


def is_update(published_from: str | None) -> bool:
    """Whether a document's date is the day of an update, which says nothing of which was first."""
    return (published_from or "").endswith("updated")


def may_be_credited(outlet: str) -> bool:
    """Whether the name is one that a text could give as its source and that is told from other words."""
    return _is_name(_outlet_letters(outlet)[1])


def _is_name(letters: str) -> bool:
    return len(letters) >= LEAST_LETTERS and not letters.isdecimal()


def _unknown(one: Side, two: Side, reason: int) -> Verdict:
    return Verdict(one.document.document <= two.document.document, "unknown", reason)


def _by_credit(one: Side, two: Side) -> Verdict | None:
    first, second = _credits(one, two.document.outlet_name), _credits(two, one.document.outlet_name)
    if first == second:
        return None
    return Verdict(second, "known", CREDITED)


def _credits(side: Side, outlet: str | None) -> bool:
    """Whether an article names the other's outlet just before or after the words they share."""
    first, name = _outlet_letters(outlet or "")
    if not _is_name(name) or name == _outlet_letters(side.document.outlet_name or "")[1]:
        return False
    text, start, end = side.document.text, side.spans[0].start, side.spans[-1].end
    around = text[max(0, start - _CREDIT_REACH) : end + _CREDIT_REACH].casefold()
    if first in around and name in _MARKS.sub("", around):  # the first test is fast and seldom true
        return True
    return any(_introduces(text, span.start, outlet or "") for span in side.spans)


def _introduces(text: str, start: int, outlet: str) -> bool:
    """Whether a line such as "The Mirror reported:" leads to the passage; one word of the name is enough there."""
    before = text[max(0, start - _INTRODUCTION_REACH) : start].rstrip(" \t\r\n\"'“‘«„")
    if not before.endswith(":"):
        return False
    line = set(_MARKS.split(before.rpartition("\n")[2]))
    return any(len(word) >= 4 and word[0].isupper() and word in line for word in _MARKS.split(outlet))


@lru_cache(65536)
def _outlet_letters(name: str) -> tuple[str, str]:
    """The first letters of an outlet's name as written, and all its letters and digits.

    So "UplandToday", "Upland Today" and "uplandtoday.example" compare; a leading "the" is no part of a name.
    """
    name = name.casefold().removeprefix("the ")
    return _MARKS.split(name)[0][:4], _MARKS.sub("", name)


def _by_fullness(one: Side, two: Side) -> Verdict | None:
    """A short article that is mostly shared words took them from a long one of which they are a small part."""
    whole, part = max(one.share, two.share), min(one.share, two.share)
    if whole < WHOLE or part > PART:
        return None
    return Verdict(one.share == part, "guessed", FULLER)


def _by_marks(one: Side, two: Side) -> Verdict | None:
    """A passage printed in another style than the text around it came from where that style is at home."""
    first, second = _is_foreign(one), _is_foreign(two)
    return None if first == second else Verdict(second, "guessed", MARKS)


def _is_foreign(side: Side) -> bool:
    """Whether the passages have quotation marks or apostrophes of another kind than all the rest of the text."""
    inside = "".join(side.document.text[span.start : span.end] for span in side.spans)
    for kinds in _SIGNS:
        used = {kind for kind in kinds if kind in inside}
        if len(used) == 1:
            rest = {kind for kind in kinds if side.document.text.count(kind) > inside.count(kind)}
            if len(rest) == 1 and rest != used:
                return True
    return False
