"""The words of all articles as arrays: what the comparison works on."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.lookup import Lookup
from sayso.kernels.shingles import hash_ngrams
from sayso.kernels.words import Words, find_words
from sayso.language import lexicon
from sayso.language.frequency import UNKNOWN, frequencies
from sayso.model import Document, Region, article_spans

LONGEST_NAME = 12
"""Capitalised words that a title or name may have; a longer run is a headline in title case, which can be copied."""
NAME_SHARE = 0.25
"""Part of its bits that a word of a title, name or stock phrase counts: all who write on a body repeat its name."""
MOST = 13.0
"""Bits that a word counts at most: a few rare names in a row are no passage. At precision .993 on the corpus of 10,000
articles 13 keeps recall .761 with a threshold of 100, as 16 does with 108; 11 keeps .759 (2026-11)."""
FORMULA = 4
"""Words in a row that make it a stock phrase."""
_GRAIN = 1024.0
"""Bits are multiples of 1/1024, so that sums of them are exact and the same wherever a text stands in the pile."""


class Articles(NamedTuple):
    """The article words (headline and body) of documents that stand in order, one document after the other."""

    documents: list[Document]
    numbers: NDArray[np.uint64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    bits: NDArray[np.float64]
    opens: NDArray[np.bool_]
    """Whether a sentence or line starts with the word."""
    bounds: NDArray[np.int64]
    """Words of document `n` are `[bounds[n], bounds[n + 1])`."""
    owner_of: NDArray[np.int32]
    """Document of each word."""

    def codes(self) -> NDArray[np.uint32]:
        """Each word as 26 bits of its hash and 6 bits of weight, in quarter bits."""
        weights = np.minimum(np.round(4.0 * self.bits), 63.0).astype(np.uint64)
        return np.asarray(((self.numbers >> np.uint64(38)) << np.uint64(6) | weights).astype(np.uint32))

    def rarity(self) -> NDArray[np.uint8]:
        """Quarter bits that each word tells, without the cap and whether in a name or not."""
        letters = (self.ends - self.starts).astype(np.float64)
        bits = _background().find(self.numbers, np.minimum(UNKNOWN, 4.0 + 2.0 * letters))
        return np.minimum(np.round(4.0 * bits), 255.0).astype(np.uint8)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Code points from the first to behind the last of the words `[start, end)`, all of one document."""
        return int(self.starts[start]), int(self.ends[end - 1])


def gather_articles(documents: Sequence[Document], regions: Mapping[str, Sequence[Region]]) -> Articles:
    """Words of the documents in their given order; furniture, comments and the like take no part."""
    words = find_words([document.text for document in documents])
    keep = np.ones(words.numbers.size, np.bool_)
    for index, document in enumerate(documents):
        own = regions.get(document.document, ())
        if own:
            start, end = words.offsets[index], words.offsets[index + 1]
            keep[start:end] = _inside(document, own, words.starts[start:end])
    owner_of = np.repeat(np.arange(len(documents), dtype=np.int32), np.diff(words.offsets))
    bits = weigh_words(words, owner_of)
    owner_of = owner_of[keep]
    opens = words.opens[keep]
    opens[1:] |= np.diff(np.flatnonzero(keep)) > 1  # what stood in between took no part
    opens[:1] = True
    opens[1:] |= owner_of[1:] != owner_of[:-1]
    bounds = np.searchsorted(owner_of, np.arange(len(documents) + 1))
    return Articles(
        list(documents), words.numbers[keep], words.starts[keep], words.ends[keep], bits[keep], opens, bounds, owner_of
    )


def _inside(document: Document, regions: Sequence[Region], starts: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which words start in the headline or body."""
    edges = [0]
    for _, span in article_spans(document, regions):
        if span.start == edges[-1] and len(edges) > 1:
            edges[-1] = span.end
        else:
            edges += [span.start, span.end]
    return np.asarray(np.searchsorted(np.array(edges[1:]), starts, "right") % 2 == 1)


def weigh_words(words: Words, owner_of: NDArray[np.int32]) -> NDArray[np.float64]:
    """Bits that each word tells, `MOST` at most; of words of titles, names and stock phrases only a part."""
    letters = (words.ends - words.starts).astype(np.float64)
    bits = _background().find(words.numbers, np.minimum(UNKNOWN, 4.0 + 2.0 * letters))
    bits = np.minimum(bits, MOST)
    bits[_in_names(words, owner_of) | _in_formulae(words)] *= NAME_SHARE
    return np.asarray(np.round(bits * _GRAIN) / _GRAIN)


def _in_names(words: Words, owner_of: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Capitalised words in a run of 2 to `LONGEST_NAME` of them, with small words but no mark in between."""
    links = find_words([" ".join(lexicon("reuse")["name_links"])]).numbers
    member = words.capitals | np.isin(words.numbers, links)
    breaks = np.ones(member.size + 1, np.bool_)
    breaks[1:-1] = (words.starts[1:] - words.ends[:-1] != 1) | (owner_of[1:] != owner_of[:-1])
    breaks[1:-1] |= member[1:] != member[:-1]
    run = np.cumsum(breaks[:-1]) - 1
    capitals = np.bincount(run, words.capitals)
    named = (capitals >= 2) & (capitals <= LONGEST_NAME)
    return np.asarray(words.capitals & named[run])


def _in_formulae(words: Words) -> NDArray[np.bool_]:
    """Words of stock phrases."""
    grams = hash_ngrams(words.numbers, FORMULA)
    hits = np.flatnonzero(_formulae().find(grams, np.zeros(grams.size)))
    inside = np.zeros(words.numbers.size, np.bool_)
    for place in range(FORMULA):
        inside[hits + place] = True
    return inside


@cache
def _formulae() -> Lookup:
    """The n-grams of all stock phrases."""
    grams = [hash_ngrams(find_words([phrase]).numbers, FORMULA) for phrase in lexicon("reuse")["formulae"]]
    joined = np.concatenate(grams)
    return Lookup(joined, np.ones(joined.size))


@cache
def _background() -> Lookup:
    """The background table by word number."""
    table = frequencies()
    found = find_words(["\n".join(table)])
    values = np.array(list(table.values()))
    assert found.numbers.size == values.size, "a word of the background table is not one word"
    return Lookup(found.numbers, values)
