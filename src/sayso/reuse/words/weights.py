"""How much each word tells, in quarter bits, from tables that come with sayso: no other document changes a weight."""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.shingles import hash_ngrams
from sayso.kernels.words import Words, find_words, powers
from sayso.language import lexicon
from sayso.language.frequency import frequencies

QUARTERS = 4
"""Weights are whole quarters of a bit, so that sums of them are exact in any order."""
LONGEST_NAME = 12
"""Capitalised words that a title or name may have; a longer run is a headline in title case, which can be copied."""
MOST = 13 * QUARTERS
"""What a word counts at most: a few rare names in a row are no passage. At precision .993 on the corpus of 10,000
articles 13 bits keep recall .761 with a threshold of 100, as 16 do with 108; 11 keep .759 (2026-11)."""
FORMULA = 4
"""Words in a row that make it a stock phrase."""
_LINK, _STARTER = 64, 128
_TAG = 8


class Lexicon(NamedTuple):
    """What the background table, the small words of names and the stock phrases say of a word, by its number.

    `entries` is a table with open addressing: the place is the number's upper bits (`number >> shift`), an entry is the
    number's lowest 24 bits, then a bit for the first word of a stock phrase, one for a link of names, and the weight in
    six bits, 0 where the word's length decides. An empty place is 0.
    """

    entries: NDArray[np.uint32]
    shift: np.uint64
    longest_name: int
    formulae: NDArray[np.uint64]
    """N-grams of stock phrases, sorted."""
    beginnings: NDArray[np.bool_]
    """By 16 bits of two words in a row, whether a stock phrase may begin with them."""
    factors: NDArray[np.uint64]
    most: int


@cache
def load_lexicon() -> Lexicon:
    """The tables as arrays; made once in a process."""
    table = frequencies()
    known = find_words(["\n".join(table)]).numbers
    assert known.size == len(table), "a word of the background table is not one word"
    weights = np.minimum(np.round(QUARTERS * np.array(list(table.values()))), MOST).astype(np.int64)
    phrases = [find_words([phrase]).numbers for phrase in lexicon("reuse")["formulae"]]
    starters = np.unique(np.concatenate([phrase[: phrase.size - FORMULA + 1] for phrase in phrases]))
    links = find_words([" ".join(lexicon("reuse")["name_links"])]).numbers
    told: dict[int, int] = {}
    for number, weight in zip(known.tolist(), weights.tolist(), strict=True):
        told.setdefault(number, weight)
    for number in links.tolist():
        told[number] = told.get(number, 0) | _LINK
    for number in starters.tolist():
        told[number] = told.get(number, 0) | _STARTER
    formulae = np.unique(np.concatenate([hash_ngrams(phrase, FORMULA) for phrase in phrases]))
    factors = powers(FORMULA)
    beginnings = np.zeros(1 << 16, np.bool_)
    for phrase in phrases:
        sums = phrase[:-1] * factors[0] + phrase[1:] * factors[1]
        beginnings[(sums[: phrase.size - FORMULA + 1] >> np.uint64(48)).astype(np.int64)] = True
    return Lexicon(*_file(told), LONGEST_NAME, formulae, beginnings, factors, MOST)


def _file(told: dict[int, int]) -> tuple[NDArray[np.uint32], np.uint64]:
    """The table with open addressing, at most a quarter full."""
    bits = (4 * len(told)).bit_length()
    entries = np.zeros(1 << bits, np.uint32)
    for number in sorted(told):
        at = number >> 64 - bits
        while entries[at]:
            at = (at + 1) % entries.size
        entries[at] = (number & 0xFFFFFF) << _TAG | told[number]
    return entries, np.uint64(64 - bits)


def weigh_words(words: Words, owner_of: NDArray[np.int32]) -> NDArray[np.uint8]:
    """Quarter bits that each word tells; of words of titles, names and stock phrases only a quarter of them."""
    table = load_lexicon()
    told = _look_up(table, words.numbers)
    weights = (told & 63).astype(np.int64)
    by_length = np.minimum(64, 16 + 8 * (words.ends.astype(np.int64) - words.starts))
    weights = np.minimum(np.where(weights == 0, by_length, weights), MOST)
    little = _in_names(words, owner_of, (told & _LINK) > 0) | _in_formulae(words, owner_of, table)
    weights[little] = (weights[little] + 2) >> 2
    return weights.astype(np.uint8)


def _look_up(table: Lexicon, numbers: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """The entry of each number, 0 where there is none."""
    at = (numbers >> table.shift).astype(np.int64)
    tags = (numbers & np.uint64(0xFFFFFF)).astype(np.uint32)
    found = table.entries[at]
    open_ = np.flatnonzero((found != 0) & (found >> _TAG != tags))
    while open_.size:
        at[open_] = (at[open_] + 1) % table.entries.size
        found[open_] = table.entries[at[open_]]
        open_ = open_[(found[open_] != 0) & (found[open_] >> _TAG != tags[open_])]
    return found


def _in_names(words: Words, owner_of: NDArray[np.int32], links: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Capitalised words in a run of 2 to `LONGEST_NAME` of them, with small words but no mark in between."""
    member = words.capitals | links
    breaks = np.ones(member.size + 1, np.bool_)
    breaks[1:-1] = (words.starts[1:] - words.ends[:-1] != 1) | (owner_of[1:] != owner_of[:-1])
    breaks[1:-1] |= member[1:] != member[:-1]
    run = np.cumsum(breaks[:-1]) - 1
    capitals = np.bincount(run, words.capitals)
    named = (capitals >= 2) & (capitals <= LONGEST_NAME)
    return np.asarray(words.capitals & named[run])


def _in_formulae(words: Words, owner_of: NDArray[np.int32], table: Lexicon) -> NDArray[np.bool_]:
    """Words of stock phrases."""
    inside = np.zeros(words.numbers.size, np.bool_)
    grams = hash_ngrams(words.numbers, FORMULA)
    if not grams.size:
        return inside
    hits = np.isin(grams, table.formulae) & (owner_of[: grams.size] == owner_of[FORMULA - 1 :])
    for place in range(FORMULA):
        inside[np.flatnonzero(hits) + place] = True
    return inside
