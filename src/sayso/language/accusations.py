"""Who is accused in a text, and who is said to have declined to answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from sayso.language.frequency import information
from sayso.language.lexicon import lexicon, words
from sayso.language.names import country_of, fold_name, is_given_name
from sayso.language.roles import body_heads, honorifics, is_body, known_bodies, office_of
from sayso.language.tokens import Token, tokenize
from sayso.model import Span

PartyKind = Literal["country", "body", "person"]
_LONGEST = 6  # words of a name
_LOOK_BACK = 5  # words between a deed and whoever did it
_BEFORE = 6  # words before a name in which "if" or "denied that" leaves an accusation open
_NAME_BITS = 12.0  # a capitalised word that tells less may be a common one; surnames of the table tell 13 and more
_FAR = 20000  # characters of a text in which the full name to a surname is sought
_MOST = 2000  # tokens of one stretch that are read


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody named in a text: the words, what makes two namings one, and the kind."""

    span: Span
    name: str
    key: str
    kind: PartyKind


def read_accusations(text: str, start: int, end: int, language: str = "en") -> list[Party]:
    """Whoever a stretch of text says did harm, in order: the object of "accused", the agent of "bombed".

    What is negated, asked or left open accuses nobody. Only names count that are a country's, a body's or, with given
    name, title or both words rare, a person's. Linear in the length, at most 2,000 words.
    """
    tokens = tokenize(text, start, end)[:_MOST]
    found: dict[Span, Party] = {}
    opening = _openings(language)
    for at, token in enumerate(tokens):
        if token.lower not in opening:
            continue
        for party in _accused_at(text, tokens, at, token.lower, language):
            if not _is_open(tokens, party, language):
                found.setdefault(party.span, party)
    return [found[span] for span in sorted(found)]


def declines(text: str, start: int, end: int, language: str = "en") -> bool:
    """Whether a sentence says that somebody gave no answer."""
    said = " ".join(token.lower for token in tokenize(text, start, end)[:_MOST])
    return any(f" {phrase} " in f" {said} " for phrase in _flat("declined", language))


@lru_cache(maxsize=50_000)
def party_key(name: str, language: str = "en") -> str:
    """What makes two namings one party: the country, the body known under several names, or the name's own words.

    Their order and "of" do not matter: the Covenant of Salt is the Salt Covenant.
    """
    folded = fold_name(name).removeprefix("the ").removesuffix("'s")
    own = " ".join(sorted(word for word in folded.split() if word not in ("of", "the", "for")))
    return _known_as(language).get(folded) or country_of(folded, language) or own


def _accused_at(text: str, tokens: list[Token], at: int, lower: str, language: str) -> list[Party]:
    """The party that a word of accusation, or the first of several, points at."""
    found: list[Party | None] = []
    if lower in words("accusing", "accusing", language):
        if at and tokens[at - 1].lower in words("accusing", "passive", language):
            found.append(_name_before(text, tokens, at - 1, language))
        else:
            found.append(_name_at(text, tokens, at + 1, language))
    pointed = [phrase for phrase in _by_first("pointing", language).get(lower, ()) if _stands(tokens, at, phrase)]
    done = [phrase for phrase in _by_first("deeds", language).get(lower, ()) if _stands(tokens, at, phrase)]
    called = at > 0 and tokens[at - 1].lower in words("accusing", "passive", language)
    guilty = [
        phrase for phrase in _by_first("guilty", language).get(lower, ()) if called and _stands(tokens, at, phrase)
    ]
    found += [_name_at(text, tokens, at + len(phrase), language) for phrase in pointed]
    found += [_doer(text, tokens, at, at + len(phrase), language) for phrase in done]
    found += [_name_before(text, tokens, at - 1, language) for _ in guilty[:1]]
    return [party for party in found if party is not None]


def _doer(text: str, tokens: list[Token], first: int, after: int, language: str) -> Party | None:
    """Who did a deed: behind "by" in the passive, else the name before the verb."""
    passive = _is_passive(tokens, first, language)
    near = [token.lower for token in tokens[after : after + 4]]
    if "by" in near:
        return _name_at(text, tokens, after + near.index("by") + 1, language)
    return None if passive else _name_before(text, tokens, first, language)


def _is_passive(tokens: list[Token], first: int, language: str) -> bool:
    return any(t.lower in words("accusing", "passive", language) for t in tokens[max(0, first - 2) : first])


def _name_before(text: str, tokens: list[Token], at: int, language: str) -> Party | None:
    """The name that ends right before a verb, its auxiliaries and adverbs passed over."""
    last = at - 1
    for _ in range(_LOOK_BACK):
        if last < 0:
            return None
        token = tokens[last]
        if token.lower in words("accusing", "negators", language):
            return None
        if token.is_capital or not (
            token.lower in words("accusing", "auxiliaries", language) or token.lower.endswith("ly")
        ):
            break
        last -= 1
    first = last
    if _is_tail(tokens[last].lower, language):
        first -= 1
    while first >= 0 and last - first < _LONGEST and _is_part(tokens, first):
        first -= 1
    return _party(text, tokens, first + 1, last + 1, language)


def _name_at(text: str, tokens: list[Token], at: int, language: str) -> Party | None:
    """The name that starts here, an article passed over."""
    while at < len(tokens) and tokens[at].lower in ("the", "both", "its", "his", "her", "their"):
        at += 1
    after = at
    while after < len(tokens) and after - at < _LONGEST and _is_part(tokens, after):
        after += 1
    while after > at and not tokens[after - 1].is_capital:
        after -= 1
    if after > at and after < len(tokens) and _is_tail(tokens[after].lower, language):
        after += 1
    return _party(text, tokens, at, after, language)


