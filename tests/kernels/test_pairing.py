"""Postings and their partners."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.kernels.pairing import pair_postings
from tests.kernels.twins import as_numbers, pair_postings_twin


@given(st.lists(st.lists(st.integers(0, 2), max_size=8), max_size=8), st.integers(1, 4), st.integers(1, 5))
def test_pairs_equal_the_twin(documents: list[list[int]], nearest: int, most: int) -> None:
    values = [value * 0x9E3779B97F4A7C15 % (1 << 64) for document in documents for value in document]
    owner_of = [owner for owner, document in enumerate(documents) for _ in document]
    pairs = pair_postings(
        as_numbers(values), np.arange(len(values)), np.array(owner_of, np.int32), nearest=nearest, most=most
    )
    found = list(zip(pairs.earlier.tolist(), pairs.later.tolist(), strict=True))
    assert len(found) == len(set(found))
    assert set(found) == pair_postings_twin(values, list(range(len(values))), owner_of, nearest, most)


def test_a_thousand_holders_stay_linear() -> None:
    count = 1000
    pairs = pair_postings(np.full(count, 7 << 40, np.uint64), np.arange(count), np.arange(count, dtype=np.int32))
    assert pairs.earlier.size <= 9 * count


def test_places_beyond_the_cap_are_named() -> None:
    owner_of = np.repeat(np.array([0, 1], np.int32), 100)
    pairs = pair_postings(np.full(200, 7 << 40, np.uint64), np.arange(200), owner_of, most=64)
    assert pairs.earlier.size == 64
    assert pairs.capped.tolist() == [*range(64, 100), *range(164, 200)]
