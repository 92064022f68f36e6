"""What a cue verb governs to its right."""

import pytest

from tests.attribution.reading import found


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ana Ruk said at a meeting of the town council that it was late.", "that it was late"),
        ("Ana Ruk said last Friday it was late.", "it was late"),
        (
            "Ana Ruk said by selling the pier, the town lost its market.",
            "by selling the pier, the town lost its market",
        ),
        ("Ana Ruk confirmed the town’s part in the sale.", "the town’s part in the sale"),
        ("Ana Ruk demanded an answer from the town, which has been silent.", "an answer from the town"),
        ("Ana Ruk asked why it was late.", "why it was late"),
        ("Ana Ruk says the opposite.", "the opposite"),
    ],
)
def test_content_starts_after_time_and_place(text: str, content: str) -> None:
    assert [row[2] for row in found(text)] == [content]


def test_a_credit_is_not_content() -> None:
    assert [row[2] for row in found("The pier was sold, the clerk said as per Reuters.")] == ["The pier was sold"]


def test_each_content_ends_where_the_next_frame_begins() -> None:
    assert [row[2] for row in found("Ana Ruk said it was late, and added that nobody knew why.")] == [
        "it was late",
        "that nobody knew why",
    ]
