"""Who holds a passage nearest: the plain path and the compiled one, and what both must say."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.kernels import descent as plain
from sayso.kernels.descent import Views, align_words
from sayso.kernels.fast.passages import descent as fast

WORDS = st.lists(st.integers(0, 4), min_size=1, max_size=14)
PATHS = pytest.mark.parametrize("kernel", [plain, fast], ids=["plain", "fast"])


def encode(words: list[int]) -> Any:
    """Codes of small numbers, each of which tells ten bits or so."""
    return np.array([word << 6 | 40 + word % 3 for word in words], np.uint32)


@st.composite
def corpora(draw: st.DrawFn) -> tuple[Any, Views]:
    """Small texts and any stretches of them as passages."""
    texts = draw(st.lists(WORDS, min_size=2, max_size=5))
    bounds = np.cumsum([0, *map(len, texts)])
    rows = []
    for _ in range(draw(st.integers(1, 10))):
        child = draw(st.integers(0, len(texts) - 1))
        giver = draw(st.integers(0, len(texts) - 1))
        row = [child, giver]
        for one in (child, giver):
            start = draw(st.integers(0, len(texts[one]) - 1))
            row += [bounds[one] + start, bounds[one] + draw(st.integers(start + 1, len(texts[one])))]
        rows.append((*row, draw(st.booleans()), draw(st.integers(0, 2))))
    rows.sort(key=lambda row: (row[0], row[2], row[1:]))
    columns = [np.array(column, np.int64) for column in zip(*rows, strict=True)]
    columns[6] = columns[6].astype(np.bool_)
    return encode([word for text in texts for word in text]), Views(*columns)


@settings(max_examples=300, deadline=None)
@given(corpora())
def test_both_paths_say_the_same(corpus: tuple[Any, Views]) -> None:
    for one, two in zip(plain.trace_views(*corpus), fast.trace_views(*corpus), strict=True):
        assert one.tolist() == two.tolist()


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=12), st.data())
def test_families_are_the_components(stretches: list[tuple[int, int]], data: st.DataObject) -> None:
    stretches = sorted((start, start + length) for start, length in stretches)
    partners = data.draw(st.permutations(range(len(stretches))))
    starts, ends = [start for start, _ in stretches], [end for _, end in stretches]
    columns = [np.array(column, np.int64) for column in (starts, ends, partners)]
    labels = plain.join_stretches(*columns)
    assert labels.tolist() == fast.join_stretches(*columns).tolist()
    assert all(labels[at] == labels[partner] and labels[at] <= at for at, partner in enumerate(partners))


@given(WORDS, WORDS)
def test_aligned_words_stand_in_order_and_are_equal_where_it_says_so(one: list[int], two: list[int]) -> None:
    both = [*one, *two]
    places = align_words(encode(both), 0, len(one), len(one), len(both))
    found = [place if place >= 0 else -2 - place for place in places if place != plain.NOWHERE]
    assert found == sorted(set(found))
    assert all(word == both[place] for word, place in zip(one, places, strict=True) if place >= 0)
    assert all(word != both[-2 - place] for word, place in zip(one, places, strict=True) if place < -1)


def see(*rows: tuple[int, int, int, int, int, int]) -> Views:
    """Settled views of child, giver and both stretches, none preferred."""
    columns = [np.array(column, np.int64) for column in zip(*rows, strict=True)]
    return Views(*columns, np.ones(len(rows), np.bool_), np.ones(len(rows), np.int64))  # type: ignore[arg-type]


@PATHS
def test_a_change_that_was_copied_along_names_the_holder_that_made_it(kernel: Any) -> None:
    first = list(range(100, 130))
    second = [*first[:11], 7, *first[12:]]
    codes = encode([*first, *second, *second])
    won = kernel.trace_views(codes, see((2, 0, 60, 90, 0, 30), (2, 1, 60, 90, 30, 60))).words
    assert won.tolist() == [0, 30]


@PATHS
def test_where_words_tell_nothing_the_giver_of_more_then_the_first_is_named(kernel: Any) -> None:
    text, more = list(range(100, 120)), list(range(200, 220))
    codes = encode([*text, *text, *more, *text, *more])
    tied = [(2, 0, 60, 80, 0, 20), (2, 1, 60, 80, 20, 40)]
    assert kernel.trace_views(codes, see(*tied)).words.tolist() == [20, 0]
    assert kernel.trace_views(codes, see(*tied, (2, 1, 80, 100, 40, 60))).words.tolist() == [0, 20, 20]


@PATHS
def test_a_text_that_has_too_much_is_cut_off_and_says_so(kernel: Any) -> None:
    codes = encode(list(range(20)) * 3)
    shares = kernel.trace_views(codes, see((2, 0, 40, 60, 0, 20), (2, 1, 40, 60, 20, 40)), 25)
    assert shares.skipped.tolist() == [False, True]
    assert shares.words.tolist() == [20, 0]
