"""Sentences and the quotations that hold them together."""

from sayso.attribution.rules.units import inner_units, read_units
from sayso.model import Span
from tests.strategies import make_document


def units(text: str) -> list[str]:
    document = make_document(text)
    return [unit.span.text_in(text) for unit in read_units(document, [("body", Span(0, len(text)))])]


def test_a_quotation_holds_its_sentences_together() -> None:
    assert units("“It was late. Nobody knew,” she said. It rained.") == [
        "“It was late. Nobody knew,” she said.",
        "It rained.",
    ]


def test_a_stray_mark_holds_nothing() -> None:
    assert units("It was “late. Nobody knew.\n\nIt rained.") == ["It was “late.", "Nobody knew.", "It rained."]


def test_single_marks_count_where_there_are_no_double_ones() -> None:
    text = "‘It was late. Nobody knew,’ she said."
    assert units(text) == [text]
    both = "He called it ‘late. Very late’ then. “Yes,” she said."
    assert len(units(both)) == 3


def test_names_with_full_stops_are_one_word() -> None:
    text = "Rep. J. Ruk Jr. said so."
    document = make_document(text)
    (unit,) = read_units(document, [("body", Span(0, len(text)))])
    assert [item.text for item in unit.items][:4] == ["Rep.", "J.", "Ruk", "Jr."]


def test_the_words_of_a_quotation_can_be_read_again() -> None:
    text = "“The mayor says that it was late. We wait,” she said."
    document = make_document(text)
    (unit,) = read_units(document, [("body", Span(0, len(text)))])
    assert [part.span.text_in(text) for part in inner_units(text, unit)] == [
        "The mayor says that it was late.",
        "We wait,",
    ]
