"""Sentences that say the same in other words: the second pass, for what no run of equal words shows."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.alignment import Passages
from sayso.kernels.rewording import Demands, compare_sentences, key_sentences, list_sentences, pair_sentences
from sayso.kernels.words import find_words
from sayso.reuse.articles import Articles


def find_reworded(articles: Articles, passages: Passages, demands: Demands) -> Passages:
    """Sentence pairs that share most of their words in order and do not lie in a passage found before.

    What decides is in `kernels.rewording`: the words that both have, how far they stand in one order, and whether
    numbers agree. Outlets play no part: what an outlet repeats has been taken out of the articles before.
    """
    codes = (articles.numbers >> np.uint64(38)).astype(np.uint32) << np.uint32(6)
    codes |= np.round(4 * articles.bits).astype(np.uint32)
    places = articles.opens.astype(np.uint32) << np.uint32(23)
    sentences = list_sentences(codes, places, articles.bounds, 0, demands)
    keys = key_sentences(codes, sentences, 0, 1).packed
    nowhere = np.full(len(articles.documents), -1, np.int32)
    pairs = pair_sentences(keys, sentences.documents, sentences.marks, nowhere, np.zeros(0, np.int32), demands)
    found = compare_sentences(codes, sentences, pairs, numerals(), demands)
    made = Passages(*found[:6], found.bits / 4.0)
    return made.take(~_covered(articles, passages, made))


@cache
def numerals() -> NDArray[np.uint32]:
    """Numbers of the words of up to four digits, sorted: a longer number is written in groups, which are words."""
    written = " ".join(f"{value:0{digits}}" for digits in range(1, 5) for value in range(10**digits))
    return np.unique((find_words([written]).numbers >> np.uint64(38)).astype(np.uint32))


def _covered(articles: Articles, passages: Passages, made: Passages) -> NDArray[np.bool_]:
    """Which sentence pairs share more than half of the later sentence with a passage of their two documents."""
    count = np.int64(len(articles.documents))
    key = articles.owner_of[made.later_start] * count + articles.owner_of[made.earlier_start]
    known = articles.owner_of[passages.later_start] * count + articles.owner_of[passages.earlier_start]
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
