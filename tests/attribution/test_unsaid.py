"""Sentences that are worded like attributions and say the contrary, ask or suppose."""

import pytest

from sayso.attribution import extract_attributions
from tests.strategies import make_document


def sources(text: str) -> list[tuple[str, ...]]:
    return [row.source_text for row in extract_attributions([make_document(text)], [])[0]]


@pytest.mark.parametrize(
    "text",
    [
        "Contrary to what Judge Mills said, the trial will go on.",
        "Far from saying that the pier was sold, Ana Ruk praised it.",
        "Karl Lund was accused of having said that the pier was sold.",
        "The mayor was told that the pier had burned.",
        "No one at the ministry believes that the pier will last.",
        "Neither Beck nor Lang said that the pier was sold.",
        "It was not the police who said that the pier was sold.",
        "Did Senator Diaz say that the pier was sold?",
        "Maria Lopez would have said that the pier was sold.",
        "Tom Reed, asked whether the pier was sold, shrugged.",
    ],
)
def test_nobody_is_made_to_speak(text: str) -> None:
    assert sources(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruk said that the pier was sold.",
        "“Was it sold?” Ana Ruk asked.",
        "Ana Ruk asked whether the pier was sold.",
    ],
)
def test_who_speaks_is_heard(text: str) -> None:
    assert sources(text) == [("Ana Ruk",)]


@pytest.mark.parametrize(
    "text",
    ["The dam held.\n\n,,,,, eurs reports:\n", ',( ""according to.:', "Reuters report:Ishe so told 5”said:",
     "Reuters, citing Bloomberg, reported: citing AP: Reuters reported:"],
)  # fmt: skip
def test_marks_where_words_should_be(text: str) -> None:
    for tier in ("story", "crawl"):
        for row in extract_attributions([make_document(text)], [], tier)[0]:
            assert all(words.strip() for words in (*row.source_text, *row.content_text))
