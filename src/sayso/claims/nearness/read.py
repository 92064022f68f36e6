"""How near two contents are in meaning, beyond what all contents of their documents have in common.

Everything in an article about a strike is near everything in another about that strike. What tells a claim from its
neighbours is by how much two contents are nearer to each other than to the rest of the other's document. So seen, one
cut serves packs and stories whose plain cosines lie far apart: the best one is between 0.08 and 0.16 in five sets,
where that of the cosine wanders from 0.44 to 0.64 (docs/measured.md). Only the two documents are looked at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sayso.claims.units import Unit
from sayso.language import tokenize
from sayso.language.meaning import aside_words
from sayso.language.vectors import LENGTH, How, Steps, shipped_vectors

USUAL, DOUBT = 0.4, 1.0  # what contents of one document are near by when nothing is known of it, and its weight
MOST_ENCODED = 50_000
"""Different contents of a case that the encoder reads, 2 to 3 ms each; 10,000 articles of a crawl hold some 30,000."""
_ENOUGH = 3  # longer words that must be left for an adjunct of time to be taken out
_LONG = 4
_LOOSE = " \t\n\"'“”‘’«»„,.;:"


@dataclass(slots=True)
class Home:
    """The contents of one document together: the sum of their vectors, and how many they are."""

    total: Steps
    count: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """The vector of a content, and the document it is seen in."""

    vector: Steps
    how: How
    home: Home
    """Of the first of its documents; they are copies of each other."""
    homes: tuple[Home, ...]
    _levels: dict[int, tuple[float, float, int]] = field(default_factory=dict)

    def times(self, other: Steps | NDArray[np.float64]) -> float:
        """The cosine with another vector, or the sum of cosines with a sum of vectors."""
        return float(self.vector @ other) / LENGTH**2

    def level(self, home: Home, near: float) -> float:
        """How near it is to the contents of a document on the whole, itself and the one that is `near` left out."""
        known = self._levels.get(id(home))
        if known is None:
            own = any(home is mine for mine in self.homes)
            itself = self.times(self.vector) if own else 0.0
            known = self._levels[id(home)] = self.times(home.total.astype(np.float64)), itself, home.count - 1 - own
        total, itself, count = known
        return (total - near - itself + DOUBT * USUAL) / (count + DOUBT) if count > 0 else USUAL


def nearness(one: Reading | None, other: Reading | None) -> float:
    """By how much two contents are nearer to each other than to the documents of the other, about -0.5 to 0.7.

    0 where one of them was not read, or both not in the same way.
    """
    if one is None or other is None or one.how != other.how:
        return 0.0
    near = one.times(other.vector)
    return near - (one.level(other.home, near) + other.level(one.home, near)) / 2


def read_contents(folded: Sequence[tuple[Unit, ...]], encode: bool) -> tuple[list[Reading | None], bool]:
    """A reading for each content, none for sentences in the article's own voice; linear in their number.

    With `encode` the encoder reads them, else they are looked up in the table, as they are where more than
    `MOST_ENCODED` differ. Also whether they are too many.
    """
    said = [said_in(copies[0]) if is_read(copies[0]) else None for copies in folded]
    too_many = encode and len({text for text in said if text is not None}) > MOST_ENCODED
    how: How = "encoder" if encode and not too_many else "static"
    homes: dict[str, Home] = {}
    found: list[Reading | None] = []
    for copies, text in zip(folded, said, strict=True):
        if text is None:
            found.append(None)
            continue
        documents = sorted({copy.document for copy in copies})
        vector = shipped_vectors(how, copies[0].language).of(text)
        for name in documents:
            if name in homes:
                homes[name].total, homes[name].count = homes[name].total + vector, homes[name].count + 1
            else:
                homes[name] = Home(vector)
        mine = tuple(homes[name] for name in documents)
        found.append(Reading(vector, how, mine[0], mine))
    return found, too_many


def is_read(unit: Unit) -> bool:
    """Whether a unit is a content that says something of its own."""
    return unit.attribution is not None and not unit.points_back


def said_in(unit: Unit) -> str:
    """The words of a content without its adjuncts of time, which are background that many claims share."""
    text = " ".join(unit.text)
    tokens = tokenize(text)
    if not tokens:
        return ""
    inside = aside_words(tokens, unit.language)
    aside = [
        here or after for here, after in zip(inside, [*inside[1:], False], strict=True)
    ]  # with the word that opens
    left = sum(len(token.text) >= _LONG for token, out in zip(tokens, aside, strict=True) if token.is_word and not out)
    if not any(inside) or left < _ENOUGH:
        return text.strip(_LOOSE).removeprefix("that ")
    parts = (text[start:end] for start, end in _kept([t.start for t in tokens], aside, len(text)))
    return " ".join(part.strip() for part in parts).strip(_LOOSE).removeprefix("that ")


def _kept(starts: Sequence[int], aside: Sequence[bool], length: int) -> Iterable[tuple[int, int]]:
    """The stretches of a text between its adjuncts."""
    begin: int | None = 0 if not aside[0] else None
    for start, out in zip(starts, aside, strict=True):
        if out and begin is not None:
            yield begin, start
            begin = None
        elif not out and begin is None:
            begin = start
    if begin is not None:
        yield begin, length
