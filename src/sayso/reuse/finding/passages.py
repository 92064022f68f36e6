"""Passages that two articles share, and those of them that tell enough to count."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.alignment import Costs, Passages, align_runs
from sayso.kernels.pairing import PairRule, pair_postings
from sayso.kernels.rewording import Demands
from sayso.kernels.runs import find_runs
from sayso.kernels.shingles import hash_ngrams, ngram_places, winnow
from sayso.reuse.finding.reworded import find_reworded
from sayso.reuse.words.articles import OPENS, Articles


class Setting(NamedTuple):
    """The one setting, from five articles to a million; measured in `benchmarks/reuse.py`."""

    size: int = 5
    """Words of an n-gram."""
    window: int = 4
    """N-grams of which at least one is kept: any run of `size + window - 1` equal words is found."""
    rule: PairRule = PairRule()
    """Which holders of an n-gram are paired."""
    costs: Costs = Costs()
    """What differences cost in an alignment."""
    bits: int = 512
    """Quarter bits that a passage must tell if it starts and ends amid sentences, about 13 plain words."""
    bonus: int = 80
    """How much less is enough for each end at which a sentence begins or ends in both articles: what is shared by
    chance or habit seldom fills a sentence. On the corpus of 100,000 articles, of passages that tell 360 or more, 5 of
    134,772 with two such ends are chance, 2,371 of 90,960 with one, 43,654 of 87,394 with none. One threshold of 432
    gave precision .991 with 260,300 right pairs, 512 with this bonus .997 with 258,400 (2026-11, first pass alone)."""
    identity: int = 40
    """Percent of aligned words that must be equal; below it the alignment is chance held together by small words."""
    places: int = 256
    """Passages of one pair of articles that are kept, the best: two texts of one phrase over and over say no more."""
    reworded: Demands = Demands()
    """When two sentences count as one said anew."""


class Found(NamedTuple):
    """Passages in word positions, and the documents that have an n-gram more often than was looked at."""

    passages: Passages
    reworded: NDArray[np.bool_]
    """Which of them are sentences said anew."""
    capped: NDArray[np.bool_]
    """For each document, whether it holds an n-gram so often that not all its places were compared."""


def find_passages(articles: Articles, setting: Setting) -> Found:
    """All passages that count, ordered by later document, earlier document and place; near-linear in the words."""
    owner_of = articles.owner_of()
    hashes = articles.codes >> np.uint32(6)
    grams = hash_ngrams(hashes.astype(np.uint64), setting.size)
    places = ngram_places(articles.bounds, setting.size)
    chosen = places[winnow(grams[places], owner_of[places], setting.window)]
    pairs = pair_postings(grams[chosen], chosen, owner_of, articles.outlets, setting.rule)
    del grams, places, chosen
    runs = find_runs(hashes, pairs.earlier, pairs.later, articles.bounds, owner_of, setting.size)
    passages = align_runs(articles.codes, runs, articles.bounds, owner_of, setting.costs)
    ends = count_bounds(articles, passages)
    counts = (passages.bits + setting.bonus * ends >= setting.bits) & (
        100 * passages.equal >= setting.identity * passages.columns
    )
    passages = passages.take(counts)
    capped = np.zeros(articles.bounds.size - 1, np.bool_)
    capped[owner_of[pairs.capped]] = True
    copied = passages.take(drop_overlaps(passages, owner_of, setting.places))
    anew = find_reworded(articles, copied, setting.reworded)
    reworded = np.repeat([False, True], [copied.equal.size, anew.equal.size])
    both = copied.join(anew)
    order = put_in_order(both, owner_of)
    return Found(both.take(order), reworded[order], capped)


def count_bounds(articles: Articles, passages: Passages) -> NDArray[np.int64]:
    """At how many of its two ends a passage begins or ends with a sentence or line in both articles."""
    opens = np.append((articles.places & OPENS) > 0, True)
    starts = opens[passages.earlier_start] & opens[passages.later_start]
    return np.asarray(starts.astype(np.int64) + (opens[passages.earlier_end] & opens[passages.later_end]))


def put_in_order(passages: Passages, owner_of: NDArray[np.int32]) -> NDArray[np.int64]:
    """Passages by later document, earlier document and place."""
    early, late = owner_of[passages.earlier_start], owner_of[passages.later_start]
    return np.lexsort((passages.earlier_start, passages.later_start, early, late))


def drop_overlaps(passages: Passages, owner_of: NDArray[np.int32], most: int) -> NDArray[np.int64]:
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
        kept.append(_best(passages, order[start : start + size], most))
    return np.concatenate(kept)


def _best(passages: Passages, order: NDArray[np.int64], most: int) -> NDArray[np.int64]:
    """The passages of one pair that survive, best first."""
    starts, ends = passages.later_start[order].tolist(), passages.later_end[order].tolist()
    kept: list[int] = []
    for one in range(order.size):
        if len(kept) >= most:
            break
        if not any(_repeats(starts, ends, one, two) for two in kept):
            kept.append(one)
    return order[kept]


def _repeats(starts: list[int], ends: list[int], one: int, two: int) -> bool:
    shared = min(ends[one], ends[two]) - max(starts[one], starts[two])
    return 2 * shared > min(ends[one] - starts[one], ends[two] - starts[two])
