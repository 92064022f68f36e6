"""Quotation marks of every style, paired; damaged ones do no harm."""

import pytest
from hypothesis import given

from sayso.language import find_quotations
from tests.strategies import texts


def quoted(text: str) -> list[str]:
    return [found.inner.text_in(text) for found in find_quotations(text, 0, len(text))]


@given(texts)
def test_quotations_lie_inside_and_hold_their_inside(text: str) -> None:
    found = find_quotations(text, 0, len(text))
    assert [one.span for one in found] == sorted(one.span for one in found)
    for one in found:
        assert 0 <= one.span.start < one.inner.start <= one.inner.end <= one.span.end <= len(text)
        assert text[one.span.start] == one.mark


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We left,” said Ana.", ["We left,"]),
        ('"We left," said Ana, "and came back."', ["We left,", "and came back."]),
        ("«Never», said Boro.", ["Never"]),
        ("„Nie“, sagte er.", ["Nie"]),
        ("‘We left,’ said Ana.", ["We left,"]),
        ("“He told me ‘go away’ twice,” she said.", ["He told me ‘go away’ twice,", "go away"]),
        ("the miners’ strike and Ana’s boat", []),
        ("don't, it's the men's", []),
        ("“an open quotation", ["an open quotation"]),
    ],
)
def test_styles(text: str, inside: list[str]) -> None:
    assert quoted(text) == inside


def test_an_open_quotation_is_marked_as_such() -> None:
    (found,) = find_quotations("“We left", 0, 8)
    assert (found.closed, found.depth, found.is_single) == (False, 0, False)


def test_200_000_opening_marks_end_quickly() -> None:
    for mark in "“‘\"'«„":
        assert find_quotations(mark * 200_000, 0, 200_000) is not None
        assert find_quotations((mark + "a ") * 100_000, 0, 300_000) is not None
