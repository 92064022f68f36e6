"""Persons named in running text, outside attributions: by title, known given name or apposition."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sayso.language import Token, lexicon, tokenize, words
from sayso.language.names import country_of, fold_name, is_given_name
from sayso.language.persons import without_description
from sayso.language.roles import body_heads, gender_in, honorifics, is_body, office_of, particles, ranks
from sayso.model import Span

_REACH = 10  # words on either side of a name in which an apposition may hold its office
_STRETCH = 1200  # characters before a pronoun in which a person described is looked for
_MOST = 4000  # introductions read per document; a longer list is no article


class Introduction(NamedTuple):
    """A person's name in running text: where it stands, and the words with title and apposition that introduce it."""

    span: Span
    phrase: str
    opens: bool
    """Whether it begins a sentence, so that a pronoun in the next is likely his."""


def find_introductions(text: str, spans: Sequence[Span], surnames: frozenset[str] = frozenset()) -> list[Introduction]:
    """Names of persons in the given stretches, in text order; linear, at most 4,000 a document.

    A run of capitals counts as a person's name behind an office or title, if a given name the table knows begins it,
    or if an office stands in apposition to it; a single capitalised word if it is one of `surnames` (folded).
    """
    found: list[Introduction] = []
    for span in spans:
        tokens = tokenize(text, span.start, span.end)
        at = 0
        while at < len(tokens) and len(found) < _MOST:
            end = _run_end(text, tokens, at)
            if end > at and (named := _introduction(text, tokens, at, end, surnames)):
                found.append(Introduction(*named, _opens_with(text, *named)))
            at = max(end, at + 1)
    return found


def described_last(text: str, start: int, end: int, gender: str) -> Span | None:
    """Where a stretch of text last opens a sentence with somebody of that gender: "The widow", "A young man"."""
    found = None
    tokens = [t for t in tokenize(text, max(start, end - _STRETCH), end) if t.is_word]
    for at, token in enumerate(tokens):
        if token.is_capital and token.lower in _articles() and (at == 0 or _opens(text, token.start)):
            last = at
            while last + 1 < len(tokens) and last - at < 4 and _joined(text, tokens[last], tokens[last + 1]):
                last += 1
                if tokens[last].lower in _stops() or tokens[last].is_capital:
                    break
                if gender_in([tokens[last].lower]) == gender:
                    found = Span(token.start, tokens[last].end)
                    break
    return found


@cache
def _articles() -> frozenset[str]:
    unnamed = lexicon("unnamed")
    return frozenset([*unnamed["definite"]["words"], *unnamed["indefinite"]["words"]])


def _joined(text: str, one: Token, other: Token) -> bool:
    """Whether only a blank stands between two tokens."""
    between = text[one.end : other.start]
    return between.isspace() and "\n" not in between and len(between) < 4


def _run_end(text: str, tokens: list[Token], at: int) -> int:
    """Index behind the run of capitals that starts here, particles inside included; `at` if there is none."""
    if not tokens[at].is_word or not tokens[at].is_capital:
        return at
    end = at + 1
    while end < len(tokens) and end - at < 8 and _joined(text, tokens[end - 1], tokens[end]):
        token = tokens[end]
        follows = end + 1 < len(tokens) and tokens[end + 1].is_capital and _joined(text, token, tokens[end + 1])
        if not ((token.is_word and token.is_capital) or (token.lower in particles() and follows)):
            break
        end += 1
    return end


def _introduction(
    text: str, tokens: list[Token], at: int, end: int, surnames: frozenset[str]
) -> tuple[Span, str] | None:
    while at < end and tokens[at].lower in words("stop_words", "words") and tokens[at].lower not in honorifics():
        at += 1  # "Because Holt": the capital is the sentence's
    run = tokens[at:end]
    title = _title_end(run)
    name = run[title:]
    if not title:
        name = run = name[len(name) - len(without_description(tuple(t.text for t in name))) :]
        at = end - len(run)
    if not name or len(name) > 4:
        return None
    shown = tuple(t.text.removesuffix("’s").removesuffix("'s") for t in name)
    span = Span(run[0].start, name[-1].start + len(shown[-1]))
    if is_body(shown) and not is_given_name(shown[0]):
        return None
    before = tokens[at - 1] if at and _joined(text, tokens[at - 1], run[0]) else None
    lead = at
    if title or (before is not None and before.lower and office_of(before.lower)):
        lead = _noun_phrase_start(text, tokens, at)
        if office_of(tokens[at - 1].lower if at else "") or title:
            front = _apposition_before(text, tokens, lead)
            shown_so = text[tokens[lead].start : span.end]
            return Span(tokens[lead].start, span.end), f"{front}, {shown_so}" if front else shown_so
    apposition = _apposition_behind(text, tokens, end) if len(name) >= 2 else ""
    if apposition:
        return span, f"{text[span.start : span.end]}, {apposition}"
    front = _apposition_before(text, tokens, at) if len(name) >= 2 else ""
    if front:
        return span, f"{front}, {text[span.start : span.end]}"
    if (len(name) >= 2 and is_given_name(shown[0])) or (len(shown) == 1 and fold_name(shown[0]) in surnames):
        return span, text[span.start : span.end]
    if len(shown) > 1 and fold_name(shown[-1]) in surnames:
        return span, text[span.start : span.end]
    return None


