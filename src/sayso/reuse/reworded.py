"""Sentences that say the same in other words: the second pass, for what no run of equal words shows."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.alignment import Passages
from sayso.kernels.rewording import count_in_order, find_likeness, list_terms
from sayso.reuse.articles import OPENS, Articles


class Likely(NamedTuple):
    """When two sentences count as one reworded."""

    words: int = 7
    """Distinct words that must stand in both."""
    bits: float = 420.0
    """Quarter bits these must tell. On a corpus of 10,000 articles 95 gave precision .960 for these rows alone, 105 .987, 120
    .995 (2026-11, with `identity` .45)."""
    lighter: float = 0.6
    """Share of the bits of the lighter sentence that must be shared."""
    heavier: float = 0.5
    """The same of the heavier one."""
    order: float = 0.7
    """Share of the shared words that must stand in common order; topic words alone come in any."""
    identity: float = 0.45
    """Share of the longer sentence's words that must be equal in common order."""
    pairs: int = 3
    """Keys in common before two sentences are compared: three of the most telling words."""
    longest: int = 64
    """Words of a sentence; longer ones are lists."""


def find_reworded(articles: Articles, passages: Passages, likely: Likely) -> Passages:
    """Sentence pairs that share most of their words in order and do not lie in a passage found before."""
    numbers = (articles.codes >> 6).astype(np.uint64)
    bits = (articles.codes & 63).astype(np.float64)
    owner_of = articles.owner_of()
    starts, ends = _telling_sentences(articles, likely)
    lengths = ends - starts
    first = np.cumsum(lengths) - lengths
    words = np.arange(int(lengths.sum())) + np.repeat(starts - first, lengths)
    terms = list_terms(numbers[words], bits[words], first)
    found = find_likeness(terms, owner_of[starts], likely.pairs)
    totals = terms.totals[found.earlier], terms.totals[found.later]
    counts = (found.shared >= likely.words) & (found.bits >= likely.bits)
    counts &= found.bits >= likely.lighter * np.minimum(*totals)
    counts &= found.bits >= likely.heavier * np.maximum(*totals)
    earlier, later = found.earlier[counts], found.later[counts]
    fresh = ~_covered(articles, passages, (starts[earlier], ends[earlier]), (starts[later], ends[later]))
    earlier, later, shared, bits = earlier[fresh], later[fresh], found.shared[counts][fresh], found.bits[counts][fresh]
    equal = count_in_order(articles.codes, starts, ends, earlier, later)
    longer = np.maximum(ends[earlier] - starts[earlier], ends[later] - starts[later])
    made = Passages(starts[earlier], ends[earlier], starts[later], ends[later], equal, longer, bits.astype(np.int64))
    return made.take((equal >= likely.order * shared) & (equal >= likely.identity * longer))


def _telling_sentences(articles: Articles, likely: Likely) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First word and end of the sentences that could meet the demands at all."""
    starts = np.flatnonzero(articles.places & OPENS)
    ends = np.append(starts[1:], articles.codes.size)
    totals = np.concatenate([np.zeros(1), np.cumsum(articles.codes & 63, dtype=np.float64)])
    could = (totals[ends] - totals[starts] >= likely.bits) & (ends - starts >= likely.words)
    could &= ends - starts <= likely.longest
    return starts[could], ends[could]


def _covered(
    articles: Articles,
    passages: Passages,
    earlier: tuple[NDArray[np.int64], NDArray[np.int64]],
    later: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> NDArray[np.bool_]:
    """Which sentence pairs share more than half of the later sentence with a passage of their two documents."""
    count = np.int64(articles.bounds.size)
    owner_of = articles.owner_of()
    key = owner_of[later[0]] * count + owner_of[earlier[0]]
    known = owner_of[passages.later_start] * count + owner_of[passages.earlier_start]
    order = np.argsort(known, kind="stable")
    covered = np.zeros(key.size, np.int64)
    first = np.searchsorted(known[order], key)
    depth = np.searchsorted(known[order], key, "right") - first
    for step in range(int(depth.max(initial=0))):
        at = np.flatnonzero(depth > step)
        one = order[first[at] + step]
        shared = np.minimum(passages.later_end[one], later[1][at]) - np.maximum(passages.later_start[one], later[0][at])
        covered[at] += np.maximum(shared, 0)
    return np.asarray(2 * covered > later[1] - later[0])
