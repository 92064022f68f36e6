"""Outlets by name, spelling and domain: one key for all ways to write one outlet."""

from functools import cache, lru_cache

from sayso.language import lexicon, tokenize
from sayso.language.names import country_of, fold_name, is_given_name
from sayso.language.roles import is_domain

_LONGEST = 24  # tokens of an outlet's name that are read


@lru_cache(maxsize=8192)
def outlet_key(text: str) -> str:
    """The key that all spellings of one outlet share.

    Of an outlet the table has, its folded name; of any other, its words without article, descriptors ("news
    channel", "daily") and blanks, so that "Upland Today" and "UplandToday" are one.
    """
    known = known_outlet(text)
    if known:
        return fold_name(known)
    core = _core(text)
    return "".join(core) if core else fold_name(text)


@lru_cache(maxsize=8192)
def known_outlet(text: str) -> str:
    """The table's name for an outlet, or an empty string."""
    table, words = _table(), _words(text)
    if found := table.get(fold_name(text)) or table.get(" ".join(words)):
        return found
    if is_domain(text):
        return ""
    named = _words(_named_part(text))
    for start, end in ((0, len(named)), (0, _before_descriptors(named)), (_after_descriptors(named), len(named))):
        if found := table.get(" ".join(named[start:end])):
            return found
    core = named[_after_descriptors(named) : _before_descriptors(named)]
    return table.get(" ".join(core), "")


def is_plain_outlet(text: str) -> bool:
    """Whether a mention only says what kind of outlet is meant: "the agency", "the paper"."""
    parts = fold_name(text).split()
    return len(parts) > 1 and parts[0] == "the" and all(part in descriptors() for part in parts[1:])


def sounds_like_outlet(text: str) -> bool:
    """Whether a source phrase names an outlet of the table, and is not likelier a person of that name."""
    words = _words(text)
    if not words or not known_outlet(text) or not any(c.isupper() for c in text):
        return is_domain(text)
    return fold_name(text).startswith("the ") or len(words) > 1 or not is_given_name(words[0])


def last_word(text: str) -> str:
    """The word by which an outlet is called for short: "the Post"."""
    words = _words(text)
    return words[-1] if words else ""


def is_descriptor(word: str) -> bool:
    """Whether a word merely says what an outlet is: media, daily."""
    return fold_name(word) in descriptors()


def display_name(text: str) -> str:
    """The name of an outlet as given, without what merely describes it."""
    return _named_part(text) or text


def _table_words(text: str) -> str:
    return " ".join(_words(text))


@cache
def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for name, others in lexicon("outlets")["outlets"].items():
        for spelling in (name, *others):
            table.setdefault(fold_name(spelling), name)
            table.setdefault(_table_words(spelling), name)
    return table


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    """Folded words without the article and, of a domain, without its endings."""
    if is_domain(text):
        parts = text.strip().lower().removeprefix("www.").split(".")
        ends = lexicon("outlets")["descriptors"]["domains"]
        while len(parts) > 1 and parts[-1] in ends:
            parts.pop()
        return (parts[-1],)
    words = [fold_name(t.text) for t in tokenize(text[:400])[:_LONGEST] if t.is_word]
    words = [w.removesuffix("'s") for w in words]
    return tuple(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def _named_part(text: str) -> str:
    """The capitalised part of a description: "the Maltese sports paper Il-Palju"."""
    tokens = [t for t in tokenize(text[:400])[:_LONGEST] if t.is_word]
    lower = [at for at, t in enumerate(tokens) if not t.is_capital and fold_name(t.text) in descriptors()]
    if not lower:
        return text
    before = [t for t in tokens[: lower[0]] if t.lower not in ("the", "a", "an")]
    after = tokens[lower[-1] + 1 :]
    kept = after or [t for t in before if not country_of(t.lower)] or before
    return " ".join(t.text for t in kept) if kept else text


def _core(text: str) -> tuple[str, ...]:
    words = _words(_named_part(text))
    start, end = _after_descriptors(words), _before_descriptors(words)
    core = words[start:end] if start < end else words
    return tuple(w.replace("-", "").replace("'", "") for w in core)


def _after_descriptors(words: tuple[str, ...]) -> int:
    at = 0
    while at < len(words) - 1 and words[at] in descriptors():
        at += 1
    return at


def _before_descriptors(words: tuple[str, ...]) -> int:
    at = len(words)
    while at > 1 and words[at - 1] in descriptors():
        at -= 1
    return at


@cache
def descriptors() -> frozenset[str]:
    """Words that merely say what an outlet is: news, daily, agency."""
    return frozenset(lexicon("outlets")["descriptors"]["words"])
