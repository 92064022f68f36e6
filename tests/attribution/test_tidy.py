"""Repairs of what the tagger marks."""

import pytest

from sayso.attribution.tidy import tidy_content, tidy_source
from sayso.model import Span


def spans(text: str, *pieces: str) -> list[Span]:
    return [Span(text.index(piece), text.index(piece) + len(piece)) for piece in pieces]


@pytest.mark.parametrize(
    ("text", "pieces", "kept"),
    [
        ("She said it was very late; he left.", ["it was very late; he left"], ["it was very late"]),
        ("She said “it was late; he left early”.", ["“it was late; he left early”"], ["“it was late; he left early”"]),
        ("18.50 “I have seen a cow,” she said.", ["18.50 “I have seen a cow,”"], ["“I have seen a cow,”"]),
        ("“We are sorry about it” with", ["“We are sorry about it” with"], ["“We are sorry about it”"]),
        ("It said on Monday that the pier was sold", ["It", "that the pier was sold"], ["that the pier was sold"]),
        ("“No,” she said, “never”", ["“No,”", "“never”"], ["“No,”", "“never”"]),
        ("He denied it", ["it"], ["it"]),
    ],
)
def test_content(text: str, pieces: list[str], kept: list[str]) -> None:
    assert [piece.text_in(text) for piece in tidy_content(text, spans(text, *pieces))] == kept


@pytest.mark.parametrize(
    ("text", "source", "cue", "kept"),
    [
        ("“No,” said Anna Dean. Mrs. Dean added", "Anna Dean. Mrs. Dean", "said", "Anna Dean"),
        ("The pier was sold. Anna Dean said", "The pier was sold. Anna Dean", "said", "Anna Dean"),
        ("Mr. Ruk said", "Mr. Ruk", "said", "Mr. Ruk"),
        ("Gen. J. Ruk said", "Gen. J. Ruk", "said", "Gen. J. Ruk"),
    ],
)
def test_source(text: str, source: str, cue: str, kept: str) -> None:
    [where], [said] = spans(text, source), spans(text, cue)
    assert tidy_source(text, where, said).text_in(text) == kept
