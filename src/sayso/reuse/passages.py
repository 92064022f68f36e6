"""Passages that two articles share, and those of them that tell enough to count."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.alignment import Costs, Passages, align_runs
from sayso.kernels.pairing import pair_postings
from sayso.kernels.rewording import Demands
from sayso.kernels.runs import find_runs
from sayso.kernels.shingles import hash_ngrams, ngram_places, winnow
from sayso.reuse.articles import Articles
from sayso.reuse.reworded import find_reworded


class Setting(NamedTuple):
    """The one setting, from five articles to a million; measured in `benchmarks/reuse.py`."""

    size: int = 5
    """Words of an n-gram."""
    window: int = 4
    """N-grams of which at least one is kept: any run of `size + window - 1` equal words is found."""
    nearest: int = 8
    """Earlier holders that a posting is paired with, besides the first."""
    most: int = 64
    """Places of one n-gram in one article that are looked at."""
    bits: float = 108.0
    """Bits that a passage must tell, about eleven plain words. On the corpus of 10,000 articles, this pass alone, 96
    gave precision .985 at recall .763, 100 .993 at .761, 104 .995 at .759. With the second pass, on another seed, 100
    gave .991 at .913, 104 .993 at .912, 108 .995 at .910 (2026-11, `benchmarks/reuse.py`)."""
    identity: float = 0.4
    """Share of aligned words that must be equal; below it the alignment is chance held together by small words."""


class Found(NamedTuple):
    """Passages in word positions, and the documents that have an n-gram more often than was looked at."""

    passages: Passages
    reworded: NDArray[np.bool_]
    """Which of them are sentences said anew."""
    capped: frozenset[int]


def find_passages(articles: Articles, setting: Setting) -> Found:
    """All passages that count, ordered by later document, earlier document and place; near-linear in the words."""
    grams = hash_ngrams(articles.numbers, setting.size)
    places = ngram_places(articles.bounds, setting.size)
    chosen = places[winnow(grams[places], articles.owner_of[places], setting.window)]
    pairs = pair_postings(grams[chosen], chosen, articles.owner_of, setting.nearest, setting.most)
    del grams, places, chosen
    runs = find_runs(articles.numbers, pairs.earlier, pairs.later, articles.bounds, articles.owner_of, setting.size)
    passages = align_runs(articles.numbers, articles.bits, runs, articles.bounds, articles.owner_of, Costs())
    counts = (passages.bits >= setting.bits) & (passages.equal >= setting.identity * passages.columns)
    passages = passages.take(counts)
    capped = frozenset(np.unique(articles.owner_of[pairs.capped]).tolist())
    copied = passages.take(drop_overlaps(passages, articles.owner_of))
    anew = find_reworded(articles, copied, Demands())
    reworded = np.repeat([False, True], [copied.equal.size, anew.equal.size])
    both = copied.join(anew)
    order = _in_order(both, articles.owner_of)
    return Found(both.take(order), reworded[order], capped)


def _in_order(passages: Passages, owner_of: NDArray[np.int32]) -> NDArray[np.int64]:
    """Passages by later document, earlier document and place."""
    early, late = owner_of[passages.earlier_start], owner_of[passages.later_start]
    return np.lexsort((passages.earlier_start, passages.later_start, early, late))


def drop_overlaps(passages: Passages, owner_of: NDArray[np.int32]) -> NDArray[np.int64]:
    """Passages that are left when each that mostly repeats a better one of its pair is dropped.

    One passage repeats another if they share more than half the words of the shorter one in the later document.
    Words of the earlier document may serve twice, for a text may copy a sentence into its headline and its body.
    """
    early, late = owner_of[passages.earlier_start], owner_of[passages.later_start]
    pair = late.astype(np.int64) * (owner_of.size + 1) + early
    order = np.lexsort((passages.earlier_start, passages.later_start, -passages.bits, pair))
    starts = np.flatnonzero(np.diff(pair[order], prepend=-1))
    sizes = np.diff(np.append(starts, order.size))
    kept = [order[starts[sizes == 1]]]
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        kept.append(_best(passages, order[start : start + size]))
    return np.concatenate(kept)


def _best(passages: Passages, order: NDArray[np.int64]) -> NDArray[np.int64]:
    """The passages of one pair that survive, best first."""
    starts, ends = passages.later_start[order].tolist(), passages.later_end[order].tolist()
    kept: list[int] = []
    for one in range(order.size):
        if len(kept) >= 256:
            break  # two texts of one phrase over and over: the best 256 places say it
        if not any(_repeats(starts, ends, one, two) for two in kept):
            kept.append(one)
    return order[kept]


def _repeats(starts: list[int], ends: list[int], one: int, two: int) -> bool:
    shared = min(ends[one], ends[two]) - max(starts[one], starts[two])
    return 2 * shared > min(ends[one] - starts[one], ends[two] - starts[two])
