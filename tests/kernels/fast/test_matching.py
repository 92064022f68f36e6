"""Postings and their partners, compiled: the same as the plain forms."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.kernels.fast.matching.ordering import copy_stretches, split_rows
from sayso.kernels.fast.matching.pairing import owners_of_blocks, pair_bucket
from sayso.kernels.fast.matching.postings import GRAM_BITS, PLACE_BITS, make_postings
from sayso.kernels.pairing import PairRule, pair_postings
from sayso.kernels.shingles import hash_ngrams, ngram_places, winnow
from sayso.kernels.words import powers
from sayso.reuse.finding.ranges import split_by_range

BITS = 3
PILES = st.lists(st.lists(st.integers(0, 2), max_size=20), max_size=8)


def lay_out(pile: list[list[int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Codes, bounds and owners of documents made of small numbers."""
    codes = np.array([word << 6 for document in pile for word in document], np.uint32)
    bounds = np.cumsum([0, *map(len, pile)]).astype(np.int64)
    return codes, bounds, np.repeat(np.arange(len(pile), dtype=np.int32), np.diff(bounds))


def post(codes: np.ndarray, bounds: np.ndarray, size: int, window: int) -> list[np.ndarray]:
    """Postings of each bucket."""
    postings, buckets = np.empty(codes.size, np.uint64), np.empty(codes.size, np.int32)
    count = make_postings(codes, bounds, 0, size, window, powers(size), BITS, postings, buckets)
    return split_rows(postings[:count], buckets[:count], 1 << BITS)


@given(PILES, st.integers(2, 4), st.integers(1, 5))
def test_the_same_ngrams_are_kept(pile: list[list[int]], size: int, window: int) -> None:
    codes, bounds, owner_of = lay_out(pile)
    grams = hash_ngrams((codes >> 6).astype(np.uint64), size)
    places = ngram_places(bounds, size)
    chosen = places[winnow(grams[places], owner_of[places], window)]
    found = np.concatenate(post(codes, bounds, size, window))
    assert sorted((found & np.uint64((1 << PLACE_BITS) - 1)).tolist()) == chosen.tolist()


@given(PILES, st.integers(1, 3), st.integers(1, 3), st.data())
def test_the_same_partners_are_found(pile: list[list[int]], nearest: int, most: int, data: st.DataObject) -> None:
    rule = PairRule(nearest, most, 2, 30, 4)
    outlets = np.array(data.draw(st.lists(st.integers(-1, 1), min_size=len(pile), max_size=len(pile))), np.int32)
    codes, bounds, owner_of = lay_out(pile)
    sizes = np.bincount(outlets[outlets >= 0], minlength=1).astype(np.int64)
    blocks, tallies, capped = owners_of_blocks(bounds), np.zeros(sizes.size, np.int64), np.zeros(len(pile), np.bool_)
    values, places, found = [], [], set()
    for bucket, part in enumerate(post(codes, bounds, 2, 2)):
        part.sort()
        grams = (np.uint64(bucket) << np.uint64(GRAM_BITS) | part >> np.uint64(PLACE_BITS)) << np.uint64(28)
        values += grams.tolist()
        places += (part & np.uint64((1 << PLACE_BITS) - 1)).tolist()
        out = np.empty((10 * codes.size + 1, 2), np.uint64)
        count = pair_bucket(part, bounds, blocks, outlets, sizes, rule, tallies, capped, out)
        for who, where in out[:count].tolist():
            later, earlier = who >> 32, who & 0xFFFFFFFF
            place = where & 0xFFFFFFFF
            found.add((bounds[earlier] + place - ((where >> 32) - (1 << 31)), bounds[later] + place))
        assert not tallies.any()
    expected = pair_postings(np.array(values, np.uint64), np.array(places, np.int64), owner_of, outlets, rule)
    assert found == set(zip(expected.earlier.tolist(), expected.later.tolist(), strict=True))
    assert capped.tolist() == [bool((owner_of[expected.capped] == one).any()) for one in range(len(pile))]


@given(
    st.lists(st.integers(0, 9), max_size=30), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 10)), max_size=5)
)
def test_stretches_are_copied_in_order(values: list[int], stretches: list[tuple[int, int]]) -> None:
    inside = [(start, min(size, len(values) - start)) for start, size in stretches if start < len(values)]
    starts, sizes = (np.array([pair[side] for pair in inside], np.int64) for side in (0, 1))
    expected = [value for start, size in inside for value in values[start : start + size]]
    assert copy_stretches(np.array(values, np.uint32), starts, sizes).tolist() == expected


@given(st.lists(st.integers(0, 20), max_size=40))
def test_rows_go_to_the_range_of_their_key(numbers: list[int]) -> None:
    keys = np.array([number << 32 | place for place, number in enumerate(numbers)], np.uint64)
    parts = split_by_range(keys[:, None], keys, np.array([0, 5, 6]))
    ordered = [key for part in parts.values() for key in part[:, 0].tolist()]
    expected = [key for low, high in ((0, 5), (5, 6), (6, 99)) for key in keys.tolist() if low <= key >> 32 < high]
    assert ordered == expected
    assert sum(part.size for part in parts.values()) == len(numbers)
