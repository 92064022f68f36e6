"""Persons named in running text."""

from hypothesis import given

from sayso.language.introductions import find_introductions
from sayso.model import Span
from tests.strategies import texts


def found(text: str, *surnames: str) -> list[tuple[str, str]]:
    rows = find_introductions(text, [Span(0, len(text))], frozenset(surnames))
    return [(row.span.text_in(text), row.phrase) for row in rows]


def test_titles_given_names_and_appositions() -> None:
    assert found("Yesterday foreign minister Orl Brandis met nobody.") == [("foreign minister Orl Brandis",) * 2]
    assert found("Then Helen Brandis left.") == [("Helen Brandis", "Helen Brandis")]
    assert found("Orl Brandis, the mayor of Ostley, left.") == [("Orl Brandis", "Orl Brandis, the mayor of Ostley")]
    assert found("The mayor of Ostley, Orl Brandis, left.") == [("Orl Brandis", "The mayor of Ostley, Orl Brandis")]
    assert found("Because Brandis left.", "brandis") == [("Brandis", "Brandis")]


def test_what_is_no_person() -> None:
    assert found("The Upland Forest Agency closed the Lower Gate on Monday.") == []


def test_the_next_name_of_a_list_is_no_apposition() -> None:
    rows = found("The group likes President Orl Brandis, Helen Holt, and others.")
    assert [phrase for _, phrase in rows] == ["President Orl Brandis", "Helen Holt"]


def test_who_opens_a_sentence() -> None:
    text = "Helen Holt met Maria Orff. The mayor Ida Brenn left."
    opens = [row.opens for row in find_introductions(text, [Span(0, len(text))])]
    assert opens == [True, False, True]


@given(texts)
def test_any_text(text: str) -> None:
    for row in find_introductions(text, [Span(0, len(text))]):
        assert 0 <= row.span.start < row.span.end <= len(text)
