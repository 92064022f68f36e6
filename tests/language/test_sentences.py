"""Where a thought ends."""

import pytest
from hypothesis import given

from sayso.language import split_paragraphs, split_sentences
from tests.strategies import texts


def cut(text: str) -> list[str]:
    return [span.text_in(text) for span in split_sentences(text)]


@given(texts)
def test_sentences_lie_inside_paragraphs_in_order_and_lose_nothing(text: str) -> None:
    sentences, at = split_sentences(text), 0
    for span in sentences:
        assert span.start < span.end
        assert not text[at : span.start].strip()
        assert span.text_in(text) == span.text_in(text).strip()
        at = span.end
    assert not text[at:].strip()
    paragraphs = split_paragraphs(text)
    assert all(any(paragraph.contains(span) for paragraph in paragraphs) for span in sentences)


@pytest.mark.parametrize(
    "text",
    [
        "The ferry left at 3 p.m. on Monday.",
        "“Is the bridge safe?” asked Ana Ruk.",
        "“We left early,” Ana Ruk said.",
        "Dr. J. Marn of St. Olm spoke.",
        "“Never!” shouted the keeper.",
        "It cost 3.5 crowns...",
    ],
)
def test_one_sentence(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The ferry left.", "It sank."],
        ["Ana Ruk said: “We left.”", "Nobody else did."],
        ["Did it?", "It did!", "So what?"],
        ["The mine closed in 1971.", "Nobody was told."],
    ],
)
def test_several_sentences(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


def test_no_sentence_crosses_a_line() -> None:
    assert cut("A title without a stop\r\nThe text begins") == ["A title without a stop", "The text begins"]


def test_paragraphs_are_lines_without_blanks_around_them() -> None:
    text = "  one \r\n\r\n\ttwo\u2028three"
    assert [span.text_in(text) for span in split_paragraphs(text)] == ["one", "two", "three"]


def test_long_runs_end_quickly() -> None:
    for text in ("." * 200_000, "?! " * 100_000, "\n" * 200_000, "a.b " * 100_000, "Mr. " * 100_000):
        assert split_sentences(text) is not None
