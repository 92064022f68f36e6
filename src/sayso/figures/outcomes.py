"""What happened to those counted: killed, injured, missing, arrested and the like, from the words around a number."""

from dataclasses import dataclass
from functools import cache

from sayso.figures.nouns import Noun, is_animate, listed
from sayso.language import lexicon
from sayso.language.numbers import Piece

_REACH = 7  # words between a noun and its predicate: "were also later reported to have been"
_LONGEST = 5  # words of a phrase in the lexicon


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened, the piece after its words if it stands behind the noun (else -1), and whether it does harm."""

    name: str
    after: int
    harm: bool
    rule: str


def find_outcome(pieces: list[Piece], first: int, after: int, noun: Noun | None) -> Outcome | None:
    """The outcome of the number at pieces `[first, after)`: behind it, within its noun phrase, or in front of it."""
    end = noun.after if noun else after
    found = _within(pieces, noun, first) or _behind(pieces, end, noun is None) or _in_front(pieces, first)
    if found is None and noun is None:
        found = _toll(pieces, first)
    if found and noun and found.rule != "counted outcome" and found.name in _of_people() and not is_animate(noun.head):
        return None
    return found


def _within(pieces: list[Piece], noun: Noun | None, first: int) -> Outcome | None:
    """ "48 deaths", "30 missing passengers"."""
    if noun is None:
        return None
    table = _table("nouns")
    if noun.head == "lives":
        return _lives(pieces, noun, first)
    if noun.head in table:
        return Outcome(table[noun.head], -1, _harm(table[noun.head]), "counted outcome")
    for here in range(noun.first, noun.after - 1):
        name = _table("done").get(pieces[here].lower)
        if name and name in ("killed", "injured", "missing", "displaced"):
            return Outcome(name, -1, _harm(name), "outcome before noun")
    return None


def _lives(pieces: list[Piece], noun: Noun, first: int) -> Outcome | None:
    """ "claimed 48 lives", "48 lives were lost"; lives saved or threatened are no deaths."""
    data = lexicon("quantities")["lives"]
    words = [piece.lower for piece in pieces[max(0, first - 2) : first]]
    behind = " ".join(piece.lower for piece in pieces[noun.after : noun.after + 3])
    if " ".join(words) in data["before"] or (words and words[-1] in data["before"]):
        return Outcome("killed", -1, True, "counted outcome")
    if behind.startswith(tuple(data["after"])):
        return Outcome("killed", -1, True, "counted outcome")
    return None


def _behind(pieces: list[Piece], at: int, elided: bool) -> Outcome | None:
    """ "48 sailors were killed", "over 90 hurt", "twelve people died"."""
    auxiliaries, passed = listed("phrases", "auxiliaries"), 0
    for here in range(at, min(at + _REACH, len(pieces))):
        for kind in ("done", "happens"):
            size, name = _longest(pieces, here, _table(kind))
            if not name:
                continue
            if kind == "done" and not passed and not elided and _is_active(pieces, here + size):
                return None
            return Outcome(name, here + size, _harm(name), "outcome after")
        piece = pieces[here]
        if piece.kind != "word" or not (piece.lower in auxiliaries or piece.lower.endswith("ly")):
            return None
        passed += 1
    return None


def _is_active(pieces: list[Piece], at: int) -> bool:
    """Whether "killed" has an object of its own: "48 sailors killed the rebels"."""
    if at >= len(pieces):
        return False
    piece = pieces[at]
    return piece.kind == "number" or piece.lower in (
        "the",
        "a",
        "an",
        "their",
        "his",
        "her",
        "its",
        "three",
        "two",
        "one",
    )


def _in_front(pieces: list[Piece], first: int) -> Outcome | None:
    """ "killing 48", "the strike left 48 dead" is read behind, "a death toll of 48"."""
    table = _table("does")
    for size in range(min(_LONGEST, first), 0, -1):
        phrase = " ".join(piece.lower for piece in pieces[first - size : first])
        if phrase in table:
            return Outcome(table[phrase], -1, _harm(table[phrase]), "outcome before")
    return None


def _toll(pieces: list[Piece], first: int) -> Outcome | None:
    """ "the number of dead at 41": what is counted stands in front, with no mark between."""
    data = lexicon("quantities")["toll"]
    for here in range(first - 1, max(0, first - data["reach"]) - 1, -1):
        if pieces[here].kind != "word":
            return None
        name = _table("nouns").get(pieces[here].lower) or _table("done").get(pieces[here].lower)
        if name and any(piece.lower in data["heads"] for piece in pieces[max(0, here - 3) : here]):
            return Outcome(name, -1, _harm(name), "outcome before")
    return None


def _longest(pieces: list[Piece], at: int, table: dict[str, str]) -> tuple[int, str]:
    """Length in words and outcome of the longest phrase of the table that starts at a piece."""
    for size in range(min(4, len(pieces) - at), 0, -1):
        phrase = " ".join(piece.lower for piece in pieces[at : at + size])
        if phrase in table:
            return size, table[phrase]
    return 0, ""


@cache
def _table(form: str) -> dict[str, str]:
    """Phrase -> outcome, for one form of the lexicon; the first outcome that lists a phrase has it."""
    table: dict[str, str] = {}
    for outcome in lexicon("quantities")["outcome"]:
        for phrase in outcome[form]:
            table.setdefault(phrase, outcome["name"])
    return table


@cache
def _of_people() -> frozenset[str]:
    return frozenset(outcome["name"] for outcome in lexicon("quantities")["outcome"] if outcome.get("people"))


@cache
def _harm(name: str) -> bool:
    return any(outcome["name"] == name and outcome["harm"] for outcome in lexicon("quantities")["outcome"])
