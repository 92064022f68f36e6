"""Attributions that no cue verb leads."""

import pytest

from tests.attribution.reading import found, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to the clerk, the pier was sold.", ("the clerk", "According to", "the pier was sold")),
        ("According to her, the pier was sold.", ("her", "According to", "the pier was sold")),
        ("The pier, according to the clerk, was sold.", ("the clerk", "according to", "The pier / was sold")),
        ("The pier was sold, according to the clerk.", ("the clerk", "according to", "The pier was sold")),
        ("The sale, as noted by the town’s mayor Ana Ruk, was legal.",
         ("the town’s mayor Ana Ruk", "as noted by", "The sale / was legal")),
        ("In the words of Ana Ruk: “It was sold.”", ("Ana Ruk", "In the words of / :", "“It was sold.”")),
        ("According to a clerk who asked not to be named, the pier was sold.",
         ("a clerk who asked not to be named", "According to", "the pier was sold")),
        ("It is being said that the pier was sold.", ("", "It is being said", "that the pier was sold")),
        ("Reports have emerged that the pier was sold.", ("Reports", "have emerged", "that the pier was sold")),
        ("Rumours are spreading that the pier was sold.", ("Rumours", "are spreading", "that the pier was sold")),
        ("Reports came to light saying the pier was sold.", ("Reports", "came to light saying", "the pier was sold")),
        ("Ana Ruk made a bitter accusation: the pier was sold in secret.",
         ("Ana Ruk", "made a bitter accusation", "the pier was sold in secret")),
        ("“The pier was sold,” Fjordblick quoted her as saying.", ("her", "as saying", "“The pier was sold,”")),
        ("The pier was sold, it was claimed last night.", ("", "it was claimed", "The pier was sold")),
        ("The pier, it is said, was sold.", ("", "it is said", "The pier / was sold")),
        ("The claim that the pier was sold was denied by Mayor Ana Ruk.",
         ("Mayor Ana Ruk", "was denied by", "that the pier was sold")),
        ("That the pier was sold was denied on Monday by Mayor Ana Ruk.",
         ("Mayor Ana Ruk", "was denied on Monday by", "That the pier was sold")),
        ("Ana Ruk was quoted as saying that it was late.", ("Ana Ruk", "as saying", "that it was late")),
        ("The town fears her warning that it was late.", ("her", "warning", "that it was late")),
    ],
)  # fmt: skip
def test_forms(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in found(text)


def test_a_name_with_an_apposition_after_according_to() -> None:
    assert found("According to Ana Ruk, a clerk, the pier was sold.")[0] == (
        "Ana Ruk, a clerk",
        "According to",
        "the pier was sold",
    )


def test_per_needs_a_name() -> None:
    assert found("Boats cost ten crowns per day.") == []
    assert read("It cost more, per cent by per cent.")[0] == []


@pytest.mark.parametrize(
    ("text", "expected", "act"),
    [
        ("Mayor Ana Ruk is adamant that the pier was sold.", ("Mayor Ana Ruk", "is adamant", "that the pier was sold"),
         "asserts"),
        ("The clerk made it clear on 3 May that the pier was sold.",
         ("The clerk", "made it clear", "that the pier was sold"), "asserts"),
        ("Ana Ruk has gone public with the claim that the pier was sold.",
         ("Ana Ruk", "has gone public with the claim", "that the pier was sold"), "asserts"),
        ("The harbour board cast doubt on whether the pier was sold.",
         ("The harbour board", "cast doubt on", "whether the pier was sold"), "doubts"),
        ("The clerk is not convinced that the pier was sold.",
         ("The clerk", "is not convinced", "that the pier was sold"), "doubts"),
        ("The harbour board pushed back against claims that the pier was sold.",
         ("The harbour board", "pushed back against claims", "that the pier was sold"), "denies"),
    ],
)  # fmt: skip
def test_predicates_of_stance(text: str, expected: tuple[str, str, str], act: str) -> None:
    assert expected in found(text)
    assert [row.act for row in read(text)[0]] == [act]


@pytest.mark.parametrize(
    "text",
    ["The board had issued no warning that evening.", "It is clear that the pier was sold.", "Unions called a strike."],
)
def test_what_only_looks_like_a_predicate(text: str) -> None:
    assert found(text) == []
