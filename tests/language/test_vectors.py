"""Texts as vectors: near in meaning, near in direction, whole numbers, and the same whatever else is read."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.language.vectors import DIRECTIONS, LENGTH, How, Vectors, shipped_vectors

WAYS: tuple[How, ...] = ("static", "encoder")


def near(how: How, one: str, other: str) -> float:
    vectors = shipped_vectors(how)
    return float(vectors.of(one) @ vectors.of(other)) / LENGTH**2


@pytest.mark.parametrize("how", WAYS)
def test_what_means_the_same_is_nearer_than_what_stands_beside_it(how: How) -> None:
    said = "The judge closed the trial"
    again = "The court ended the case"
    beside = "The bakery opened on Friday"
    assert near(how, said, again) > near(how, said, beside)


@pytest.mark.parametrize("how", WAYS)
@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_whole_numbers_of_one_length(how: How, text: str) -> None:
    vector = shipped_vectors(how).of(text)
    assert vector.shape == (DIRECTIONS[how],)
    assert np.array_equal(vector, np.rint(vector))
    assert np.abs(vector).max(initial=0) <= LENGTH
    length = float(np.linalg.norm(vector))
    assert length == 0 or abs(length - LENGTH) < 0.1 * LENGTH


@pytest.mark.parametrize("how", WAYS)
def test_what_was_read_before_changes_nothing(how: How) -> None:
    texts = ["Nine boats sank in the harbour", "The harbour master denies it", "Nobody was hurt"]
    forwards, backwards = Vectors(how), Vectors(how)
    one = [forwards.of(text) for text in texts]
    other = [backwards.of(text) for text in reversed(texts)][::-1]
    assert all(a.tobytes() == b.tobytes() for a, b in zip(one, other, strict=True))


def test_the_end_of_an_endless_text_is_not_read() -> None:
    assert near("encoder", "the gate was open " * 200, "the gate was open " * 300) == pytest.approx(1, abs=0.02)
