"""Words set beside a clause that say who has it."""

import pytest

from tests.attribution.reading import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Friends, as the clerk revealed last week, the pier was sold.",
            ("the clerk", "revealed", "the pier was sold"),
        ),
        ("As declares the clerk, the pier was sold.", ("the clerk", "As declares", "the pier was sold")),
        ("In Ruk’s opinion, the pier was sold.", ("Ruk’s", "In / opinion", "the pier was sold")),
        ("The pier was sold, in the mayor’s view.", ("the mayor’s", "in / view", "The pier was sold")),
        ("It is often said that the pier was sold.", ("", "It is often said", "that the pier was sold")),
        ("The pier was sold. So says the clerk.", ("the clerk", "says", "The pier was sold")),
        ("The pier was sold. Or so the clerk claims.", ("the clerk", "claims", "The pier was sold")),
    ],
)
def test_asides(text: str, expected: tuple[str, str, str]) -> None:
    assert found(text) == [expected]


def test_other_words_are_nobody_s() -> None:
    assert found("In other words, the pier was sold.") == []


def test_many_asides_take_no_longer_than_their_words() -> None:
    assert len(found("as in as it is " * 400)) < 100
