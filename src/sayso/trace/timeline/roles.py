"""What a date says in its sentence: when something happened, which event is meant, or neither.

No parser: the words right before and after the date, and the nearest word before it that opens a clause. What is not
plain is no role at all; a date that only bounds something ("since Monday", "by 2 May") dates nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.language import words
from sayso.language.items import Item
from sayso.language.meaning import stem
from sayso.model import Span

Shape = Literal["main", "clause", "phrase"]
_VERBS = "XVU"
_NOUNS = "OKNU"
_REACH = 25  # items looked back for the opening of a clause: longer clauses are seldom read right
_AHEAD = 8  # items behind a date in which a word of plan or wish is still that of its verb
_LONGEST_NAME = 6  # items of "the 17 September air raids on the dam" up to its noun


@dataclass(frozen=True, slots=True)
class Role:
    """How a date dates something: a whole sentence or content, a clause in it, or a thing that bears it."""

    shape: Shape
    what: Span
    """The words that tell what happened."""
    planned: bool
    """Whether it may lie ahead: "will", "is due", "next"."""
    head: str = ""
    """Of a phrase: the stem of its noun, by which two of them are one event."""


def role_of(items: Sequence[Item], date: Span, frame: Span) -> Role | None:
    """The role of a date among the items of its frame, a sentence or a content; null where it is not plain."""
    first = next((at for at, item in enumerate(items) if item.end > date.start), None)
    if first is None:
        return None
    after = next((at for at in range(first, len(items)) if items[at].start >= date.end), len(items))
    if _is_phrase(items, first, after, date):
        return _phrase(items, first, after, date)
    if not _is_adjunct(items, first, after):
        return None
    if (borne := _borne(items, first, date)) is not None:
        return borne
    opening = _opening(items, first)
    if opening is not None and items[opening].lower in words("timeline", "conditions"):
        return None
    start = items[opening].start if opening is not None else frame.start
    end = frame.end if opening is None else _closing(items, after, frame)
    clause = [item for item in items if start <= item.start < end]
    if not _has_verb(clause):
        return None
    told = opening is None or _is_content(items, opening)
    reach = items[min(after + _AHEAD, len(items)) - 1].end
    near = [item for item in clause if item.end <= reach]
    return Role("main" if told else "clause", Span(start, end), _is_planned(near))


def _is_adjunct(items: Sequence[Item], first: int, after: int) -> bool:
    """Whether the date itself says when: behind "on" or "in", or bare where only a date can stand so."""
    at = first - 1
    while at >= 0 and items[at].lower in words("timeline", "softeners"):
        at -= 1
    if at >= 1 and items[at].lower == "of":
        return items[at - 1].lower in words("timeline", "parts")
    if at >= 0 and items[at].lower in words("timeline", "dating"):
        return not (at and items[at - 1].text[0].isupper() and items[at - 1].lower in words("timeline", "papers"))
    if at >= 0 and (items[at].lower in words("timeline", "elsewhere") or items[at].tag in "DRN'()"):
        return False
    following = items[after] if after < len(items) else None
    if following is not None and following.tag == "K" and at >= 0 and items[at].tag in "K":
        return False  # part of a name: Nordhaven Sunday Courier
    if any(item.tag == "N" for item in items[first:after]):  # a bare day or year needs a mark on its other side
        return following is None or following.tag in ",.;-)" if at >= 0 else following is not None
    return True


def _is_phrase(items: Sequence[Item], first: int, after: int, date: Span) -> bool:
    """Whether a thing bears the date: "Saturday's raid", "the 17 September raids"."""
    if after >= len(items):
        return False
    if items[after - 1].end > date.end or items[after - 1].lower.endswith("'s"):
        return True
    following = items[after]
    if first and items[first - 1].tag == "D":
        return following.tag in "OK" or (following.tag == "U" and not following.lower.endswith("ed"))
    return False


def _phrase(items: Sequence[Item], first: int, after: int, date: Span) -> Role | None:
    """The thing that bears the date, from its article to its noun."""
    last = after
    while last < len(items) and last - after < _LONGEST_NAME and items[last].tag in _NOUNS:
        if last > after and _is_participle(items[last]):
            break
        last += 1
    if last == after:
        return None
    noun = items[last - 1]
    things = words("timeline", "things")
    if noun.tag in "KN" or noun.lower in things or noun.lower.removesuffix("s") in things:
        return None
    start = items[first - 1].start if first and items[first - 1].tag == "D" else date.start
    planned = any(item.lower in words("timeline", "planned") for item in items[max(first - 3, 0) : first])
    return Role("phrase", Span(start, noun.end), planned, stem(noun.lower))


def _borne(items: Sequence[Item], first: int, date: Span) -> Role | None:
    """The thing behind "after" or "following" that a date behind it dates: "after the raid on 2 May"."""
    if first < 2 or items[first - 1].lower not in words("timeline", "dating") or items[first - 2].tag not in "OU":
        return None
    for at in range(first - 2, max(first - 2 - 2 * _LONGEST_NAME, -1), -1):
        item = items[at]
        is_verb = (
            _is_participle(item) and at and items[at - 1].tag in "OK"
        )  # "the militia gained", not "the failed raid"
        if item.tag in "XVPSWCTN,;:.-()" or is_verb:
            return None
        if item.lower in words("timeline", "leading"):
            if at + 3 == first:
                return None  # "after eleven on Friday": one word is as often the time of day
            last = max(date.end, items[first].end)
            return Role("phrase", Span(items[at + 1].start, last), False, stem(items[first - 2].lower))
    return None


def _opening(items: Sequence[Item], first: int) -> int | None:
    """The word that opens the clause the date stands in; null where that is the main one.

    A second verb between the two closes the clause: of "the man who fell died on Monday" the date is that of "died".
    """
    if first > 1 and items[first - 2].tag == "," and items[first - 1].tag == "R":
        return None  # "the woman, who had left, on Friday"
    verbs, in_verb = 0, False
    for at in range(first - 1, max(first - 1 - _REACH, -1), -1):
        item = items[at]
        is_verb = item.tag in _VERBS or _is_participle(item)
        verbs += is_verb and not in_verb
        in_verb = is_verb or (in_verb and item.tag == "A")
        if verbs > 1 or item.tag in ";:" or (item.tag == "C" and verbs):
            return None
        gerund = item.lower in words("timeline", "timers") and items[at + 1].lower.endswith("ing")
        if (verbs or gerund) and any(
            item.lower in words("timeline", kind) for kind in ("openers", "timers", "conditions")
        ):
            return at if at or item.lower in words("timeline", "conditions") else None
    return None


def _closing(items: Sequence[Item], after: int, frame: Span) -> int:
    """Where the clause ends that the date stands in: at the next mark."""
    for item in items[after:]:
        if item.tag in ",;:-)(.":
            return item.start if item.tag != "." else frame.end
    return frame.end


def _is_content(items: Sequence[Item], opening: int) -> bool:
    """Whether the clause is what a verb says: "It emerged that the weir had failed on Friday"."""
    before = items[opening - 1]
    return items[opening].lower == "that" and opening > 0 and (before.tag in "VU" or _is_participle(before))


def _is_participle(item: Item) -> bool:
    return item.tag in "OU" and item.lower.endswith("ed") and len(item.lower) > 4


def _has_verb(clause: Sequence[Item]) -> bool:
    """Whether something is said to happen: a finite verb, an auxiliary, a form in -ed that is no "posted by"."""
    following = [item.lower for item in clause[1:]] + [""]
    return any(
        item.tag in "XV" or (after != "by" and (_is_participle(item) or (item.tag == "U" and at > 0)))
        for at, (item, after) in enumerate(zip(clause, following, strict=True))
    )


def _is_planned(clause: Sequence[Item]) -> bool:
    """Whether a word of plan, wish or guess stands in the clause; an infinitive counts as one ("to open on Monday")."""
    return any(
        item.lower in words("timeline", "planned")
        and item.text != "May"
        and not (item.lower == "to" and _is_plain(clause, at))
        for at, item in enumerate(clause)
    )


def _is_plain(clause: Sequence[Item], at: int) -> bool:
    """Whether "to" leads to a thing or name, or belongs to what was done: "continued to fire"."""
    if at + 1 >= len(clause) or (at and clause[at - 1].lower in words("timeline", "done")):
        return True
    return clause[at + 1].tag in "DKPNT" or clause[at + 1].lower in words("timeline", "things_led_to")
