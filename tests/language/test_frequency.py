"""Bits of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.frequency import UNKNOWN, frequencies, information


def test_common_words_tell_less() -> None:
    assert information("the") < information("said") < information("police") < information("rudder") <= UNKNOWN


@pytest.mark.parametrize(("one", "two"), [("The", "the"), ("it’s", "it's"), ("police's", "police")])
def test_spellings_of_one_word(one: str, two: str) -> None:
    assert information(one) == information(two)


def test_a_compound_tells_as_its_rarest_part() -> None:
    assert information("government-led") == max(information("government"), information("led"))


@given(st.text())
def test_any_text_has_bits(word: str) -> None:
    assert 0.0 < information(word) <= UNKNOWN


def test_the_table_is_of_plain_words() -> None:
    assert all(word.replace("'", "").isalpha() and word == word.lower() for word in frequencies())
