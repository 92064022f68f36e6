"""Who did what to whom, in the active and the passive."""

import pytest

from sayso.claims.nearness import is_swapped, read_deeds
from sayso.claims.nearness.roles import Deed
from sayso.claims.units import Unit
from sayso.language.meaning import read_senses
from sayso.model import Span


def deeds(text: str) -> tuple[Deed, ...]:
    spans = (Span(0, len(text)),)
    return read_deeds(Unit("d", spans, (text,), tuple(read_senses(text, spans)), None, False, "en"))


ACTIVE = "that the army of Orrin shelled Teppe on Sunday"


def test_a_swap_of_roles_is_seen() -> None:
    assert is_swapped(deeds(ACTIVE), deeds("that Teppe shelled the army of Orrin"))
    assert is_swapped(deeds(ACTIVE), deeds("that Orrin had been shelled by Teppe"))


@pytest.mark.parametrize(
    "other",
    [
        "that Teppe was heavily shelled by Orrin",
        "that Orrin shelled Teppe",
        "that Orrin shelled Karsk",
        "that Teppe was shelled near Orrin",
        "that Teppe bought the island from Orrin",
        "that Orrin shelled Teppe, and Teppe shelled Orrin",
        "the shelling of Teppe",
        "",
    ],
)
def test_no_swap_where_the_roles_are_the_same_or_unknown(other: str) -> None:
    assert not is_swapped(deeds(ACTIVE), deeds(other))


def test_names_of_other_clauses_are_left_alone() -> None:
    assert deeds("that Orrin, which nobody shelled, is near Teppe") == ()
