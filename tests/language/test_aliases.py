"""Names that a text says are one."""

import pytest
from hypothesis import given

from sayso.language.aliases import stated_aliases
from sayso.model import Span
from tests.strategies import texts


def found(text: str) -> list[tuple[str, str]]:
    return stated_aliases(text, [Span(0, len(text))])


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("the Upland Forest Agency (UFA) met", [("Upland Forest Agency", "UFA")]),
        ("the UFA (Upland Forest Agency) met", [("UFA", "Upland Forest Agency")]),
        ("the Dawn Front (formerly known as al-Noor League) fell", [("Dawn Front", "al-Noor League")]),
        ("Elves and Noorites [a pejorative for Noor League/NL, formerly NLF]",
            [("Noorites", "Noor League"), ("Noorites", "NL"), ("Noorites", "NLF")]),
        ("of Noorites (NL/NLF) men", [("Noorites", "NL"), ("Noorites", "NLF")]),
        ("Dawn Front, also known as Greenwatch, said", [("Dawn Front", "Greenwatch")]),
        ("Ada Holt (Norway) and Jon Eld (AFP) and Ida Brenn (photo) and Sen. Uwe Ost (R-XY)", []),
    ],
)  # fmt: skip
def test_statements(text: str, pairs: list[tuple[str, str]]) -> None:
    assert found(text) == pairs


@pytest.mark.parametrize(
    "text", ["(" * 50_000, "(a)" * 20_000, "A " * 30_000 + "(NRB)", "(NRB) " * 20_000, "A aka " * 20_000]
)
def test_hostile_text_finishes(text: str) -> None:
    assert len(found(text)) <= 500


@given(texts)
def test_any_text(text: str) -> None:
    assert all(one and other for one, other in found(text))
