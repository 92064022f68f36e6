"""The comparison in tasks of bounded size, compiled: postings by bucket, matches by range of later documents, passages.

Each step takes and gives plain arrays, and what it gives for one bucket or range does not depend on the others, so the
tasks may run in any order, in threads, or on other machines.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.alignment import Passages
from sayso.kernels.fast.matching.alignment import FIELDS, align_matches
from sayso.kernels.fast.matching.ordering import by_later, split_rows
from sayso.kernels.fast.matching.pairing import owners_of_blocks, pair_bucket
from sayso.kernels.fast.matching.postings import make_postings
from sayso.kernels.fast.passages.quoting import cut_quotations
from sayso.kernels.fast.wording.rewording import compare_sentences, key_sentences, list_sentences, pair_sentences
from sayso.kernels.gaps import ANCHOR, SKIPS
from sayso.kernels.rewording import BUCKETS, Demands, Sentences, demand_of
from sayso.kernels.words import powers
from sayso.reuse.finding.passages import Found, Setting
from sayso.reuse.finding.quoted import OWN_VOICE
from sayso.reuse.finding.reworded import count_outlets, find_covered, numerals
from sayso.reuse.finding.spool import Spool
from sayso.reuse.words.articles import Articles, owners_of

BUCKET_BITS = 8
"""Bits of an n-gram that name its bucket: 256 buckets, of some 0.9 M postings each at a million articles."""
RANGE_WORDS = 1 << 23
"""Words of a range of documents: its matches and passages take some 100 MB at most in news."""
_SKIPS = np.array(SKIPS, np.int64), ANCHOR
"""Handed over, not imported by the compiled code: what is imported stays as it was when the code was compiled."""
_NO_MATCHES = np.empty((0, 2), np.uint64)
_NO_POSTINGS = np.empty(0, np.uint64)


class Index(NamedTuple):
    """What pairing must know of the documents besides their postings."""

    bounds: NDArray[np.int64]
    blocks: NDArray[np.int32]
    outlets: NDArray[np.int32]
    sizes: NDArray[np.int64]
    """Documents of each outlet."""


def index_documents(bounds: NDArray[np.int64], outlets: NDArray[np.int32]) -> Index:
    """The index of all documents, a few bytes for each; the arguments are as in `Articles`."""
    return Index(bounds, owners_of_blocks(bounds), outlets, count_outlets(outlets))


def split_ranges(bounds: NDArray[np.int64], words: int = RANGE_WORDS) -> NDArray[np.int64]:
    """First documents of the ranges, and the number of documents at the end; a range has about `words` words."""
    documents = bounds.size - 1
    cuts = np.searchsorted(bounds, np.arange(0, int(bounds[-1]) + 1, words))
    return np.unique(np.append(np.minimum(cuts, documents), [0, documents]))


def file_postings(articles: Articles, first: int, last: int, setting: Setting, spool: Spool) -> None:
    """Puts the postings of the documents `[first, last)` into their buckets `p0`, `p1`, ..."""
    bounds = articles.bounds[first : last + 1]
    start, end = int(bounds[0]), int(bounds[-1])
    codes = np.ascontiguousarray(articles.codes[start:end])
    postings, buckets = np.empty(end - start, np.uint64), np.empty(end - start, np.int32)
    factors = powers(setting.size)
    count = make_postings(
        codes, bounds - start, start, setting.size, setting.window, factors, BUCKET_BITS, postings, buckets
    )
    for bucket, part in enumerate(split_rows(postings[:count], buckets[:count], 1 << BUCKET_BITS)):
        if part.size:
            spool.put(f"p{bucket}", part)


def match_bucket(
    postings: NDArray[np.uint64], index: Index, setting: Setting, capped: NDArray[np.bool_]
) -> NDArray[np.uint64]:
    """Matches of a bucket of postings, which are sorted on the way; marks documents in `capped`."""
    postings.sort()
    tallies = np.zeros(index.sizes.size, np.int64)
    out = np.empty((max(1024, postings.size // 2), 2), np.uint64)
    while True:
        count = pair_bucket(postings, *index, setting.rule, tallies, capped, out)
        if count <= out.shape[0]:
            return out[:count]
        out = np.empty((count, 2), np.uint64)


def align_range(
    matches: NDArray[np.uint64], first: int, last: int, articles: Articles, setting: Setting
) -> NDArray[np.int64]:
    """Passages of all matches whose later documents are `[first, last)`: rows as `align_matches` writes them."""
    ordered = by_later(matches, first, last - first)
    demands = (setting.size, setting.bits, setting.bonus, setting.identity, setting.places)
    out = np.empty((max(1024, matches.shape[0] // 8), FIELDS), np.int64)
    while True:
        count = align_matches(
            ordered, articles.codes, articles.places, articles.bounds, setting.costs, demands, _SKIPS, out
        )
        if count <= out.shape[0]:
            return out[:count]
        out = np.empty((count, FIELDS), np.int64)


class Outcome(NamedTuple):
    """What is found for a range of later documents, by later document, earlier document and place."""

    rows: NDArray[np.int64]
    """As `align_matches` writes them."""
    reworded: NDArray[np.bool_]


def find_compiled(articles: Articles, setting: Setting, spool: Spool) -> tuple[Found, NDArray[np.bool_]]:
    """As `find_passages` and `quoted.cut_quotations`: all passages, cut to quotations, and which of them were cut."""
    capped = np.zeros(articles.bounds.size - 1, np.bool_)
    found = zip(*find_in_ranges(articles, setting, spool, capped), strict=True)
    return cut_outcome(articles, Outcome(*map(np.concatenate, found)), capped)


def cut_outcome(articles: Articles, outcome: Outcome, capped: NDArray[np.bool_]) -> tuple[Found, NDArray[np.bool_]]:
    """All passages of all ranges, cut to quotations in place, and which of them were cut."""
    quoted = cut_quotations(articles.codes, articles.places, outcome.rows, OWN_VOICE)
    return Found(Passages(*np.ascontiguousarray(outcome.rows[:, 2:].T)), outcome.reworded, capped), quoted


def find_in_ranges(articles: Articles, setting: Setting, spool: Spool, capped: NDArray[np.bool_]) -> Iterator[Outcome]:
    """Passages and reworded sentences of each range of later documents; `capped` is complete before the first."""
    ranges = split_ranges(articles.bounds)
    tasks = list(pairwise(ranges.tolist()))
    for first, last in tasks:
        file_postings(articles, first, last, setting, spool)
        spool.rest(articles.codes)
    index = index_documents(articles.bounds, articles.outlets)
    for bucket in range(1 << BUCKET_BITS):
        matches = match_bucket(spool.take(f"p{bucket}", _NO_POSTINGS), index, setting, capped)
        for number, part in split_by_range(matches, matches[:, 0], ranges[:-1]).items():
            spool.put(f"m{number}", part)
    sentences = _list_all(articles, tasks, setting, spool)
    demands = demand_of(sentences.starts.size, setting.reworded)
    _file_keys(articles, tasks, sentences, demands, spool)
    sizes = index.sizes.astype(np.int32)
    firsts = np.searchsorted(sentences.documents, ranges[:-1])
    for bucket in range(demands.buckets):
        keys = spool.take(f"k{bucket}", _NO_POSTINGS)
        pairs = pair_sentences(keys, sentences.documents, sentences.marks, articles.outlets, sizes, demands)
        for number, part in split_by_range(pairs, pairs, firsts).items():
            spool.put(f"s{number}", part)
    sentences = sentences._replace(marks=sentences.marks[:0])
    for number, (first, last) in enumerate(tasks):
        rows = align_range(spool.take(f"m{number}", _NO_MATCHES), first, last, articles, setting)
        pairs = spool.take(f"s{number}", _NO_POSTINGS)
        anew = compare_sentences(articles.codes, sentences, pairs, numerals(), demands)
        spool.rest(articles.places)
        yield join_outcome(articles.bounds, rows, anew)


def _list_all(articles: Articles, tasks: Sequence[tuple[int, int]], setting: Setting, spool: Spool) -> Sentences:
    """All sentences that could count."""
    found = []
    for first, last in tasks:
        bounds = articles.bounds[first : last + 1]
        found.append(list_sentences(articles.codes, articles.places, bounds, first, setting.reworded))
        spool.rest(articles.codes)
        spool.rest(articles.places)
    return Sentences(*(np.concatenate(fields) for fields in zip(*found, strict=True)))


def _file_keys(
    articles: Articles, tasks: Sequence[tuple[int, int]], sentences: Sentences, demands: Demands, spool: Spool
) -> None:
    """Puts the keys of all sentences into the buckets `k0`, `k1`, ..., as many as are looked at."""
    edges = np.searchsorted(sentences.documents, [first for first, _ in tasks] + [articles.bounds.size]).tolist()
    for start, end in pairwise(edges):
        part = Sentences(
            sentences.starts[start:end],
            sentences.lengths[start:end],
            sentences.documents[start:end],
            sentences.marks[start:end],
        )
        keys = key_sentences(articles.codes, part, start, BUCKETS, demands.buckets)
        for bucket, (low, high) in enumerate(pairwise(keys.offsets[: demands.buckets + 1].tolist())):
            if high > low:
                spool.put(f"k{bucket}", keys.packed[low:high])
        spool.rest(articles.codes)


def split_by_range(
    rows: NDArray[np.uint64], keys: NDArray[np.uint64], firsts: NDArray[np.int64]
) -> dict[int, NDArray[np.uint64]]:
    """The rows of each range that has any; the upper half of a row's key is the number of its later side.

    Range `n` begins with the number `firsts[n]`.
    """
    ranges = np.searchsorted(firsts, (keys >> np.uint64(32)).astype(np.int64), "right") - 1
    return {n: part for n, part in enumerate(split_rows(rows, ranges.astype(np.int32), firsts.size)) if part.size}


def join_outcome(bounds: NDArray[np.int64], rows: NDArray[np.int64], anew: Passages) -> Outcome:
    """Passages and what is said anew outside of them, in their order."""
    anew = anew.take(~find_covered(bounds, Passages(*rows[:, 2:].T), anew))
    late, early = (owners_of(bounds, side) for side in (anew.later_start, anew.earlier_start))
    both = np.concatenate([rows, np.stack([late, early, *anew], axis=1)])
    reworded = np.repeat([False, True], [rows.shape[0], anew.equal.size])
    order = np.lexsort((both[:, 2], both[:, 4], both[:, 1], both[:, 0]))
    return Outcome(both[order], reworded[order])
