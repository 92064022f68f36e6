"""Sentences that share telling words."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.kernels.rewording import RAREST, count_in_order, find_likeness, list_terms
from sayso.kernels.words import mix
from tests.kernels.twins import as_numbers, common_twin, likeness_twin

BITS = [4.0, 6.5, 8.0, 10.0, 10.0, 12.0, 13.0, 13.0, 13.0, 13.0, 2.0, 1.0]
SENTENCES = st.lists(st.lists(st.integers(0, len(BITS) - 1), min_size=1, max_size=12), min_size=1, max_size=6)


def lay_out(sentences: list[list[int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Words, bits and first words of sentences."""
    words = [word for sentence in sentences for word in sentence]
    starts = np.cumsum([0, *map(len, sentences)])[:-1]
    return mix(as_numbers(words)), np.array([BITS[word] for word in words]), starts


@given(SENTENCES)
def test_terms_are_distinct_and_most_telling_first(sentences: list[list[int]]) -> None:
    terms = list_terms(*lay_out(sentences))
    for index, sentence in enumerate(sentences):
        here = slice(terms.offsets[index], terms.offsets[index + 1])
        assert sorted(terms.numbers[here].tolist()) == sorted(mix(as_numbers(list(set(sentence)))).tolist())
        assert terms.bits[here].tolist() == sorted(terms.bits[here].tolist(), reverse=True)
        assert terms.totals[index] == terms.bits[here].sum()


@given(SENTENCES, st.integers(1, 4))
def test_likeness_equals_the_twin(sentences: list[list[int]], least_pairs: int) -> None:
    owners = list(range(len(sentences)))
    found = find_likeness(list_terms(*lay_out(sentences)), np.array(owners, np.int32), least_pairs)
    rows = set(zip(*(field.tolist() for field in found), strict=True))
    assert rows == likeness_twin(sentences, owners, BITS, RAREST, least_pairs)


@given(SENTENCES)
def test_words_in_order_equal_the_twin(sentences: list[list[int]]) -> None:
    numbers, _, starts = lay_out(sentences)
    ends = np.append(starts[1:], numbers.size)
    one, two = np.zeros(len(sentences), np.int64), np.arange(len(sentences))
    expected = [common_twin(sentences[0], sentence, [0] * len(sentences[0]))[0] for sentence in sentences]
    assert count_in_order((numbers >> np.uint64(38)).astype(np.uint32) << 6, starts, ends, one, two).tolist() == expected


def test_no_sentences() -> None:
    none = np.zeros(0, np.int64)
    terms = list_terms(none.astype(np.uint64), none.astype(np.float64), none)
    assert find_likeness(terms, none.astype(np.int32), 3).shared.size == 0