def _opens_with(text: str, span: Span, phrase: str) -> bool:
    """Whether a name, or the apposition before it, begins a sentence: "The county’s engineer, Ada Holt, said"."""
    front = phrase.rsplit(", ", 1)[0] if phrase.endswith(text[span.start : span.end]) else ""
    start = text.rfind(front, max(0, span.start - len(front) - 4), span.start) if front else -1
    return _opens(text, span.start) or (start >= 0 and _opens(text, start))


def _opens(text: str, at: int) -> bool:
    """Whether a sentence begins here, a short word such as "the" or "when" allowed before."""
    before = text[max(0, at - 12) : at].rstrip()
    last = before.rsplit(maxsplit=1)[-1] if before else ""
    if last.isalpha() and len(last) <= 6:
        before = before[: -len(last)].rstrip()
    return not before or before[-1] in '.!?…”"' or "\n" in text[max(0, at - 12) : at]


def _title_end(run: list[Token]) -> int:
    """How many words at the front of a run of capitals are title: "Foreign Minister Ada Holt"."""
    ends = [at + 1 for at, t in enumerate(run[:-1]) if office_of(t.lower) or t.lower in honorifics()]
    return ends[-1] if ends else 0


def _noun_phrase_start(text: str, tokens: list[Token], at: int) -> int:
    """Where the noun phrase begins that ends in a name at `at`: back over words that may describe an office."""
    first = at
    while first > 0 and at - first < 5 and _joined(text, tokens[first - 1], tokens[first]):
        token = tokens[first - 1]
        lower = token.lower
        describes = token.is_capital or lower in _describing() or office_of(lower) or country_of(lower)
        if not token.is_word or not describes or lower in _stops() or lower in words("stop_words", "words"):
            break
        first -= 1
    return first


@cache
def _stops() -> frozenset[str]:
    unnamed, shape = lexicon("unnamed"), lexicon("source_phrases")["shape"]
    return frozenset([*unnamed["definite"]["words"], *unnamed["indefinite"]["words"], *shape["prepositions"],
                      *shape["clauses"], *shape["opening"], "said", "told", "says"])  # fmt: skip


@cache
def _describing() -> frozenset[str]:
    return ranks() | body_heads() | frozenset(lexicon("titles")["portfolios"]["words"])


def _apposition_behind(text: str, tokens: list[Token], end: int) -> str:
    """The words of "NAME, the mayor of X," between the commas, if they hold an office."""
    if end + 1 >= len(tokens) or tokens[end].text != ",":
        return ""
    stop = end + 1
    while stop < len(tokens) and stop - end <= _REACH and tokens[stop].is_word and "\n" not in _gap(text, tokens, stop):
        stop += 1
    closed = stop < len(tokens) and tokens[stop].text in ",.;:()—–"
    body = tokens[end + 1 : stop]
    if not closed or not _describes_one(body):
        return ""
    if body[0].lower not in ("a", "an", "the", "who") and not office_of(body[0].lower) and not body[0].is_capital:
        return ""
    return text[body[0].start : body[-1].end]


def _apposition_before(text: str, tokens: list[Token], at: int) -> str:
    """The words of "the mayor of X, NAME" before the comma, if they hold an office."""
    if at < 3 or tokens[at - 1].text != ",":
        return ""
    first = at - 1
    while first > 0 and at - first <= _REACH and tokens[first - 1].is_word and "\n" not in _gap(text, tokens, first):
        first -= 1
        if tokens[first].lower in ("the", "a", "an"):
            break
    opens = tokens[first].lower in ("the", "a", "an") and _describes_one(tokens[first : at - 1])
    return text[tokens[first].start : tokens[at - 2].end] if opens else ""


def _describes_one(phrase: list[Token]) -> bool:
    """Whether words hold an office without its holder: "the mayor of X", not "the mayor Ada Holt"."""
    offices = [at for at, t in enumerate(phrase) if office_of(t.lower)]
    after = phrase[offices[-1] + 1 :] if offices else []
    return bool(offices) and not (after and after[0].is_capital)


def _gap(text: str, tokens: list[Token], at: int) -> str:
    return text[tokens[at - 1].end : tokens[at].start]
