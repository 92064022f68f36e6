"""The noun behind a number: which word is counted, and which words count the same kind of thing.

No tagger: the phrase ends at the first plural, which in English news is right nearly always ("40 relief
lorries", "three MQ-9 patrol drones"); verbs, prepositions and marks end it before.
"""

from dataclasses import dataclass
from functools import cache

from sayso.language import lexicon
from sayso.language.numbers import Piece

_LONGEST = 6  # words; "ten white armoured personnel carriers of" has five before "of"


@dataclass(frozen=True, slots=True)
class Noun:
    """The phrase counted: pieces `[first, after)`, its last word in lower case, and whether that is capitalised."""

    first: int
    after: int
    head: str
    capital: bool


def read_noun(pieces: list[Piece], at: int, singular: bool = False) -> Noun | None:
    """The noun phrase that starts at piece `at`, or null; with `singular` it needs no plural ("one soldier")."""
    stops, done = _set("nouns", "stops"), done_words()
    head = at - 1
    for here in range(at, min(at + _LONGEST, len(pieces))):
        piece = pieces[here]
        if piece.kind not in ("word", "compound") or piece.lower in stops:
            break
        plural = is_plural(piece.lower)
        if piece.lower in done and not plural and not _plural_at(pieces, here + 1):
            break
        if plural or singular:
            head = here
        if (
            plural
            and "-" not in piece.lower
            and not (_plural_at(pieces, here + 1) and pieces[here + 1].lower not in done)
        ):
            break
    if head < at:
        return None
    return Noun(at, head + 1, pieces[head].lower, pieces[head].text[0].isupper())


def _plural_at(pieces: list[Piece], at: int) -> bool:
    if at >= len(pieces) or pieces[at].kind != "word" or pieces[at].lower in _set("nouns", "stops"):
        return False
    return is_plural(pieces[at].lower)


@cache
def is_plural(word: str) -> bool:
    """Whether a word in lower case looks like a plural noun."""
    if word in _set("nouns", "plural"):
        return True
    if word.endswith(("men", "women", "children", "people", "folk")) and word not in _set("nouns", "not_plural"):
        return True
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "'s")):
        return False
    return word not in _set("nouns", "not_plural")


@cache
def kind_of(head: str) -> str:
    """The kind of thing a noun counts: figures of one kind can be compared. A noun in no list is its own kind."""
    for kind, members in lexicon("quantities")["kinds"].items():
        if head in members:
            return str(kind)
    return head


@cache
def is_animate(head: str) -> bool:
    """Whether a noun, plural or singular, names people as far as its form tells."""
    if kind_of(head) in ANIMATE or kind_of(head + "s") in ANIMATE:
        return True
    stem = head.removesuffix("s")
    return head.endswith(("men", "women", "man", "woman", "child", "person")) or stem.endswith(
        ("er", "or", "ist", "ian", "ant", "ee", "ese", "boy", "girl", "leader", "mother", "father", "guard")
    )


ANIMATE = frozenset({"people", "soldiers", "fighters", "officers", "children", "refugees"})
"""Kinds in `quantities.toml` that are people."""


@cache
def is_idle(head: str) -> bool:
    """Whether a number of these seldom matters to a story: time, distance, size, abstract things."""
    return head.replace("'", "") in _idle() or head in _idle()


@cache
def is_abstract(head: str) -> bool:
    """Whether a noun's ending is that of an abstract one: "two decisions"."""
    return head.endswith(tuple(_set("nouns", "abstract_endings"))) and head not in _set("nouns", "concrete")


@cache
def _idle() -> frozenset[str]:
    return _set("nouns", "time") | _set("nouns", "measure") | _set("nouns", "abstract")


@cache
def _set(section: str, name: str) -> frozenset[str]:
    return frozenset(lexicon("quantities")[section][name])


def listed(section: str, name: str) -> frozenset[str]:
    """A list of `quantities.toml` as a set."""
    return _set(section, name)


@cache
def done_words() -> frozenset[str]:
    """Words that say what happened to those counted: "killed", "arrested"."""
    return frozenset(phrase for outcome in lexicon("quantities")["outcome"] for phrase in outcome["done"])
