"""Outlets by name, spelling and domain."""

import pytest
from hypothesis import given

from sayso.language.outlets import display_name, is_descriptor, known_outlet, last_word, outlet_key, sounds_like_outlet
from tests.strategies import texts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour Today", "HarbourToday"), ("Harbour News", "the Harbour"),
            ("Channel Ostley", "Ostley FM"), ("harbour-today.com", "Harbour-Today"),
        ("the\u00a0Norrland Bugle", "The Norrland Bugle"),
            ("Reuters news agency", "reuters.com"), ("AFP", "Agence France-Presse"),
        ("the Qatari news channel al-Jazeera", "Al Jazeera English"), ("NYT", "The New York Times"),
    ],
)  # fmt: skip
def test_one_outlet(one: str, other: str) -> None:
    assert outlet_key(one) == outlet_key(other)


def test_two_outlets() -> None:
    assert outlet_key("the Norrland Bugle") != outlet_key("the Ostley Bugle")
    assert outlet_key("Harbour Today") != outlet_key("H\u0430rbour Today")


def test_what_sounds_like_an_outlet() -> None:
    assert sounds_like_outlet("the Guardian")
    assert sounds_like_outlet("bugle.com")
    assert not sounds_like_outlet("Dawn")
    assert not sounds_like_outlet("a guardian")
    assert known_outlet("the Norrland Bugle") == ""


def test_words_of_a_name() -> None:
    assert last_word("the Norrland Bugle") == "bugle"
    assert display_name("the Danish news site Kystnyt") == "Kystnyt"
    assert is_descriptor("Daily")


@given(texts)
def test_any_string(text: str) -> None:
    assert outlet_key(text) == outlet_key(text)
    assert isinstance(display_name(text), str)