def _is_part(tokens: list[Token], at: int) -> bool:
    """Whether a token is part of a name: a capital, "US-led", or "of" between capitals."""
    token = tokens[at]
    if token.is_capital and token.is_word:
        return True
    inside = 0 < at < len(tokens) - 1 and tokens[at - 1].is_capital
    return token.lower in ("of", "al", "bin", "de", "van", "von") and inside and tokens[at + 1].is_capital


def _is_tail(lower: str, language: str) -> bool:
    """Whether a common noun ends a party's name: the Karst police, Lowland planes."""
    return lower in body_heads() or lower in words("accusing", "arms", language)


def _party(text: str, tokens: Sequence[Token], first: int, after: int, language: str) -> Party | None:
    """The words as a party, if they name one for certain."""
    named = list(tokens[first:after])
    while named and _is_lead(named[0], len(named)):
        named.pop(0)
    if not named or not named[0].is_capital:
        return None
    title = first > 0 and (bool(office_of(tokens[first - 1].lower)) or tokens[first - 1].lower in honorifics())
    span = Span(named[0].start, named[-1].end)
    said = [token.text.removesuffix("'s").removesuffix("’s") for token in named]
    name = " ".join(said)
    country = _country_in(said, language)
    if country:
        return Party(span, span.text_in(text), country, "country")
    if fold_name(name) in known_bodies() or fold_name(name) in _known_as(language):
        return Party(span, span.text_in(text), party_key(name, language), "body")
    if is_body(tuple(said)) and len(said) > 1:
        return Party(span, span.text_in(text), party_key(name, language), "body")
    while len(said) > 2 and (office_of(said[0]) or said[0].lower() in honorifics()):
        said, named, title = said[1:], named[1:], True
    span = Span(named[0].start, named[-1].end)
    if len(said) == 1 and named[0].is_capital:
        full = _full_name(text, said[0], language)
        return Party(span, span.text_in(text), party_key(full, language), "person") if full else None
    capitals = all(token.is_capital for token in named)
    rare = all(information(word, language) >= _NAME_BITS for word in said)
    if len(said) in (2, 3) and capitals and (title or rare or is_given_name(said[0], language)):
        return Party(span, span.text_in(text), party_key(" ".join(said), language), "person")
    return None


def _full_name(text: str, surname: str, language: str) -> str:
    """The person's name that the text gives for a surname, if one with a known given name stands there; else empty."""
    at = text.find(f" {surname}", 0, _FAR)
    while at >= 0:
        given = text[max(0, at - 20) : at].split()[-1:]
        if given and given[0][:1].isupper() and is_given_name(given[0], language):
            return f"{given[0]} {surname}"
        at = text.find(f" {surname}", at + 1, _FAR)
    return ""


def _is_lead(token: Token, size: int) -> bool:
    """Whether a capitalised word in front is the first of a sentence rather than of a name."""
    return size > 1 and token.lower in lexicon("stop_words")["words"]


def _country_in(said: Sequence[str], language: str) -> str:
    """The country whose name or adjective opens the words, where only a body or arms of it follow."""
    whole = country_of(" ".join(said), language) or country_of(
        said[0].removesuffix("-led").removesuffix("-backed"), language
    )
    if len(said) == 1 or country_of(" ".join(said), language):
        return whole
    tails = all(_is_tail(word.lower(), language) or office_of(word) for word in said[1:])
    return whole if tails and not said[0].endswith("-backed") else ""


def _is_open(tokens: list[Token], party: Party, language: str) -> bool:
    """Whether "if", "could" or a denial stands before or just behind the name in the same clause."""
    at = next(n for n, token in enumerate(tokens) if token.start >= party.span.start)
    after = next((n for n, token in enumerate(tokens) if token.start >= party.span.end), len(tokens))
    near = [token.lower for token in (*tokens[max(0, at - _BEFORE) : at], *tokens[after : after + 3])]
    shut = words("accusing", "open", language) | words("accusing", "negators", language)
    asked = any(token.text == "?" for token in tokens[after : after + 30])
    return asked or any(lower in shut or lower.endswith("n't") for lower in near)


def _stands(tokens: list[Token], at: int, phrase: tuple[str, ...]) -> bool:
    return len(phrase) == 1 or tuple(token.lower for token in tokens[at : at + len(phrase)]) == phrase


@cache
def _openings(language: str) -> frozenset[str]:
    """The words of accusation, and the first words of what points at somebody or tells of a deed."""
    phrases = (_by_first(section, language) for section in ("pointing", "deeds", "guilty"))
    return frozenset(words("accusing", "accusing", language)).union(*phrases)


@cache
def _by_first(section: str, language: str) -> dict[str, list[tuple[str, ...]]]:
    """The phrases of a section by their first word."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in lexicon("accusing", language)[section]:
        table.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
    return table


@cache
def _flat(section: str, language: str) -> tuple[str, ...]:
    return tuple(lexicon("accusing", language)[section])


@cache
def _known_as(language: str) -> dict[str, str]:
    """Bodies that news names in several ways, and the seats that speak for a country."""
    return {fold_name(n): key for key, names in lexicon("synonyms", language)["names"].items() for n in (key, *names)}
