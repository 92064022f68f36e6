"""What a stretch of text is about: its content words as stems, groups of like meaning, sides and weights.

No model: a stemmer, hand-written groups of synonyms, negation scope and fixed background frequencies. Two texts that
say the same in other words share groups where they share no word; "not a mistake" and "deliberate" share a side.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from sayso.language.frequency import information
from sayso.language.lexicon import lexicon, words
from sayso.language.tokens import Token, tokenize
from sayso.model import Span

_SUFFIXES = (
    "ings",
    "ing",
    "ment",
    "ness",
    "edly",
    "ied",
    "ies",
    "ed",
    "ion",
    "er",
    "ly",
    "es",
    "s",
    "y",
    "e",
)
_LIGHT, _HEAVY = 5.0, 9.0  # bits that running words of any text carry, and the most one word may weigh beyond them
_PHRASE_GAP = words("stop_words", "gap")
_MARKS_THAT_END = frozenset(",;:.!?—–()[]")
_RARE, _UNUSUAL = 16.0, 14.0  # bits from which a capitalised word is a name though all, or the first, are capitalised
_SECOND_NAME = 0.4  # weight of a later word of one name: "Deep" of "Korbel Deep" tells little that "Korbel" does not
_ASIDE = 12  # words an adjunct of time reaches at most
_SCOPE = 9  # words a negator reaches at most: longer clauses in English news nearly always hold a second verb


@dataclass(frozen=True, slots=True)
class Sense:
    """One content word, name, number or set phrase of a text, as read for comparison."""

    start: int
    end: int
    stem: str
    """Its stem; stems of a phrase joined by blanks."""
    ideas: frozenset[str]
    """Groups of like meaning it belongs to, each by its name."""
    weight: float
    """How much it tells, in bits above those of running words."""
    name: bool
    """Whether it is written as a name."""
    number: bool
    negated: bool
    """Whether a negator reaches it."""
    aside: bool
    """Whether it stands in an adjunct of time: "after the coalition's strikes"."""
    sides: tuple[tuple[str, int], ...]
    """(axis, pole) pairs: `("intent", -1)` for "mistake"; not turned by the negation."""
    event: bool = False
    """Whether it is a verb in the past or stands behind an auxiliary: what happened, not to whom or where."""

    @property
    def keys(self) -> frozenset[str]:
        """What it may be matched by: its stem and its groups."""
        return self.ideas | {self.stem}


@cache
def stem(word: str, language: str = "en") -> str:
    """The stem of a lower-case word: irregular forms by table, then one or two endings cut."""
    word = (
        word.replace("’", "'").removesuffix("'s").removesuffix("'").replace("-", "").replace("‐", "").replace("‑", "")
    )
    word = _irregular(language).get(word, word)
    for _ in range(2):
        shorter = _cut(word)
        if shorter == word:
            break
        word = shorter
    return word


def _cut(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= (4 if suffix in ("ion", "er", "ment", "ness") else 3):
            if suffix == "s" and word.endswith(("ss", "us", "is")):
                return word
            rest = word[: -len(suffix)]
            if suffix in ("ied", "ies"):
                return rest
            if suffix in ("ing", "ings", "ed", "er") and not any(v in "aeiouy" for v in rest):
                return word
            if (
                len(rest) > 3
                and rest[-1] == rest[-2]
                and rest[-1] not in "lsz"
                and suffix in ("ing", "ings", "ed", "er")
            ):
                rest = rest[:-1]
            return rest
    return word


@cache
def _irregular(language: str) -> dict[str, str]:
    table = {}
    for line in lexicon("stems", language)["forms"]:
        head, _, forms = line.partition(":")
        table.update(dict.fromkeys(forms.split(), head.strip()))
    return table


def stems_of(phrase: str, language: str = "en") -> tuple[str, ...]:
    """The stems of a phrase, word by word."""
    return tuple(stem(token.lower, language) for token in tokenize(phrase) if token.is_word)


class _Phrase(NamedTuple):
    """A word or set phrase by its stems, with the ideas and sides it gives."""

    stems: tuple[str, ...]
    ideas: frozenset[str]
    sides: tuple[tuple[str, int], ...]


_NO_PHRASE = _Phrase((), frozenset(), ())


@cache
def _phrases(language: str) -> dict[str, list[_Phrase]]:
    """Phrases by the stem of their first word, the longest first; an exact form stands under "=" and the form."""
    ideas: dict[tuple[str, ...], set[str]] = {}
    sides: dict[tuple[str, ...], set[tuple[str, int]]] = {}
    for line in lexicon("synonyms", language)["groups"]:
        members = [member.strip() for member in line.split(",")]
        for member in members:
            ideas.setdefault(stems_of(member, language), set()).add("~" + members[0])
    for axis in lexicon("polarity", language)["axes"]:
        for pole, members in ((1, axis["plus"]), (-1, axis["minus"])):
            for member in members:
                # A pole hangs on the very form: "planned" tells of intent, "the plan" does not. "=" marks such a key.
                key = stems_of(member, language) if " " in member else ("=" + member,)
                sides.setdefault(key, set()).add((axis["name"], pole))
                ideas.setdefault(key, set()).add("±" + axis["name"])
    named = [*lexicon("places", language)["countries"].items(), *lexicon("synonyms", language)["names"].items()]
    for name, others in named:
        for other in (name, *others):
            ideas.setdefault(stems_of(other, language), set()).add("@" + name)
    table: dict[str, list[_Phrase]] = {}
    for key in sorted(ideas, key=lambda k: (-len(k), k)):
        if key:
            table.setdefault(key[0], []).append(_Phrase(key, frozenset(ideas[key]), tuple(sorted(sides.get(key, ())))))
    return table


def read_senses(text: str, spans: Sequence[Span], language: str = "en") -> list[Sense]:
    """The content words of some stretches of a text, in order. Linear in their length."""
    found: list[Sense] = []
    for span in spans:
        found.extend(_read_stretch(text[span.start : span.end], span.start, language))
    return found


@lru_cache(maxsize=30_000)
def _read_stretch(stretch: str, start: int, language: str) -> tuple[Sense, ...]:
    """The content words of a stretch that begins at `start`; stages read the same contents one after the other."""
    tokens = [Token(token.start + start, token.end + start, *token[2:]) for token in tokenize(stretch)]
    return tuple(_read(tokens, language))


def _read(tokens: list[Token], language: str) -> list[Sense]:
    stems = [stem(token.lower, language) for token in tokens]
    negated, aside = negated_words(tokens, language), aside_words(tokens, language)
    titled, shouted = _is_titled(tokens), _is_shouted(tokens)
    times = words("polarity", "times", language)
    table, stop = _phrases(language), words("stop_words", "words", language)
    found: list[Sense] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if not token.is_word:
            at += 1
            continue
        length, ideas, sides = _longest(tokens, stems, at, table)
        negator = length > 1 and token.lower in lexicon("polarity", language)["negators"]
        if negator and _longest(tokens, stems, at + 1, table)[0] >= length:  # "no power cut" is no "no power"
            at += 1
            continue
        acronym = not shouted and token.text.isupper() and len(token.text) > 1
        if length == 1 and token.lower in stop and not (acronym and ideas):
            at += 1
            continue
        name = acronym or (token.is_capital and _is_name(tokens, at, titled))
        if ideas and not name:
            ideas = _plain_ideas(ideas)
        weight = _weigh(token.lower, language)
        if length > 1:
            weight = max(_weigh(t.lower, language) for t in tokens[at : at + length])
        if name and found and found[-1].name and found[-1].end + 1 >= token.start:
            weight *= _SECOND_NAME
        number, later = _is_number(token.lower, language), aside[at] or token.lower in times
        key = stems[at] if length == 1 else " ".join(stems[at : at + length])
        event = not name and not number and _is_event(tokens, at, language)
        last = tokens[at + length - 1].end
        found.append(Sense(token.start, last, key, ideas, weight, name, number, negated[at], later, sides, event))
        at += length
    return found


@cache
def _plain_ideas(ideas: frozenset[str]) -> frozenset[str]:
    """The ideas of a word that is not written as a name: a country's and a body's are none."""
    return frozenset(idea for idea in ideas if idea[0] != "@")


def _is_event(tokens: list[Token], at: int, language: str) -> bool:
    """Whether a word is a verb in the past ("vanished", not "the retired judge") or what an auxiliary leads to."""
    helpers, between = words("polarity", "auxiliaries", language), words("polarity", "between", language)
    before = at - 1
    while before >= 0 and (tokens[before].lower in between or tokens[before].lower.endswith("ly")):
        before -= 1
    word, last = tokens[at].lower, tokens[before].lower if before >= 0 else ""
    if last in helpers or last.endswith("n't"):
        return True
    is_past = (len(word) > 4 and word.endswith("ed")) or word in _irregular(language)
    return (
        is_past
        and word not in words("polarity", "no_past", language)
        and last not in words("polarity", "determiners", language)
    )


@cache
def _is_number(word: str, language: str) -> bool:
    """Whether it is digits or a number word such as "forty-five"."""
    number_words = lexicon("numbers", language)["words"]
    return word[0].isdigit() or all(part in number_words for part in word.split("-"))


@cache
def _weigh(word: str, language: str) -> float:
    return min(max(information(word, language) - _LIGHT, 1.0), _HEAVY)


def _longest(
    tokens: list[Token], stems: list[str], at: int, table: dict[str, list[_Phrase]]
) -> tuple[int, frozenset[str], tuple[tuple[str, int], ...]]:
    """How many tokens from `at` the longest known phrase covers, and what it gives."""
    formed = table.get("=" + tokens[at].lower)
    _, exact, poles = formed[0] if formed else _NO_PHRASE
    for key, ideas, sides in table.get(stems[at], ()):
        length = 1 if len(key) == 1 else _covers(tokens, stems, at, key)
        if length:
            return (length, ideas, sides) if length > 1 else (1, ideas | exact, poles)
    return 1, exact, poles


def _covers(tokens: list[Token], stems: list[str], at: int, key: tuple[str, ...]) -> int:
    here = at + 1
    for part in key[1:]:
        if here < len(tokens) and stems[here] != part and tokens[here].lower in _PHRASE_GAP:
            here += 1
        if here >= len(tokens) or stems[here] != part:
            return 0
        here += 1
    return here - at


def _starts(tokens: list[Token], at: int) -> bool:
    """Whether a capital at this token may be due to the start of a sentence or quotation."""
    return at == 0 or (not tokens[at - 1].is_word and tokens[at - 1].text not in ",-/)&")


def _is_name(tokens: list[Token], at: int, titled: bool) -> bool:
    """Whether a capitalised word is a name; where capitals are due anyway, only rare words are taken for names."""
    told = information(tokens[at].lower)
    return told >= _RARE if titled else told >= _UNUSUAL or not _starts(tokens, at)


def _is_titled(tokens: list[Token]) -> bool:
    """Whether most longer words are capitalised, as in a headline in title case."""
    longer = [token for token in tokens if token.text.isalpha() and len(token.text) > 3]
    return len(longer) > 2 and sum(token.is_capital for token in longer) > 0.7 * len(longer)


def _is_shouted(tokens: list[Token]) -> bool:
    """Whether nearly all longer words are in capitals throughout."""
    longer = [token for token in tokens if token.text.isalpha() and len(token.text) > 3]
    return len(longer) > 1 and sum(token.text.isupper() for token in longer) > 0.7 * len(longer)


def negated_words(tokens: list[Token], language: str = "en") -> list[bool]:
    """For each token whether a negator reaches it: to the end of its clause, at most nine words; two cancel out.

    A negative object that ends its clause ("struck nobody") reaches back to the start of its clause, as far.
    """
    negators, fixed, objects = _negating(language)
    ends = words("polarity", "ends", language)
    undone = words("polarity", "undone", language)
    result, reach, at, opened, clause = [False] * len(tokens), 0, 0, 0, 0
    while at < len(tokens):
        lower = tokens[at].lower
        if reach and lower in undone:  # "no alarm falls silent without my hearing of it" says when, not never
            result[opened:at], reach = [False] * (at - opened), 0
        skipped = _phrase_at(tokens, at, fixed)
        length = 0 if skipped else _phrase_at(tokens, at, negators) or (1 if lower.endswith("n't") else 0)
        if skipped:
            at += skipped
            continue
        if length:
            after = at + length  # "recorded nothing above the usual" tells of what was recorded
            closes = after == len(tokens) or tokens[after].text in _MARKS_THAT_END or tokens[after].lower in ends
            if closes and not reach and _phrase_at(tokens, at, objects):
                first = max(clause, at - _SCOPE)
                result[first:at] = [True] * (at - first)
            reach, opened = _SCOPE, at
        elif lower in ends or tokens[at].text in _MARKS_THAT_END:
            reach, clause = 0, at + 1
        elif reach and tokens[at].is_word:
            result[at], reach = True, reach - 1
        at += max(length, 1)
    return result


def aside_words(tokens: list[Token], language: str = "en") -> list[bool]:
    """For each token whether it stands in an adjunct of time, which tells when and not what."""
    openers = _read_openers(language)
    closers = words("polarity", "time_closers", language)
    result, reach, at = [False] * len(tokens), 0, 0
    while at < len(tokens):
        length = _phrase_at(tokens, at, openers)
        if length:
            reach = _ASIDE
        elif tokens[at].lower in closers or tokens[at].text in _MARKS_THAT_END:
            reach = 0
        elif reach:
            result[at], reach = True, reach - 1
        at += max(length, 1)
    return result


@cache
def _read_openers(language: str) -> dict[str, list[tuple[str, ...]]]:
    """What opens an adjunct of time, by the first word."""
    return _by_words(tuple(lexicon("polarity", language)["time_openers"]))


@cache
def _negating(language: str) -> tuple[dict[str, list[tuple[str, ...]]], ...]:
    """Negators, set phrases with one that negate nothing, and negative objects, by their first words."""
    data = lexicon("polarity", language)
    return tuple(_by_words(tuple(data[name])) for name in ("negators", "fixed", "objects"))


@cache
def _by_words(phrases: tuple[str, ...]) -> dict[str, list[tuple[str, ...]]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=lambda p: (-len(p.split()), p)):
        table.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
    return table


def _phrase_at(tokens: list[Token], at: int, table: dict[str, list[tuple[str, ...]]]) -> int:
    for phrase in table.get(tokens[at].lower, ()):
        if len(phrase) == 1 or tuple([token.lower for token in tokens[at : at + len(phrase)]]) == phrase:
            return len(phrase)
    return 0
