"""The shipped tagger on sentences of ours, and on what nobody should feed it."""

import sys

import pytest

from sayso.attribution.tagger import Reading, shipped_tagger
from sayso.model import Span


def read(text: str, *proposed: Span) -> list[Reading]:
    return shipped_tagger().read(text, Span(0, len(text)), proposed)


def words(text: str, reading: Reading) -> tuple[str, str, str]:
    source = reading.source.text_in(text) if reading.source else ""
    return source, reading.cue.text_in(text), " / ".join(c.text_in(text) for c in reading.content)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Ruk said that the pier was sold.", ("Ana Ruk", "said", "that the pier was sold")),
        ("The pier was sold, Ana Ruk said.", ("Ana Ruk", "said", "The pier was sold")),
        ("“The pier was sold,” said Ana Ruk.", ("Ana Ruk", "said", "“The pier was sold,”")),
        ("The mayor believes that the pier was sold.", ("The mayor", "believes", "that the pier was sold")),
    ],
)
def test_plain_sentences(text: str, expected: tuple[str, str, str]) -> None:
    assert words(text, max(read(text), key=lambda r: r.valid)) == expected


def test_narrative_holds_nothing_likely() -> None:
    text = "The ferry left the pier at nine and reached the island before noon."
    assert all(r.seen * r.valid < 0.2 for r in read(text))


def test_a_proposed_cue_gets_an_opinion() -> None:
    text = "Ana Ruk opened the ledger on Monday morning."
    [reading] = [r for r in read(text, Span(8, 14)) if r.cue == Span(8, 14)] or [None]
    assert reading is None or reading.valid < 0.5


def test_a_copy_elsewhere_is_read_the_same() -> None:
    text = "The pier was sold, Ana Ruk said."
    moved = "\n\n" + text
    here, there = read(text), shipped_tagger().read(moved, Span(2, len(moved)))
    assert [words(text, r) for r in here] == [words(moved, r) for r in there]


@pytest.mark.parametrize(
    "text", ["“" * 20_000, "said " * 20_000, "a" * 100_000, "Ana said that " * 5_000, "\u200b" * 1000, "😀" * 1000]
)
def test_hostile_paragraphs(text: str) -> None:
    for reading in read(text):
        assert 0 <= reading.cue.start < reading.cue.end <= len(text)


def test_the_hub_is_never_asked() -> None:
    read("Ana Ruk said no.")
    assert "huggingface_hub" not in sys.modules
