"""How like two stretches of text are by what their words tell, leaving out what they are compared for."""

from collections.abc import Iterable, Mapping, Sequence

from sayso.language.meaning import read_senses
from sayso.model import Span

Told = Mapping[str, tuple[float, frozenset[str]]]
"""Stem -> its weight in bits, and the stems and groups of like meaning by which it may be matched."""
_FEWEST = 4
"""Words told in common, counted on both sides, that make a likeness: one alone is chance."""


def told_in(text: str, spans: Sequence[Span], language: str | None, leaving_out: Iterable[Span]) -> Told:
    """What some stretches of a text tell, without numbers and without the words left out. Linear in their length."""
    out = tuple(leaving_out)
    return {
        sense.stem: (sense.weight, sense.keys)
        for sense in read_senses(text, spans, language or "en")
        if not sense.number and not any(span.start <= sense.start < span.end for span in out)
    }


def likeness(one: Told, other: Told) -> float:
    """The share, by weight, of all that both tell that the other tells too, in [0, 1]."""
    shared, total, common = 0.0, 0.0, 0
    for mine, yours in ((one, other), (other, one)):
        ideas = frozenset(key for _, keys in yours.values() for key in keys)
        for word, (weight, keys) in mine.items():
            total += weight
            if word in yours or not keys.isdisjoint(ideas):
                shared += weight
                common += 1
    return shared / total if common >= _FEWEST else 0.0
