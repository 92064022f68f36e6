"""Names that a text itself says are one: "the River Board (RB)", "the Front, formerly known as the League"."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from sayso.language.lexicon import lexicon
from sayso.language.tokens import Token, tokenize
from sayso.model import Span

_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{2,120})[)\]]")
_BACK = 120  # characters before a bracket or cue in which the first name stands
_MOST = 500  # statements read per document
_JOINING = ("of", "for", "and", "the", "in", "&", "-", "/", "’", "'", "de", "al", "on")


def stated_aliases(text: str, spans: Sequence[Span]) -> list[tuple[str, str]]:
    """Pairs of names stated to be one within the given stretches of a text, in text order; linear, at most 500.

    An acronym in brackets counts if its letters are the initials of the words before (the rule of Schwartz and Hearst,
    2003, narrowed to first letters), any other name there only behind a phrase such as "formerly".
    """
    pairs: list[tuple[str, str]] = []
    for span in spans:
        for found in islice(_BRACKETS.finditer(text, span.start, span.end), _MOST):
            before = text[max(span.start, found.start() - _BACK) : found.start()]
            pairs += _in_brackets(before, found.group(1))
        for found in islice(_plain_cue().finditer(text, span.start, span.end), _MOST):
            before = text[max(span.start, found.start() - _BACK) : found.start()]
            first, second = _last_of(_name_before(before)), _name_at(text[found.end() : found.end() + _BACK])
            pairs += [(first, second)] if first and second else []
        if len(pairs) > _MOST:
            break
    return pairs[:_MOST]


def _in_brackets(before: str, inside: str) -> list[tuple[str, str]]:
    name = _name_before(before)
    if not name:
        return []
    short = inside.strip()
    if full := _spelt_out(name, short):
        return [(full, short)]
    if _is_acronym(name.split()[-1]) and (full := _spelt_out(short, name.split()[-1])) == short:
        return [(name.split()[-1], short)]
    parts = [p.strip() for p in short.split("/")]
    if len(parts) > 1 and all(map(_is_acronym, parts)):
        return [(_last_of(name), p) for p in parts]
    cue = _any_cue().search(inside)
    return [(_last_of(name), other) for other in _names_in(inside[cue.end() :])] if cue else []


def _last_of(name: str) -> str:
    """The last of names joined by "and"."""
    return re.split(r" (?:and|&) ", name)[-1]


def _is_acronym(word: str) -> bool:
    bare = word.replace(".", "")
    return 2 <= len(bare) <= 8 and bare.isalpha() and sum(c.isupper() for c in bare) >= max(2, len(bare) - 1)


def _spelt_out(name: str, short: str) -> str:
    """The end of a name whose initials are the acronym, or an empty string."""
    if not _is_acronym(short):
        return ""
    words = name.split()
    letters = short.replace(".", "").upper()
    for start in range(len(words) - 1, -1, -1):
        kept = [w for w in words[start:] if w.lower() not in _JOINING]
        initials = "".join(p[0] for w in kept for p in w.split("-") if p).upper()
        if initials == letters and words[start].lower() not in _JOINING:
            return " ".join(words[start:])
        if len(initials) > len(letters):
            return ""
    return ""


def _name_before(before: str) -> str:
    """The run of capitals that ends a stretch of text."""
    tokens = tokenize(before)
    while tokens and tokens[-1].text in ",;":
        tokens.pop()
    first = len(tokens)
    while first > 0 and (_is_capital(tokens[first - 1]) or tokens[first - 1].lower in _JOINING):
        first -= 1
    return _from(tokens[first:], before)


def _name_at(after: str) -> str:
    """The run of capitals that begins a stretch of text."""
    tokens = tokenize(after.lstrip())
    end = 0
    while end < len(tokens) and (_is_capital(tokens[end]) or tokens[end].lower in _JOINING):
        end += 1
    return _from(tokens[:end], after.lstrip())


def _names_in(inside: str) -> list[str]:
    names = [_name_at(part.strip()) for part in re.split(r"[/,;]", _any_cue().sub(",", inside))]
    return [n for n in names if n]


def _from(tokens: list[Token], text: str) -> str:
    """The words from the first to the last capital."""
    capitals = [at for at, t in enumerate(tokens) if _is_capital(t)]
    return " ".join(text[tokens[capitals[0]].start : tokens[capitals[-1]].end].split()) if capitals else ""


def _is_capital(token: Token) -> bool:
    """Whether a word is capitalised, behind a particle too: al-Sham."""
    return token.is_capital or any(part[:1].isupper() for part in token.text.split("-")[1:])


@cache
def _any_cue() -> re.Pattern[str]:
    return _pattern("phrases")


@cache
def _plain_cue() -> re.Pattern[str]:
    return _pattern("plain")


def _pattern(section: str) -> re.Pattern[str]:
    cues = sorted(lexicon("alias_cues")["cues"][section], key=lambda c: (-len(c), c))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, cues)) + r")(?!\w)", re.IGNORECASE)
