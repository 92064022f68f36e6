"""Postings and their partners."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.kernels.pairing import PairRule, pair_postings
from tests.kernels.twins import as_numbers, furnished_pairs_twin

DOCUMENTS = st.lists(st.lists(st.integers(0, 2), max_size=8), max_size=12)
RULES = st.builds(
    PairRule, st.integers(1, 4), st.integers(1, 5), st.integers(2, 4), st.integers(0, 60), st.integers(4, 6)
)


@given(DOCUMENTS, RULES, st.data())
def test_pairs_equal_the_twin(documents: list[list[int]], rule: PairRule, data: st.DataObject) -> None:
    values = [value * 0x9E3779B97F4A7C15 % (1 << 64) for document in documents for value in document]
    owner_of = [owner for owner, document in enumerate(documents) for _ in document]
    outlets = data.draw(st.lists(st.integers(-1, 1), min_size=len(documents), max_size=len(documents)))
    pairs = pair_postings(
        as_numbers(values), np.arange(len(values)), np.array(owner_of, np.int32), np.array(outlets, np.int32), rule
    )
    found = list(zip(pairs.earlier.tolist(), pairs.later.tolist(), strict=True))
    assert len(found) == len(set(found))
    assert set(found) == furnished_pairs_twin(values, list(range(len(values))), owner_of, outlets, rule)


def test_a_thousand_holders_stay_linear() -> None:
    count = 1000
    values, owner_of = np.full(count, 7 << 40, np.uint64), np.arange(count, dtype=np.int32)
    for outlets in (np.full(count, -1, np.int32), np.zeros(count, np.int32), owner_of % 2):
        pairs = pair_postings(values, np.arange(count), owner_of, outlets, PairRule())
        assert pairs.earlier.size <= 9 * count


def test_places_beyond_the_cap_are_named() -> None:
    owner_of = np.repeat(np.array([0, 1], np.int32), 100)
    values, unknown = np.full(200, 7 << 40, np.uint64), np.full(2, -1, np.int32)
    pairs = pair_postings(values, np.arange(200), owner_of, unknown, PairRule(most=64))
    assert pairs.earlier.size == 64
    assert pairs.capped.tolist() == [*range(64, 100), *range(164, 200)]
