"""How much a word tells, in bits, from a fixed background table.

The table does not depend on the articles at hand, so a document weighs the same whatever lies beside it. Its
source and terms stand at the head of `en/frequency.tsv`.
"""

from functools import cache
from importlib.resources import files

UNKNOWN = 16.0
"""Bits of a long word that the table lacks: about those of a word seen three times in the half million counted."""


@cache
def frequencies(language: str = "en") -> dict[str, float]:
    """Bits of each word of the background table, by its lower-case form with a straight apostrophe.

    Raises:
        FileNotFoundError: no table for that language.
    """
    bits: dict[str, float] = {}
    for line in files(__package__).joinpath(language, "frequency.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            amount, _, group = line.partition("\t")
            bits.update(dict.fromkeys(group.split(" "), float(amount)))
    return bits


def information(word: str, language: str = "en") -> float:
    """Bits that a word tells: -log2 of its share of running text, from 4 ("the") to 16 (long and unknown).

    Case and the style of the apostrophe do not matter; a possessive counts as its noun and a compound with hyphens
    as the most telling of its parts. An unknown word tells by its length, for short ones are common in every language;
    so does a number.
    """
    return _information(word.lower().replace("’", "'"), language)


@cache
def _information(word: str, language: str) -> float:
    known = frequencies(language)
    if word in known:
        return known[word]
    stem = word.removesuffix("'s").removesuffix("'")
    if stem in known:
        return known[stem]
    if "-" in stem.strip("-"):
        return max(_information(part, language) for part in stem.split("-") if part)
    return surprise(len(stem))


def surprise(letters: int) -> float:
    """Bits of a word that no table knows, by its number of letters or digits."""
    return min(UNKNOWN, 4.0 + 2.0 * max(letters, 1))
