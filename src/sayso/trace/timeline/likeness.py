"""How like two stretches of text are by what their words tell, leaving out what they are compared for."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sayso.language.meaning import read_senses
from sayso.model import Span


class Word(NamedTuple):
    """A telling word: its weight in bits, the stems and groups of like meaning it is matched by, whether a name."""

    weight: float
    keys: frozenset[str]
    name: bool


Told = Mapping[str, Word]
"""Stem -> word."""
FEWEST = 4


def told_in(text: str, spans: Sequence[Span], language: str | None, leaving_out: Iterable[Span]) -> Told:
    """What some stretches of a text tell, without numbers and without the words left out. Linear in their length."""
    out = tuple(leaving_out)
    return {
        sense.stem: Word(sense.weight, sense.keys, sense.name)
        for sense in read_senses(text, spans, language or "en")
        if not sense.number and not any(span.start <= sense.start < span.end for span in out)
    }


def likeness(one: Told, other: Told, fewest: int = FEWEST) -> float:
    """The share, by weight, of all that both tell that the other tells too, in [0, 1].

    `fewest`: words told in common, counted on both sides, below which it is 0: one alone is chance.
    """
    shared, total, common = 0.0, 0.0, 0
    for mine, yours in ((one, other), (other, one)):
        ideas = _keys(yours)
        for stem, word in mine.items():
            total += word.weight
            if stem in yours or not word.keys.isdisjoint(ideas):
                shared += word.weight
                common += 1
    return shared / total if common >= fewest else 0.0


def names_agree(one: Told, other: Told, shared: bool) -> bool:
    """Whether not each names somebody or something that the other does not; with `shared`, they must share a name."""
    apart = []
    for mine, yours in ((one, other), (other, one)):
        ideas = _keys(yours)
        apart.append(
            [word for stem, word in mine.items() if word.name and stem not in yours and word.keys.isdisjoint(ideas)]
        )
    common = any(word.name for stem, word in one.items() if stem in other)
    return not all(apart) and (common or not shared)


def _keys(told: Told) -> frozenset[str]:
    return frozenset(key for word in told.values() for key in word.keys)
