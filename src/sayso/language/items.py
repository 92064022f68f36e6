"""Words, marks and quotations of a sentence with their word classes, as far as closed lists and capitals tell them.

A part-of-speech tagger would do this better and costs a model; the trained tagger of attribution does without.
"""

from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import NamedTuple

from sayso.language.cues import cue_forms
from sayso.language.lexicon import lexicon, words
from sayso.language.quotations import Quotation
from sayso.language.tokens import TOKEN, lower_of
from sayso.model import Span

_MARKS = {",": ",", ";": ";", ":": ":", "...": ".", "|": "|", "/": "/", "&": "C"}
_MARKS |= dict.fromkeys("([", "(") | dict.fromkeys(")]", ")") | dict.fromkeys("—–-―−", "-")
_MARKS |= dict.fromkeys(".!?…", ".") | dict.fromkeys("’'", "'")
_LONGEST_KEPT = 40  # letters of a word whose class is remembered; longer ones are seldom met twice


class Item(NamedTuple):
    """A word, a mark or a whole quotation, with its word class.

    Tags: D determiner, P pronoun, R preposition, C conjunction, S subordinator, W relative, X auxiliary, N number,
    T time word, A adverb, V other finite verb, U form of a cue verb, K capitalised, O other word, Q quotation; marks
    stand for themselves (all dashes are `-`, all ends of sentences `.`).
    """

    start: int
    end: int
    text: str
    lower: str
    tag: str
    quotation: Quotation | None = None


_new = partial(tuple.__new__, Item)  # half the time of `Item(...)`, which counts once a word


@cache
def _classes(language: str) -> dict[str, str]:
    grammar = lexicon("grammar", language)
    order = [
        ("finite", "V"), ("adverbs", "A"), ("times", "T"), ("prepositions", "R"), ("conjunctions", "C"),
        ("determiners", "D"), ("pronouns", "P"), ("subordinators", "S"), ("relatives", "W"), ("auxiliaries", "X"),
        ("negations", "A"),
    ]  # fmt: skip
    classes: dict[str, str] = {}
    for section, tag in order:
        classes.update(dict.fromkeys(grammar[section], tag))
    classes["that"] = "S"
    return classes


def read_items(text: str, start: int, end: int, first: bool, language: str = "en") -> list[Item]:
    """The items of `text[start:end]`, no quotation among them; `first` says that a sentence opens here.

    The full stop of an abbreviation or an initial is part of its word.
    """
    items: list[Item] = []
    abbreviations = _abbreviations(language)
    class_of = _reader(first, language)
    for found in TOKEN.finditer(text, start, end):
        word = found.group()
        at, beyond = found.span()
        if word == "." and items and items[-1].end == at and beyond < end:
            last = items[-1]
            initial = len(last.text) == 1 and last.text.isupper()
            if initial or (last.lower in abbreviations and last.text[0].isupper()):
                tag = "K" if last.tag in "KO" else last.tag
                items[-1] = Item(last.start, beyond, last.text + ".", last.lower, tag)
                continue
        lower, tag = class_of(word) if beyond - at <= _LONGEST_KEPT else _read(word, first, language)
        items.append(_new((at, beyond, word, lower, tag, None)))
        if first and word[0].isalnum():
            first = False
            class_of = _reader(first, language)
    return items


@cache
def _abbreviations(language: str) -> frozenset[str]:
    return words("sentences", "never_last", language) | words("sentences", "seldom_last", language)


@cache
def _reader(first: bool, language: str) -> Callable[[str], tuple[str, str]]:
    """A function from a word to its lower case and class that remembers: most words of a text were met before."""
    return lru_cache(maxsize=1 << 16)(partial(_read, first=first, language=language))


def _read(word: str, first: bool, language: str) -> tuple[str, str]:
    lower = lower_of(word)
    return lower, _tag(word, lower, first, language)


def _tag(word: str, lower: str, first: bool, language: str) -> str:
    """The class of a word or mark; `first` says that its capital may only be that of a sentence."""
    if not word[0].isalnum():
        return _MARKS.get(word, "q" if word in '“”‘’"«»‹›„' else "*")
    if word[0].isdigit():
        return "N"
    known = _classes(language).get(lower)
    if word == "May" and not first:
        return "T"
    is_capital = word[0].isupper()
    domain = "." in word.strip(".") and word.rsplit(".", 1)[-1].isalpha() and len(word) > 6
    named = is_capital or domain or any(part[:1].isupper() for part in word.split("-")[1:])
    capital = named and not first
    if known == "T" and (lower not in ("may", "march") or is_capital):
        return "K" if capital and lower in _DAY_WORDS else "T"
    if known and known != "T" and not (capital and known in "VRAC" and lower not in ("the",)):
        return known
    if capital and not known:
        return "K"
    if lower in cue_forms(language):
        return "U"
    if lower.startswith(_SPEAKERS) and lower in words("grammar", "auxiliaries", language):
        return "X"
    if lower.endswith("ly") and len(lower) > 4 and lower not in words("grammar", "adverbs_not", language):
        return "A"
    return "K" if named else "O"


_DAY_WORDS = frozenset(
    {"today", "tomorrow", "yesterday", "tonight", "morning", "evening", "night", "week", "month", "year", "noon"}
)
_SPEAKERS = ("i'", "we'", "you'")


def span_of(items: list[Item], first: int, last: int) -> Span:
    """The characters of `items[first:last]`."""
    return Span(items[first].start, items[last - 1].end)
