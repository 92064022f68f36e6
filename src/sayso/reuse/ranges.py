"""The comparison in tasks of bounded size, compiled: postings by bucket, matches by range of later documents, passages.

Each step takes and gives plain arrays, and what it gives for one bucket or range does not depend on the others, so the
tasks may run in any order, in threads, or on other machines.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.fast.alignment import FIELDS, align_matches, by_later
from sayso.kernels.fast.pairing import owners_of_blocks, pair_bucket
from sayso.kernels.fast.postings import make_postings, scatter, scatter_matches
from sayso.kernels.words import powers
from sayso.reuse.articles import Articles
from sayso.reuse.passages import Setting
from sayso.reuse.spool import Spool

BUCKET_BITS = 8
"""Bits of an n-gram that name its bucket: 256 buckets, of some 0.9 M postings each at a million articles."""
RANGE_WORDS = 1 << 23
"""Words of a range of documents: its matches and passages take some 100 MB at most in news."""
_NO_MATCHES = np.empty((0, 2), np.uint64)
_NO_POSTINGS = np.empty(0, np.uint64)


class Index(NamedTuple):
    """What pairing must know of the documents besides their postings."""

    bounds: NDArray[np.int64]
    blocks: NDArray[np.int32]
    outlets: NDArray[np.int32]
    sizes: NDArray[np.int64]
    """Documents of each outlet."""


def index_documents(articles: Articles) -> Index:
    """The index of all documents, a few bytes for each."""
    known = articles.outlets[articles.outlets >= 0]
    sizes = np.bincount(known, minlength=1).astype(np.int64)
    return Index(articles.bounds, owners_of_blocks(articles.bounds), articles.outlets, sizes)


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
    fills = np.zeros(1 << BUCKET_BITS, np.int64)
    ordered = scatter(postings, buckets, count, fills)
    for bucket, part in enumerate(np.split(ordered, np.cumsum(fills)[:-1])):
        if part.size:
            spool.put(f"p{bucket}", part)


def match_bucket(postings: NDArray[np.uint64], index: Index, setting: Setting, capped: NDArray[np.bool_]) -> NDArray[np.uint64]:
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
        count = align_matches(ordered, articles.codes, articles.places, articles.bounds, setting.costs, demands, out)
        if count <= out.shape[0]:
            return out[:count]
        out = np.empty((count, FIELDS), np.int64)


def find_in_ranges(articles: Articles, setting: Setting, spool: Spool, capped: NDArray[np.bool_]) -> Iterator[NDArray[np.int64]]:
    """Passages of each range of later documents in turn; `capped` is complete before the first."""
    ranges = split_ranges(articles.bounds)
    for first, last in zip(ranges[:-1].tolist(), ranges[1:].tolist(), strict=True):
        file_postings(articles, first, last, setting, spool)
    index = index_documents(articles)
    fills = np.zeros(ranges.size - 1, np.int64)
    for bucket in range(1 << BUCKET_BITS):
        matches = match_bucket(spool.take(f"p{bucket}", _NO_POSTINGS), index, setting, capped)
        ordered = scatter_matches(matches, ranges[:-1], fills)
        for number, part in enumerate(np.split(ordered, np.cumsum(fills)[:-1])):
            if part.size:
                spool.put(f"m{number}", part)
    for number, (first, last) in enumerate(zip(ranges[:-1].tolist(), ranges[1:].tolist(), strict=True)):
        matches = spool.take(f"m{number}", _NO_MATCHES)
        yield align_range(matches, first, last, articles, setting)
