"""Single words that say what a source is, and where a person's name stands among them."""

import pytest

from sayso.language.persons import name_after_trade, name_behind, name_run, without_description
from sayso.language.roles import gender_in, is_body, is_domain, is_plural_office, office_of, singular
from sayso.language.tokens import tokenize


def test_words() -> None:
    assert office_of("Spokeswoman") == office_of("spokesman") == "spokesperson"
    assert office_of("teapot") == ""
    assert is_plural_office("officials")
    assert not is_plural_office("boss")
    assert [singular(w) for w in ("fishermen", "deputies", "witnesses", "boss", "drivers")] == [
        "fisherman", "deputy", "witness", "boss", "driver",
    ]  # fmt: skip
    assert gender_in(["the", "spokeswoman"]) == "female"
    assert is_body(("Upland", "Forest", "Agency"))
    assert is_domain("Bugle.com")
    assert not is_domain("said. Then")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Democrat Helen Holt", "Helen Holt"),
        ("United States Orl Brandis", "Orl Brandis"),
        ("Orl Brandis", "Orl Brandis"),
        ("Helen Orl Brandis", "Helen Orl Brandis"),
    ],
)
def test_what_stands_before_a_name(name: str, kept: str) -> None:
    assert without_description(tuple(name.split())) == tuple(kept.split())


def test_where_a_name_stands() -> None:
    tokens = tokenize("Orl van den Brandis of Ostley")
    assert name_run(tokens, 0, 6) == (("Orl", "van", "den", "Brandis"), 4)
    assert name_behind(tokenize("of Forests Orl Brandis"), frozenset())[0] == ("Orl", "Brandis")
    assert name_behind(tokenize("for Schools Mr. Brandis"), frozenset())[0] == ("Brandis",)
    assert name_behind(tokenize("to President Orl Brandis"), frozenset())[0] == ()
    assert name_after_trade(tokenize("veteran beekeeper Orl Brandis"))[0] == ("Orl", "Brandis")
    assert name_after_trade(tokenize("the militant group Dawn Front"))[0] == ()
