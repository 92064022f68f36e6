"""Sentences that say the same in other words: the second pass, for what no run of equal words shows."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.alignment import Passages
from sayso.kernels.rewording import (
    BUCKETS,
    Demands,
    compare_sentences,
    demand_of,
    key_sentences,
    list_sentences,
    pair_sentences,
)
from sayso.kernels.words import find_words, shorten
from sayso.reuse.words.articles import Articles, owners_of


def find_reworded(articles: Articles, passages: Passages, demands: Demands) -> Passages:
    """Sentence pairs that share most of their words in order and do not lie in a passage found before.

    What decides is in `kernels.rewording`: the words that both have, how far they stand in one order, and whether
    numbers agree.
    """
    sentences = list_sentences(articles.codes, articles.places, articles.bounds, 0, demands)
    demands = demand_of(sentences.starts.size, demands)
    keys = key_sentences(articles.codes, sentences, 0, BUCKETS, demands.buckets).packed
    sizes = count_outlets(articles.outlets).astype(np.int32)
    pairs = pair_sentences(keys, sentences.documents, sentences.marks, articles.outlets, sizes, demands)
    made = compare_sentences(articles.codes, sentences, pairs, numerals(), demands)
    return made.take(~find_covered(articles.bounds, passages, made))


@cache
def numerals() -> NDArray[np.uint32]:
    """Hashes of the words of up to four digits, sorted: a longer number is written in groups, which are words."""
    written = " ".join(f"{value:0{digits}}" for digits in range(1, 5) for value in range(10**digits))
    return np.unique(shorten(find_words([written]).numbers))


def count_outlets(outlets: NDArray[np.int32]) -> NDArray[np.int64]:
    """Documents of each outlet, from the outlet of each document."""
    return np.bincount(outlets[outlets >= 0], minlength=1).astype(np.int64)


def find_covered(bounds: NDArray[np.int64], passages: Passages, made: Passages) -> NDArray[np.bool_]:
    """Which sentence pairs share more than half of the later sentence with a passage of their two documents."""
    key, known = _pairs(bounds, made), _pairs(bounds, passages)
    order = np.argsort(known, kind="stable")
    covered = np.zeros(key.size, np.int64)
    first = np.searchsorted(known[order], key)
    depth = np.searchsorted(known[order], key, "right") - first
    for step in range(int(depth.max(initial=0))):
        at = np.flatnonzero(depth > step)
        one = order[first[at] + step]
        shared = np.minimum(passages.later_end[one], made.later_end[at])
        shared -= np.maximum(passages.later_start[one], made.later_start[at])
        covered[at] += np.maximum(shared, 0)
    return np.asarray(2 * covered > made.later_end - made.later_start)


def _pairs(bounds: NDArray[np.int64], passages: Passages) -> NDArray[np.int64]:
    """A number for the two documents of each passage."""
    early, late = (owners_of(bounds, side) for side in (passages.earlier_start, passages.later_start))
    return np.asarray(late * bounds.size + early)
