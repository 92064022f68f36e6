"""Nearness of contents, seen against the rest of their documents."""

import pytest

from sayso.claims.nearness import nearness, read_contents
from sayso.claims.nearness import read as reading
from sayso.claims.nearness.read import said_in
from sayso.claims.units import Unit
from sayso.model import Attribution, Span

WHOLE = (Span(0, 1),)
SAID = Attribution(
    "a", "d", "indirect", (), (), WHOLE, (), (), ("x",), None, None, "asserts", False, False, "test", "test", 1.0
)


def content(document: str, text: str) -> tuple[Unit, ...]:
    return (Unit(document, (Span(0, len(text)),), (text,), (), SAID, False, "en"),)


ONE = [
    content("d-1", "that the ferry Lissa was overloaded"),
    content("d-1", "that the ferry Lissa would be raised from the harbour in May"),
    content("d-1", "that divers had found the anchor of the ferry"),
]
OTHER = [
    content("d-2", "that there were too many passengers aboard the ferry Lissa"),
    content("d-2", "that salvage of the ferry Lissa starts in spring"),
]


def test_what_says_the_same_stands_out_from_what_is_about_the_same() -> None:
    (load, salvage, anchor, crowd, spring), capped = read_contents([*ONE, *OTHER], True)
    assert not capped
    assert nearness(load, crowd) > 0.2 > nearness(load, spring)
    assert nearness(salvage, spring) > 0.2 > nearness(salvage, crowd)
    assert nearness(anchor, crowd) < 0
    assert nearness(load, crowd) == nearness(crowd, load)


def test_a_third_document_changes_no_number() -> None:
    alone, _ = read_contents([*ONE, *OTHER], True)
    third = [content("d-3", "that the ferry Lissa was built in Skarn")]
    beside, _ = read_contents([*third, *ONE, *OTHER], True)
    assert nearness(alone[0], alone[3]) == nearness(beside[1], beside[4])


def test_what_was_read_in_two_ways_is_not_compared() -> None:
    (encoded, *_), _ = read_contents(ONE, True)
    (looked_up, *_), _ = read_contents(OTHER, False)
    assert nearness(encoded, looked_up) == 0.0
    assert nearness(encoded, None) == 0.0


def test_too_many_contents_are_looked_up_and_the_cap_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ENCODED", 3)
    found, capped = read_contents([*ONE, *OTHER], True)
    assert capped
    assert {one.how for one in found if one} == {"static"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("that the gate was open", "the gate was open"),
        ("that the guard opened the gate after the raid on the depot", "the guard opened the gate"),
        ("After the raid, the guard opened the gate", "the guard opened the gate"),
        ("It fell after the raid", "It fell after the raid"),
        ("", ""),
    ],
)
def test_adjuncts_of_time_are_left_out_where_enough_is_left(text: str, said: str) -> None:
    assert said_in(content("d-1", text)[0]) == said
