"""What single words say of a source: office, rank, gender, body, document; readings of the tables, made once."""

from collections.abc import Sequence
from functools import cache

from sayso.language.lexicon import lexicon
from sayso.language.names import fold_name
from sayso.language.tokens import Token


def office_of(word: str) -> str:
    """The kind of office a word stands for, or an empty string."""
    folded = fold_name(word)
    return _offices().get(folded) or _offices().get(folded.removeprefix("ex-"), "") or _plurals().get(folded, "")


def is_plural_office(word: str) -> bool:
    """Whether the word is an office word of more than one person."""
    folded = fold_name(word)
    listed = folded in lexicon("titles")["plurals"]["words"]
    return listed or ((folded in _offices() or folded in _plurals()) and singular(folded) != folded)


def is_body(name: tuple[str, ...]) -> bool:
    """Whether a name or description is that of an organisation, by its words or because the table knows it."""
    return any(fold_name(w) in body_heads() for w in name) or fold_name(" ".join(name)) in known_bodies()


def is_compound_body(before: str, word: str) -> bool:
    """Whether two words make a body of what by itself is a person: coast guard."""
    return before in lexicon("bodies")["compounds"].get(word, ())


def is_domain(text: str) -> bool:
    """Whether a phrase is an internet address: Example.com."""
    parts = text.strip().lower().removeprefix("www.").split(".")
    domains = lexicon("outlets")["descriptors"]["domains"]
    return 2 <= len(parts) <= 5 and parts[-1] in domains and all(w.replace("-", "").isalnum() for w in parts)


def gender_in(folded: list[str]) -> str:
    """The gender that a word among these tells, or an empty string."""
    genders = lexicon("titles")["gender"]
    return next((g for g in ("female", "male") if any(w in genders[g] for w in folded)), "")


def singular(word: str) -> str:
    """The word without its plural ending, by rule."""
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def is_silent(words: Sequence[Token], named: bool, article: bool, surnames: frozenset[str]) -> bool:
    """Whether a phrase is a date, an adverb or an event, none of which says anything; `named`: it reads like a name."""
    last, heads = words[-1].lower, lexicon("unnamed")["silent"]["heads"]
    if last.isdigit():
        return all(w.lower in lexicon("months")["months"] or not w.is_capital for w in words)
    if named:
        return len(words) == 1 and last in lexicon("months")["weekdays"]["names"] and last not in surnames
    adverb = len(words) == 1 and not article and last.endswith("ly") and not words[0].is_capital
    return adverb or last in heads or singular(last) in heads


@cache
def _offices() -> dict[str, str]:
    return {fold_name(w): head for head, listed in lexicon("titles")["offices"].items() for w in listed}


@cache
def _plurals() -> dict[str, str]:
    """Regular plurals of office words; not of those that are surnames in the plural: Masters, Kings."""
    names = frozenset(lexicon("titles")["plurals"]["surnames"])
    return {f"{w}s": head for w, head in _offices().items() if w not in names and len(w) > 3 and not w.endswith("s")}


@cache
def office_words() -> frozenset[str]:
    """Words for what a person is: offices, ranks, trades."""
    return frozenset(_offices())


@cache
def honorifics() -> frozenset[str]:
    """Forms of address."""
    return frozenset(lexicon("titles")["honorifics"]["words"])


@cache
def ranks() -> frozenset[str]:
    """Words before an office that say nothing of what it is about."""
    return frozenset(lexicon("titles")["ranks"]["words"])


@cache
def parliaments() -> frozenset[str]:
    """Words for a parliament."""
    return frozenset(lexicon("titles")["bodies"]["parliament"])


@cache
def particles() -> frozenset[str]:
    """Small words inside names: van, de, al."""
    return frozenset(lexicon("given_names")["names"]["particles"])


@cache
def known_bodies() -> frozenset[str]:
    """Bodies known by one name."""
    return frozenset(fold_name(n) for n in lexicon("bodies")["known"]["organisations"])


@cache
def body_heads() -> frozenset[str]:
    """Words that make a name an organisation."""
    return frozenset(lexicon("bodies")["organisations"]["heads"])


@cache
def standing_bodies() -> frozenset[str]:
    """Words by which a text goes on about a body it has named: "the company"."""
    return frozenset(lexicon("bodies")["standing"]["words"])


@cache
def document_heads() -> frozenset[str]:
    """Words that make a description a document."""
    return frozenset(lexicon("bodies")["documents"]["heads"])
