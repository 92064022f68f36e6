"""Names folded and compared."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.language.names import (
    country_of,
    fold_name,
    gender_of,
    is_given_name,
    is_region,
    skeleton,
    spelled_alike,
    without_invisible,
)
from tests.strategies import texts


def test_what_is_folded() -> None:
    assert fold_name("  Ren\u00e9e\u00a0 O\u2019Dell ") == fold_name("RENE\u0301E o'dell") == "renee o'dell"
    assert fold_name("Ho\u200blt") == fold_name("Holt")
    assert fold_name("H\u043elt") != fold_name("Holt")


def test_spellings() -> None:
    for one, other in (("Petrow", "Petrov"), ("Qassen", "Kasen"), ("Hollberg", "Holberg"), ("Brandis", "Brandys")):
        assert spelled_alike(one, other)
    for one, other in (("Holt", "Hold"), ("Petrov", "Petrenko"), ("Brandis", "Br\u0430ndis"), ("Holt2", "Holt3")):
        assert not spelled_alike(one, other)
    assert skeleton("Senn-Moll") == skeleton("sennmoll")


def test_tables() -> None:
    assert gender_of("Helen") == "female"
    assert gender_of("Jean") == gender_of("Xq") == ""
    assert is_given_name("jean-Pierre")
    assert country_of("Norwegian") == country_of("oslo") == "Norway"
    assert country_of("U.S.") == country_of("America")
    assert country_of("Ostley") == ""
    assert is_region("New Hampshire")


@given(st.one_of(texts, st.text(max_size=60)), st.one_of(texts, st.text(max_size=60)))
def test_any_strings(one: str, other: str) -> None:
    assert fold_name(fold_name(one)) == fold_name(one)
    assert spelled_alike(one, other) == spelled_alike(other, one)
    assert spelled_alike(one, one)
    assert len(without_invisible(one)) <= len(one)
