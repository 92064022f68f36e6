"""Words, marks and quotations of a sentence with their word classes, as far as closed lists and capitals tell them.

A part-of-speech tagger would do this better and costs a model; the trained tagger of attribution does without.
"""

from dataclasses import dataclass
from functools import cache

from sayso.language.cues import cue_forms
from sayso.language.lexicon import lexicon, words
from sayso.language.quotations import Quotation
from sayso.language.tokens import Token
from sayso.model import Span

_MARKS = {",": ",", ";": ";", ":": ":", "...": ".", "|": "|", "/": "/"}
_MARKS |= dict.fromkeys("([", "(") | dict.fromkeys(")]", ")") | dict.fromkeys("—–-―−", "-")
_MARKS |= dict.fromkeys(".!?…", ".") | dict.fromkeys("’'", "'")


@dataclass(frozen=True, slots=True)
class Item:
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


def tag_token(token: Token, first: bool, language: str = "en") -> Item:
    """The item of a token; `first` says that its capital may only be that of a sentence."""
    return Item(token.start, token.end, token.text, token.lower, _tag(token, first, language))


def _tag(token: Token, first: bool, language: str) -> str:
    if not token.is_word:
        return _MARKS.get(token.text, "q" if token.text in '“”‘’"«»‹›„' else "*")
    if token.text[0].isdigit():
        return "N"
    known = _classes(language).get(token.lower)
    if token.text == "May" and not first:
        return "T"
    domain = "." in token.text.strip(".") and token.text.rsplit(".", 1)[-1].isalpha() and len(token.text) > 6
    named = token.is_capital or domain or any(part[:1].isupper() for part in token.text.split("-")[1:])
    capital = named and not first
    if known == "T" and (token.lower not in ("may", "march") or token.is_capital):
        return "K" if capital and token.lower in _DAY_WORDS else "T"
    if known and known != "T" and not (capital and known in "VRAC" and token.lower not in ("the",)):
        return known
    if capital and not known:
        return "K"
    if token.lower in cue_forms(language):
        return "U"
    if token.lower.startswith(_SPEAKERS) and token.lower in words("grammar", "auxiliaries", language):
        return "X"
    if (
        token.lower.endswith("ly")
        and len(token.lower) > 4
        and token.lower not in words("grammar", "adverbs_not", language)
    ):
        return "A"
    return "K" if named else "O"


_DAY_WORDS = frozenset(
    {"today", "tomorrow", "yesterday", "tonight", "morning", "evening", "night", "week", "month", "year", "noon"}
)
_SPEAKERS = ("i'", "we'", "you'")


def span_of(items: list[Item], first: int, last: int) -> Span:
    """The characters of `items[first:last]`."""
    return Span(items[first].start, items[last - 1].end)
