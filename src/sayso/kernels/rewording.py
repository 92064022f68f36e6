"""Sentences that share many telling words though no run of them: candidates for the same thing said anew.

Each sentence is filed under all pairs of its most telling words; sentences filed together are compared as bags of
words and then in order (anchors/performance.md section 6, finding 2: pairs find .87 of synthetic re-worded quotes where
every n-gram method finds less than .2, and single words as keys are quadratic).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.gaps import fill_gaps
from sayso.kernels.pairing import PairRule, pair_postings
from sayso.kernels.words import mix

RAREST = 8
"""Words of a sentence whose pairs are its keys."""


class Terms(NamedTuple):
    """Distinct words of sentences, the most telling first; those of sentence `n` are `[offsets[n], offsets[n + 1])`."""

    numbers: NDArray[np.uint64]
    bits: NDArray[np.float64]
    offsets: NDArray[np.int64]
    totals: NDArray[np.float64]
    """Bits of each sentence's distinct words."""


class Likeness(NamedTuple):
    """Pairs of sentences and what they share."""

    earlier: NDArray[np.int64]
    later: NDArray[np.int64]
    shared: NDArray[np.int64]
    """Distinct words that stand in both."""
    bits: NDArray[np.float64]
    """What these tell."""


def list_terms(numbers: NDArray[np.uint64], bits: NDArray[np.float64], starts: NDArray[np.int64]) -> Terms:
    """Distinct words of the sentences that start at `starts`, the first of them 0; ties go by the word's number."""
    lengths = np.diff(np.append(starts, numbers.size))
    sentence = np.repeat(np.arange(starts.size), lengths)
    order = np.lexsort((numbers, -bits, sentence))
    ordered, owner = numbers[order], sentence[order]
    new = np.ones(order.size, np.bool_)
    new[1:] = (ordered[1:] != ordered[:-1]) | (owner[1:] != owner[:-1])
    kept = order[new]
    offsets = np.searchsorted(sentence[kept], np.arange(starts.size + 1))
    totals = np.bincount(sentence[kept], bits[kept], starts.size).astype(np.float64)
    return Terms(numbers[kept], bits[kept], offsets, totals)


def pair_terms(terms: Terms) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """A key for each pair of the most telling words of each sentence, and the sentence."""
    values, places = [], []
    counts = np.diff(terms.offsets)
    for one in range(RAREST):
        for two in range(one + 1, RAREST):
            at = np.flatnonzero(counts > two)
            first, second = (terms.numbers[terms.offsets[at] + place] for place in (one, two))
            values.append(mix(np.minimum(first, second) + np.uint64(3) * np.maximum(first, second)))
            places.append(at)
    return np.concatenate(values), np.concatenate(places)


def find_likeness(terms: Terms, owner_of: NDArray[np.int32], least_pairs: int) -> Likeness:
    """Sentences of different documents with `least_pairs` keys in common, and the words they share.

    `owner_of` is the document of each sentence. As with n-grams a sentence meets its key's first holder and the nearest
    earlier ones, so the work stays linear.
    """
    pairs = pair_postings(*pair_terms(terms), owner_of, np.full(int(owner_of.max(initial=0)) + 1, -1, np.int32), PairRule())
    packed = np.sort((pairs.earlier.astype(np.uint64) << np.uint64(32)) | pairs.later.astype(np.uint64))
    first = np.flatnonzero(np.append(True, packed[1:] != packed[:-1])) if packed.size else np.zeros(0, np.int64)
    first = first[np.diff(np.append(first, packed.size)) >= least_pairs]
    earlier = (packed[first] >> np.uint64(32)).astype(np.int64)
    later = (packed[first] & np.uint64(0xFFFFFFFF)).astype(np.int64)
    return _compare(terms, earlier, later)


def _compare(terms: Terms, earlier: NDArray[np.int64], later: NDArray[np.int64]) -> Likeness:
    """Counts the words that the sentences of each pair share: their lists are joined by word and sentence at once."""
    counts = np.diff(terms.offsets)
    sentence = np.repeat(np.arange(counts.size), counts)
    known = np.sort(_join(terms.numbers, sentence))
    lengths = counts[later]
    candidate = np.repeat(np.arange(later.size), lengths)
    within = np.arange(candidate.size) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    word = terms.offsets[later][candidate] + within
    asked = _join(terms.numbers[word], earlier[candidate])
    at = np.minimum(np.searchsorted(known, asked), max(0, known.size - 1))
    hit = known[at] == asked if known.size else np.zeros(0, np.bool_)
    shared = np.bincount(candidate[hit], minlength=later.size)
    bits = np.bincount(candidate[hit], terms.bits[word[hit]], later.size).astype(np.float64)
    return Likeness(earlier, later, shared, bits)


def _join(numbers: NDArray[np.uint64], sentences: NDArray[np.int64]) -> NDArray[np.uint64]:
    """A number for a word in a sentence."""
    return mix(numbers * np.uint64(0x9E3779B97F4A7C15) + mix(sentences.astype(np.uint64) + np.uint64(1)))


def count_in_order(
    codes: NDArray[np.uint32],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    earlier: NDArray[np.int64],
    later: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Words of each pair of sentences that are equal in common order."""
    widths = (ends[earlier] - starts[earlier], ends[later] - starts[later])
    equal, _ = fill_gaps(codes, starts[earlier], starts[later], widths)
    return equal
