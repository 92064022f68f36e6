"""Which state a body speaks for."""

import pytest

from sayso.trace.pairs.states import state_of
from tests.trace.case import source


@pytest.mark.parametrize(
    ("name", "kind", "state"),
    [
        ("the Pentagon", "organisation", "United States"),
        ("U.S. military", "organisation", "United States"),
        ("Peruvian navy", "organisation", "Peru"),
        ("Peru", "country", "Peru"),
        ("Peruvian Airways", "organisation", None),
        ("the army", "organisation", None),
        ("Peru and Chile", "country", None),
        ("Peruvian navy", "person", None),
    ],
)
def test_organs_of_a_state(name: str, kind: str, state: str | None) -> None:
    assert state_of(source(name, kind)) == state
