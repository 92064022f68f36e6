"""Evidence that somebody announced, and where the case shows it."""

from collections.abc import Sequence
from functools import cache

from sayso.claims.units import MADE_BY, Unit
from sayso.language import Token, lexicon, split_sentences, tokenize
from sayso.model import Promise, Span

_REACH = 14  # words within which the word of the future, the verb of showing and the noun of evidence stand together
_OBJECT = 8  # words of an object that parts a verb of showing
_MOST_PARTS = 12  # parts of an interrupted content that are read


def find_promises(units: Sequence[Unit]) -> list[Promise]:
    """One row for each attribution that announces evidence, in the order of the units; `shown` is left open."""
    found = []
    for unit in units:
        if unit.attribution is None or unit.attribution.act == "denies":
            continue
        found_in = announced(unit)
        if found_in:
            span, text, rule, score = found_in
            found.append(Promise(unit.attribution.attribution, unit.document, span, text, None, MADE_BY, rule, score))
    return found


def announced(unit: Unit) -> tuple[Span, str, str, float] | None:
    """The part of a content that announces evidence, with the rule that says so."""
    promised = unit.attribution is not None and unit.attribution.act == "promises"
    joined = " ".join(unit.text)
    if len(unit.spans) > 1 and len(unit.spans) < _MOST_PARTS:
        rule = announces(joined, unit.language, promised)
        if rule:
            return unit.spans[0], unit.text[0], rule + ".interrupted", 0.8
    for span, text in zip(unit.spans[:_MOST_PARTS], unit.text, strict=False):
        for sentence in split_sentences(text, 0, len(text), unit.language):
            rule = announces(sentence.text_in(text), unit.language, promised)
            if rule:
                where = Span(span.start + sentence.start, span.start + sentence.end)
                return where, sentence.text_in(text), rule, 0.9
    return None


def announces(sentence: str, language: str = "en", promised: bool = False) -> str | None:
    """The rule by which a sentence announces evidence, or null.

    A word of the future, a verb of showing and a noun of evidence within a few words, none of them negated:
    "the details would be made public later", "recording to be published", "we hold the list and everyone will see it".
    """
    tokens = tokenize(sentence)
    future = _places(tokens, "future", language)
    showing = _places(tokens, "showing", language)
    evidence = _places(tokens, "evidence", language)
    negators = _places(tokens, "negators", language)
    showing += _places_apart(tokens, language)
    showing = [s for s in showing if not any(0 < s - n <= 4 for n in negators)]
    if not showing or not evidence or _places(tokens, "past_only", language):
        return None
    near = [(f, s, e) for s in showing for e in evidence if abs(s - e) <= _REACH for f in future if 0 <= s - f <= 4]
    if near:
        return "promise.clause"
    if promised and any(abs(s - e) <= _REACH for s in showing for e in evidence):
        return "promise.cue"
    return None


def shows(sentence: str, language: str = "en") -> bool:
    """Whether a sentence tells that some evidence has been shown: "the list was published on Monday"."""
    tokens = tokenize(sentence)
    if any(_places(tokens, section, language) for section in ("future", "negators", "open")):
        return False
    return bool(_places(tokens, "shown", language) and _places(tokens, "evidence", language))


def _places(tokens: Sequence[Token], section: str, language: str) -> list[int]:
    """Where words or phrases of a section of `promises.toml` stand."""
    by_first = _by_first(section, language)
    lower = [token.lower for token in tokens]
    return [
        at for at, word in enumerate(lower)
        if any(tuple(lower[at : at + len(phrase)]) == phrase for phrase in by_first.get(word, ()))
    ]  # fmt: skip


def _places_apart(tokens: Sequence[Token], language: str) -> list[int]:
    """Where a verb of showing opens whose second word comes after its object: "make the letters public"."""
    lower = [token.lower for token in tokens]
    pairs = [tuple(phrase.split()) for phrase in lexicon("promises", language)["apart"]]
    return [
        at for at, word in enumerate(lower) for verb, rest in pairs
        if word == verb and rest in lower[at + 2 : at + 2 + _OBJECT]
    ]  # fmt: skip


@cache
def _by_first(section: str, language: str) -> dict[str, list[tuple[str, ...]]]:
    """The phrases of a section by their first word."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in lexicon("promises", language)[section]:
        table.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
    return table
