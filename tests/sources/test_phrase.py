"""What the words of one source phrase show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.sources.phrase import read_phrase
from tests.strategies import texts


@pytest.mark.parametrize(
    ("text", "name", "heads"),
    [
        ("Forest Minister Ada Holt", ("Ada", "Holt"), ["minister"]),
        ("Minister of Forests Ada Holt", ("Ada", "Holt"), ["minister"]),
        ("Minister of Foreign Affairs Ugo Brandel", ("Ugo", "Brandel"), ["minister"]),
        ("the Speaker of the Assembly of Chile, Ada Holt", ("Ada", "Holt"), ["speaker"]),
        ("Ada Holt, the Chilean trade minister,", ("Ada", "Holt"), ["minister"]),
        ("the coast commander General Ada Holt", ("Ada", "Holt"), ["general", "general"]),
        ("Chief Inspector Ada Holt-Brenn", ("Ada", "Holt-Brenn"), ["inspector"]),
        ("Mayor Ada Holt of Ostley", ("Ada", "Holt"), ["mayor"]),
        ("Ada Holt of the relief fund", ("Ada", "Holt"), [""]),
        ("Sen. Ada Holt (X-Ostley)", ("Ada", "Holt"), ["deputy"]),
        ("Dr. Ada van den Holt", ("Ada", "van", "den", "Holt"), []),
        ("Democrat Helen Holt", ("Helen", "Holt"), []),
        ("veteran beekeeper Ada Holt", ("Ada", "Holt"), ["beekeeper"]),
        ("the Bugle's Ada Holt", ("Ada", "Holt"), [""]),
        ("University of Ostley president Ada Holt", ("Ada", "Holt"), ["president"]),
        ("Attorney General Ada Holt", ("Ada", "Holt"), ["prosecutor"]),
        ("An\u200bna Ho\u00adlt", ("Anna", "Holt"), []),
    ],
)
def test_persons(text: str, name: tuple[str, ...], heads: list[str]) -> None:
    phrase = read_phrase(text)
    assert phrase.kind in ("person", "name")
    assert phrase.name == name
    assert [o.head for o in phrase.offices] == heads


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "empty"), ("—", "empty"), ("she", "pronoun"), ("It",
            "pronoun"), ("me", "author"), ("we", "house"), ("My column", "author"),
        ("Reports", "reports"), ("unconfirmed media reports", "reports"), ("Two people who know him", "role"),
        ("a senior rail source", "role"), ("one of the lost divers", "role"), ("The head of the parliament", "role"),
        ("Survivor", "role"), ("an adviser to President Ada Holt", "role"), ("Observers from the League", "role"),
        ("Norway", "country"), ("the U.S.", "country"), ("Oslo", "country"),
        ("the Upland Forest Agency", "organisation"), ("The Pentagon", "organisation"), ("the museum", "organisation"),
        ("General Motors", "organisation"), ("the Ministry of Health and Welfare",
            "organisation"), ("Nato", "organisation"),
        ("the harbour log", "document"), ("A leaked letter", "document"), ("Bugle.com", "outlet"),
        ("Norway, Chile and Kenya", "joint"), ("the UN and the Red Cross",
            "joint"), ("Ostley", "name"), ("42", "empty"),
    ],
)  # fmt: skip
def test_kinds(text: str, kind: str) -> None:
    assert read_phrase(text).kind == kind


def test_a_surname_that_is_a_town() -> None:
    assert read_phrase("Paris").kind == "country"
    assert read_phrase("Paris", frozenset(["paris"])).kind == "person"


def test_an_office_keeps_what_it_is_about() -> None:
    (office,) = read_phrase("the Norwegian parliament speaker").offices
    assert office.about == {"Norway", "parliament"}
    (other,) = read_phrase("the speaker of the Storting Council of Norway").offices
    assert {"Norway", "parliament"} <= other.about
    assert read_phrase("a spokesman for the River Board").body == ("River", "Board")
    assert read_phrase("a spokeswoman for Helen Holt").body == ()


def test_number_and_gender() -> None:
    assert read_phrase("three officials").plural
    assert not read_phrase("one of the officials").plural
    assert read_phrase("the spokeswoman").gender == "female"
    assert read_phrase("Mr Holt").gender == "male"
    assert read_phrase("Maria Holt").gender == "female"
    assert read_phrase("Ostrel Holt").gender == ""


@given(st.one_of(texts, st.text(max_size=80)))
def test_any_string(text: str) -> None:
    assert read_phrase(text).kind
    assert read_phrase(text) == read_phrase(text)
