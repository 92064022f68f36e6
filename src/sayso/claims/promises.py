"""Evidence that somebody announced, and where the case shows it."""

from collections.abc import Sequence
from functools import cache, lru_cache

from sayso.claims.units import MADE_BY, Unit
from sayso.language import Token, lexicon, split_sentences, tokenize, words
from sayso.model import Promise, Span

_REACH = 18  # words within which the word of the future, the verb of showing and the noun of evidence stand together
_AHEAD = 6  # words from the word of the future to the verb: "would soon be in a position to share"
_NEGATED = 4  # words from a negation to the verb it negates
_BEHIND = 5  # words from evidence to "to follow", or to what plans its publication
_LONGEST = 400  # words of a sentence that are read
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


@lru_cache(maxsize=20_000)
def announces(sentence: str, language: str = "en", promised: bool = False) -> str | None:
    """The rule by which a sentence announces evidence, or null.

    A word of the future, a verb of showing and a noun of evidence within a few words, none of them negated:
    "the details would be made public later", "recording to be published", "we hold the list and everyone will see it".
    """
    tokens = tokenize(sentence)[:_LONGEST]
    if not _places(tokens, "evidence", language):  # nothing that follows holds without a noun of evidence
        return None
    if _places(tokens, "past_only", language) or any(token.lower == "whether" for token in tokens):
        return None
    future = _places(tokens, "future", language) + [at for at, t in enumerate(tokens) if t.lower.endswith("'ll")]
    things = _shown_things(tokens, language)
    if any(0 <= s - f <= _AHEAD for s, _ in things for f in future):
        return "promise.clause"
    if any(tokens[s - 1].lower == "to" and e < s - 1 <= e + 3 for s, e in things):
        return "promise.title"
    if promised and things:
        return "promise.cue"
    if _follows(tokens, language):
        return "promise.follow"
    return "promise.noun" if _is_planned(tokens, language) else None


def _shown_things(tokens: Sequence[Token], language: str) -> list[tuple[int, int]]:
    """Verbs of showing that are not negated, each with the nouns of evidence near it; of two weak words neither counts.

    "The figures will show growth" shows no figures: such verbs need the evidence, or a pronoun for it, behind them.
    "I hold the bottles and you will get them": a pronoun points back at what is held, weak or not.
    """
    verbs, nouns = _longest(tokens, "showing", language), _longest(tokens, "evidence", language)
    verbs = dict.fromkeys(_places_apart(tokens, language), ()) | verbs
    negators, idioms = _places(tokens, "negators", language), _places(tokens, "idioms", language)
    weak_verbs, weak_nouns = _phrases("weak_showing", language), _phrases("weak_evidence", language)
    forward, pronouns = _phrases("forward", language), words("promises", "pronouns", language)
    things = []
    for s, verb in sorted(verbs.items()):
        if s in idioms or any(0 < s - n <= _NEGATED for n in negators):
            continue
        after = tokens[s + len(verb)].lower if s + len(verb) < len(tokens) else ""
        pointed = after in pronouns or (bool(verb) and verb[-1] in pronouns)
        for e, noun in sorted(nouns.items()):
            behind = verb not in forward or e > s or pointed
            if abs(s - e) <= _REACH and behind and (pointed or verb not in weak_verbs or noun not in weak_nouns):
                things.append((s, e))
    return things


def _follows(tokens: Sequence[Token], language: str) -> bool:
    """ "details to follow", "more evidence would emerge": the evidence itself comes."""
    evidence = _places(tokens, "evidence", language)
    following, negators = _places(tokens, "following", language), _places(tokens, "negators", language)
    return any(0 < f - e <= _BEHIND and not any(e < n <= f + 2 for n in negators) for f in following for e in evidence)


def _is_planned(tokens: Sequence[Token], language: str) -> bool:
    """ "publication of the minutes is planned for Monday"."""
    evidence, planned = _places(tokens, "evidence", language), _places(tokens, "planned", language)
    naming = _places(tokens, "naming", language)
    return any(n < e <= n + _BEHIND and e < p <= e + _BEHIND for n in naming for e in evidence for p in planned)


def shows(sentence: str, language: str = "en") -> bool:
    """Whether a sentence tells that some evidence has been shown: "the list was published on Monday"."""
    tokens = tokenize(sentence)
    if not (_places(tokens, "evidence", language) and _places(tokens, "shown", language)):
        return False
    return not any(_places(tokens, section, language) for section in ("future", "negators", "open"))


def _places(tokens: Sequence[Token], section: str, language: str) -> list[int]:
    """Where words or phrases of a section of `promises.toml` stand."""
    by_first = _by_first(section, language)
    lower = [token.lower for token in tokens]
    return [
        at for at, word in enumerate(lower)
        if word in by_first and any(tuple(lower[at : at + len(phrase)]) == phrase for phrase in by_first[word])
    ]  # fmt: skip


def _longest(tokens: Sequence[Token], section: str, language: str) -> dict[int, tuple[str, ...]]:
    """Where phrases of a section stand, each place with the longest phrase that does."""
    by_first = _by_first(section, language)
    lower = [token.lower for token in tokens]
    found = {
        at: max((p for p in by_first.get(word, ()) if tuple(lower[at : at + len(p)]) == p), key=len, default=())
        for at, word in enumerate(lower)
        if word in by_first
    }
    return {at: phrase for at, phrase in found.items() if phrase}


@cache
def _phrases(section: str, language: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in lexicon("promises", language)[section])


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
