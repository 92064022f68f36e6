"""Runs, gaps, ends, and the passages made of them."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.kernels.alignment import Costs, align_runs
from sayso.kernels.components import find_components
from sayso.kernels.gaps import SKIPS, extend_ends, fill_gaps
from sayso.kernels.runs import count_equal, find_runs
from tests.kernels.twins import (
    as_codes,
    as_numbers,
    common_twin,
    components_twin,
    extend_twin,
    find_runs_twin,
    pair_postings_twin,
)

WORDS = st.lists(st.integers(0, 3), max_size=30)


@given(WORDS, WORDS, st.integers(0, 40))
def test_equal_words_are_counted(one: list[int], two: list[int], limit: int) -> None:
    numbers = as_numbers([*one, *two, 99])
    room = min(limit, len(one), len(two))
    start = (np.array([0]), np.array([len(one)]), np.array([room]))
    expected = next((at for at in range(room) if one[at] != two[at]), room)
    assert count_equal(numbers, *start).tolist() == [expected]
    end = (np.array([len(one) - 1]), np.array([len(one) + len(two) - 1]), np.array([room]))
    expected = next((at for at in range(room) if one[-1 - at] != two[-1 - at]), room)
    assert count_equal(numbers, *end, -1).tolist() == [expected]


@given(st.lists(st.lists(st.integers(0, 1), max_size=14), min_size=2, max_size=4), st.integers(2, 3))
def test_runs_equal_the_twin(documents: list[list[int]], size: int) -> None:
    numbers = [word for document in documents for word in document]
    owner_of = [owner for owner, document in enumerate(documents) for _ in document]
    bounds = np.cumsum([0, *map(len, documents)])
    grams = [
        (sum(word << at for at, word in enumerate(numbers[place : place + size])), place)
        for place in range(len(numbers) - size + 1)
        if owner_of[place] == owner_of[place + size - 1]
    ]
    matches = pair_postings_twin([g for g, _ in grams], [p for _, p in grams], owner_of, 8, 64)
    one, two = (np.array([pair[side] for pair in sorted(matches)], np.int64) for side in (0, 1))
    runs = find_runs(as_numbers(numbers), one, two, bounds, np.array(owner_of, np.int32), size)
    found = list(zip(*(field.tolist() for field in runs), strict=True))
    assert len(found) == len(set(found))
    assert set(found) == find_runs_twin(numbers, matches, owner_of, size)


@given(
    st.lists(st.tuples(st.lists(st.integers(0, 3), max_size=6), st.lists(st.integers(0, 3), max_size=6)), max_size=5)
)
def test_gaps_equal_the_twin(gaps: list[tuple[list[int], list[int]]]) -> None:
    worth = [3, 5, 7, 11, 0]
    numbers, places = [4], []
    for one, two in gaps:
        places.append((len(numbers), len(numbers) + len(one), len(one), len(two)))
        numbers += one + two
    early, late, left, right = (np.array([p[field] for p in places], np.int64) for field in range(4))
    equal, told = fill_gaps(as_codes(numbers, worth), early, late, (left, right))
    expected = [common_twin(one, two, [worth[n] for n in one]) for one, two in gaps]
    assert list(zip(equal.tolist(), told.tolist(), strict=True)) == expected


@given(st.lists(st.integers(0, 2), max_size=25), st.lists(st.integers(0, 2), max_size=25), st.sampled_from([1, -1]))
def test_ends_equal_the_twin(one: list[int], two: list[int], step: int) -> None:
    worth = [4, 8, 16]
    codes = as_codes([*one[::step], *two[::step]], worth)
    totals = np.concatenate([[0], np.cumsum(codes & 63)]).astype(np.int64)
    first = (0, len(one)) if step == 1 else (len(one) - 1, len(one) + len(two) - 1)
    starts = (np.array([first[0]]), np.array([first[1]]))
    limits = (np.array([len(one)]), np.array([len(two)]))
    reach = extend_ends(codes, totals, starts, limits, step, 8, 24)
    expected = extend_twin(one, two, [worth[n] for n in two], SKIPS, 8, 24)
    assert tuple(field.tolist()[0] for field in reach) == expected


@given(st.integers(1, 12), st.data())
def test_components_equal_the_twin(count: int, data: st.DataObject) -> None:
    links = data.draw(st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=15))
    one, two = (np.array([link[side] for link in links], np.int64) for side in (0, 1))
    assert find_components(count, one, two).tolist() == components_twin(count, links)


def test_a_long_chain_is_one_component() -> None:
    links = np.arange(50_000)
    assert not find_components(50_001, links, links + 1).any()


@settings(max_examples=40)
@given(st.integers(0, 2**32), st.floats(0, 0.15))
def test_an_edited_copy_is_one_passage(seed: int, rate: float) -> None:
    """What is aligned is inside both documents, no longer than they, and never tells more than its words do."""
    random = np.random.default_rng(seed)
    text = random.integers(0, 5000, 80)
    copy = np.where(random.random(80) < rate, random.integers(5000, 9000, 80), text)
    hashes = np.concatenate([random.integers(9000, 10000, 20), text, copy, random.integers(10000, 11000, 9)])
    hashes = hashes.astype(np.uint32)
    bounds = np.array([0, 100, 189])
    owner_of = np.repeat(np.array([0, 1], np.int32), [100, 89])
    equal = np.flatnonzero(text == copy)
    runs = find_runs(hashes, equal[:1] + 20, equal[:1] + 100, bounds, owner_of, 1)
    passages = align_runs(hashes << 6 | 40, runs, bounds, owner_of, Costs(worth=0))
    assert passages.equal.size == 1
    assert passages.earlier_start[0] >= 20
    assert passages.later_end[0] <= 180
    assert passages.equal[0] <= passages.columns[0]
    assert passages.bits[0] == passages.equal[0] * 40
