"""What is read off a source phrase, and the small words that give it its shape."""

from functools import cache
from typing import NamedTuple

from sayso.language import lexicon


class Office(NamedTuple):
    """What a person is: the kind of office, the word used for it (neither for a mere affiliation), and of what."""

    head: str
    word: str
    about: frozenset[str]
    proper: frozenset[str] = frozenset()
    """What of that is written with a capital: of two navies, whose."""
    rank: str = ""
    """`past` of a former holder, `lesser` of one who stands in for or below the holder."""


class Phrase(NamedTuple):
    """One source phrase as read.

    `kind` is `person`, `organisation`, `outlet`, `country`, `document`, `role` (someone described but not named),
    `name` (a proper name that shows no more), `reports`, `pronoun`, `author`, `house`, `joint` or `empty`.
    """

    kind: str
    name: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    gender: str = ""
    pronoun: str = ""
    definite: bool = False
    indefinite: bool = False
    plural: bool = False
    generic: bool = False
    """A body or document described by common words only: "the company"."""
    body: tuple[str, ...] = ()
    """Whose spokesperson it is."""
    members: tuple["Phrase", ...] = ()
    """Of several voices that speak as one, each."""


@cache
def shape(section: str) -> frozenset[str]:
    """The small words of one section."""
    return frozenset(lexicon("source_phrases")["shape"][section])
