"""N-grams and winnowing."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.kernels.shingles import hash_ngrams, ngram_places, winnow
from tests.kernels.twins import as_numbers, winnow_twin

SIZES = st.lists(st.integers(0, 9), max_size=6)


@given(st.lists(st.integers(0, 3), max_size=30), st.integers(1, 6))
def test_ngrams_are_equal_where_their_words_are(words: list[int], size: int) -> None:
    grams = hash_ngrams(as_numbers(words), size).tolist()
    runs = [tuple(words[at : at + size]) for at in range(len(words) - size + 1)]
    assert len(grams) == len(runs)
    assert len(set(grams)) == len(set(runs))
    assert len(set(zip(grams, runs, strict=True))) == len(set(runs))


@given(SIZES, st.integers(1, 6))
def test_no_ngram_runs_over_the_end_of_its_text(sizes: list[int], size: int) -> None:
    offsets = np.cumsum([0, *sizes])
    expected = [start + at for start, length in zip(offsets, sizes, strict=False) for at in range(length - size + 1)]
    assert ngram_places(offsets, size).tolist() == expected


@given(SIZES, st.integers(1, 5), st.data())
def test_winnow_equals_the_twin(sizes: list[int], window: int, data: st.DataObject) -> None:
    owners = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    values = data.draw(st.lists(st.integers(0, 5), min_size=owners.size, max_size=owners.size))
    assert winnow(as_numbers(values), owners, window).tolist() == winnow_twin(values, owners.tolist(), window)
