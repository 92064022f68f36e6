"""Which numbers of an article are figures of its story, and what they count.

Rules, from the strongest: what happened to those counted ("48 killed"), money and per cent, parts of a figure just
given, counted things, durations that are argued about. One and two count only with a harm done or as part of a figure:
in the stories measured no other one or two is a figure, while from three on nearly all before a concrete plural are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.figures.nouns import ANIMATE, Noun, is_abstract, is_animate, is_idle, kind_of, listed, read_noun
from sayso.figures.outcomes import Outcome, find_outcome
from sayso.language import lexicon, split_sentences
from sayso.language.frequency import information
from sayso.language.numbers import Number, Piece, number_pieces, split_pieces
from sayso.model import Span

_SMALL = 3  # from here on a bare number of concrete things is a figure
_ROUND = 10  # from here on the noun need not be proved concrete by its ending
_KNOWN_SET = 13  # "the two men", "the twelve apostles" point back; a larger set after "the" is told, if it is of people
_UNKNOWN_SET = 100  # from here on "the eve of the final 286 bets came in" tells of no set of the last so many
_PURSE = 100.0  # sums below are prices
_NAME_BITS = 10.0  # a capitalised first word that tells less is no name


@dataclass(frozen=True, slots=True)
class Count:
    """A number that is a figure.

    `span` covers it with its noun and what happened, `core` the numerals alone; `kind` is what can be compared.
    """

    span: Span
    core: Span
    number: Number
    what: str
    kind: str
    unit: str | None
    part: bool
    rule: str
    score: float
    sentence: Span


@dataclass(frozen=True, slots=True)
class _Reading:
    """A number in its sentence: pieces `[first, after)`, the noun behind it and what happened."""

    number: Number
    first: int
    after: int
    noun: Noun | None
    outcome: Outcome | None


def find_counts(text: str, spans: Sequence[Span], dates: Sequence[Span]) -> list[Count]:
    """Figures within the given spans of a text, in order; numbers inside `dates` are left out. Linear in the length."""
    taken = {at for span in dates for at in (span.start, span.end - 1)}
    counts: list[Count] = []
    for span in spans:
        for sentence in split_sentences(text, span.start, span.end):
            counts += _count_sentence(split_pieces(text, sentence.start, sentence.end), sentence, taken)
    return counts


def _count_sentence(pieces: list[Piece], sentence: Span, taken: set[int]) -> list[Count]:
    starts = {piece.start: at for at, piece in enumerate(pieces)}
    ends = {piece.end: at + 1 for at, piece in enumerate(pieces)}
    readings = []
    for number in number_pieces(pieces):
        if number.core.start in taken or number.core.end - 1 in taken or number.span.start in taken:
            continue
        readings.append(_read(pieces, number, starts[number.span.start], ends[number.span.end]))
    readings = _share_outcomes(pieces, readings)
    counts: list[Count] = []
    last: str | None = None  # kind of the figure before, for "and over 90 hurt"
    for reading in readings:
        count = _judge(pieces, reading, sentence, counts, last)
        if count is not None:
            counts.append(count)
            last = count.kind if count.kind in ANIMATE else last
    return counts


def _read(pieces: list[Piece], number: Number, first: int, after: int) -> _Reading:
    at = after
    following = [piece.lower for piece in pieces[after : after + 2]]
    if number.form == "vague" and following[:1] == ["of"]:
        at += 1 + (following[1:] in (["the"], ["his"], ["her"], ["their"], ["its"]))
    elif (
        len(following) == 2
        and following[0] == "of"
        and following[1] in ("the", "its", "their", "his", "her", "these", "those")
    ):
        at += 2
    while at < len(pieces) and pieces[at].lower in listed("nouns", "fillers") and read_noun(pieces, at + 1):
        at += 1
    noun = read_noun(pieces, at, singular=number.high == 1.0)
    return _Reading(number, first, after, noun, find_outcome(pieces, first, after, noun))


def _share_outcomes(pieces: list[Piece], readings: list[_Reading]) -> list[_Reading]:
    """ "killed 48 sailors and 9 divers", "48 sailors and 9 divers were killed": both were killed."""
    shared = list(readings)
    for n in range(1, len(shared)):
        before, here = shared[n - 1], shared[n]
        if (
            here.outcome is None
            and before.outcome
            and before.outcome.rule == "outcome before"
            and _joined(pieces, before, here)
            and not _has_verb(pieces, here)
        ):
            shared[n] = replace(here, outcome=replace(before.outcome, after=-1))
    for n in range(len(shared) - 2, -1, -1):
        here, later = shared[n], shared[n + 1]
        if (
            here.outcome is None
            and later.outcome
            and later.outcome.rule == "outcome after"
            and _joined(pieces, here, later)
        ):
            shared[n] = replace(here, outcome=replace(later.outcome, after=-1))
    return shared


def _has_verb(pieces: list[Piece], reading: _Reading) -> bool:
    """Whether a verb of its own follows: "killed 48 men and 12 tents were lost"."""
    at = reading.noun.after if reading.noun else reading.after
    return at < len(pieces) and pieces[at].lower in listed("phrases", "finite")


def _joined(pieces: list[Piece], left: _Reading, right: _Reading) -> bool:
    """Whether "and" or a comma alone stands between two counted nouns."""
    if left.noun is None or right.noun is None:
        return False
    between = [piece.lower for piece in pieces[left.noun.after : right.first]]
    return between in (["and"], [","], [",", "and"], ["or"], ["plus"])


def _judge(
    pieces: list[Piece], reading: _Reading, sentence: Span, counts: list[Count], last: str | None
) -> Count | None:
    """The figure a number is, by the first rule that takes it."""
    number, outcome, noun = reading.number, reading.outcome, reading.noun
    value = number.value
    if _is_naming(pieces, reading):
        return None
    if number.unit == "%" and value == 100 and not number.hedge and not _of_what(pieces, reading.after):
        return None  # "100 per cent right"
    if number.unit == "%":
        return _make(pieces, reading, sentence, "percent", _of_what(pieces, reading.after) or "percent", score=0.9)
    if number.unit:
        big = value is None or value >= _PURSE
        return _make(pieces, reading, sentence, "money", "money", score=0.9) if big else None
    if _is_duration(pieces, reading):
        return _make(pieces, reading, sentence, "duration", "duration", unit=noun.head if noun else None, score=0.7)
    if outcome and _is_harmed(reading):
        kind = last or "people"
        if noun and outcome.rule != "counted outcome":
            kind = kind_of(noun.head)
            kind = "people" if kind == noun.head and kind not in ANIMATE and is_animate(kind) else kind
        return _make(pieces, reading, sentence, outcome.rule, outcome.name, kind, score=0.95)
    if noun and number.form == "vague" and noun.head in lexicon("numbers")["currency"]:
        unit = lexicon("numbers")["currency"][noun.head]
        return _make(pieces, reading, sentence, "vague", "money", "money", unit, score=0.8)
    if noun is None or is_idle(noun.head) or (noun.head.endswith("s") and is_idle(noun.head[:-1])):
        return None
    if counts and _is_part(pieces, reading, counts[-1]):
        return _make(pieces, reading, sentence, "part", noun.head, score=0.8)
    if not _is_counted(pieces, reading):
        return None
    return _make(pieces, reading, sentence, "vague" if number.form == "vague" else "counted", noun.head, score=0.75)


def _is_harmed(reading: _Reading) -> bool:
    """Whether the outcome makes the number a figure: from three on always, one and two if people came to harm."""
    value, outcome, noun = reading.number.value, reading.outcome, reading.noun
    if value is None or value >= _SMALL:
        return not (
            noun
            and outcome
            and is_idle(noun.head)
            and kind_of(noun.head) in (listed("nouns", "time") | listed("nouns", "measure"))
        )
    if outcome is None or not outcome.harm or value <= 0:
        return False
    if outcome.rule == "counted outcome":
        return noun is not None and noun.first == reading.after  # "one of the dead" is a person, not a toll
    return noun is None or is_animate(noun.head)


def _is_duration(pieces: list[Piece], reading: _Reading) -> bool:
    """ "lasted for 9 hours": a duration that somebody holds against another account."""
    if (
        reading.noun is None
        or reading.noun.head not in listed("phrases", "durations")
        or reading.noun.first != reading.after
    ):
        return False
    at = reading.first - 1
    at -= at >= 0 and pieces[at].lower == "for"
    verbs = listed("phrases", "lasting")
    return at >= 0 and (
        pieces[at].lower in verbs or " ".join(p.lower for p in pieces[max(0, at - 1) : at + 1]) in verbs
    )


def _is_part(pieces: list[Piece], reading: _Reading, before: Count) -> bool:
    """ "six barges, including two tugs and one tanker"."""
    lower = [piece.lower for piece in pieces[max(0, reading.first - 2) : reading.first]]
    parts = listed("phrases", "parts")
    if (lower and lower[-1] in parts) or " ".join(lower) in parts:
        return True
    return (
        before.part and bool(lower) and lower[-1] in ("and", ",") and pieces[reading.first].start - before.span.end <= 6
    )


def _is_naming(pieces: list[Piece], reading: _Reading) -> bool:
    """Whether the number names something: No. 12, page 40, Windows 10, the 2014 intake, Five Stars."""
    number, first = reading.number, reading.first
    before = pieces[first - 1] if first else None
    if before is None:
        return False
    if first >= 2 and before.lower == "of" and pieces[first - 2].lower in listed("phrases", "fractions"):
        return True
    if number.hedge or number.unit:
        return False
    ended = before.lower in listed("phrases", "ending") and (number.value or 0) >= _UNKNOWN_SET
    if (before.lower in listed("phrases", "naming") and not ended) or _is_share(pieces, first):
        return True
    if reading.outcome is not None:
        return False
    if number.form == "digits" and pieces[first].end - pieces[first].start == 4 and 1900 <= (number.value or 0) <= 2099:
        return not (reading.noun and is_animate(reading.noun.head))
    if before.lower in listed("phrases", "definite"):
        known = reading.noun is not None and is_animate(reading.noun.head)
        return number.form != "vague" and not (known and (number.value or 0) >= _KNOWN_SET)
    named = before.kind == "word" and before.text[0].isupper() and not before.text.isupper()
    if first == 1 and information(before.lower) < _NAME_BITS:
        named = False  # "Another 40 houses"
    if named and number.form == "digits" and before.lower not in _opening_words():
        return True
    capital = pieces[first].text[0].isupper() and number.form != "digits"
    return capital and reading.noun is not None and reading.noun.capital and before.text[0].islower()


def _is_share(pieces: list[Piece], first: int) -> bool:
    """ "nine of 10 limes", "one in three voters": the whole of which something is a share."""
    if first < 2 or pieces[first - 1].lower not in listed("phrases", "shares"):
        return False
    before = pieces[first - 2]
    return before.lower == "out" or bool(number_pieces([before]))


def _opening_words() -> frozenset[str]:
    """Capitalised words after which a number still counts: "On Saturday 40 houses", "In September 40 houses"."""
    data = lexicon("dates")
    return frozenset((*data["weekdays"], *data["months"], "the", "some", "about", "and", "but", "with", "of", "in"))


def _is_counted(pieces: list[Piece], reading: _Reading) -> bool:
    """Whether a number of things is large or concrete enough to matter."""
    number, noun, value = reading.number, reading.noun, reading.number.value
    if noun is None or (noun.first != reading.after and number.form != "vague" and (value or 0) < _SMALL):
        return False
    if (
        noun.head in listed("nouns", "needs_of")
        and pieces[noun.after : noun.after + 1]
        and pieces[noun.after].lower != "of"
    ):
        return False
    if number.form == "vague":
        return True
    if value is None or value < _SMALL:
        return False
    weak = is_abstract(noun.head) or noun.head in listed("nouns", "weak")
    return value >= _ROUND or number.hedge is not None or not weak


def _of_what(pieces: list[Piece], at: int) -> str | None:
    """The noun after "of": "40 per cent of the voters"."""
    if at + 1 >= len(pieces) or pieces[at].lower != "of":
        return None
    at += 1 + (pieces[at + 1].lower in ("the", "all", "its", "their", "his", "her", "of"))
    noun = read_noun(pieces, at) or read_noun(pieces, at, singular=True)
    return noun.head if noun else None


def _make(
    pieces: list[Piece],
    reading: _Reading,
    sentence: Span,
    rule: str,
    what: str,
    kind: str | None = None,
    unit: str | None = None,
    score: float = 0.8,
) -> Count:
    number, noun, outcome = reading.number, reading.noun, reading.outcome
    end = number.span.end
    if noun and rule not in ("money", "percent"):
        end = max(end, pieces[noun.after - 1].end)
    if outcome and outcome.after > 0 and rule == outcome.rule:
        end = max(end, pieces[outcome.after - 1].end)
    if noun and rule in ("counted", "part", "vague") and noun.head in listed("nouns", "units"):
        unit, what = noun.head, _of_what(pieces, noun.after) or noun.head
    kind = kind or (what if rule in ("money", "percent", "duration") else kind_of(what))
    span = Span(number.span.start, end)
    return Count(span, number.core, number, what, kind, unit or number.unit, rule == "part", rule, score, sentence)
