"""Which numbers are figures, what they count, and as what range."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.figures.counts import find_counts
from sayso.model import Span

FIGURES = [
    ("The slide killed 48 quarrymen.", "48 quarrymen", "killed", 48, 48),
    ("Almost fifty-one climbers were dead.", "Almost fifty-one climbers were dead", "killed", None, 51),
    ("One ferryman was killed.", "One ferryman was killed", "killed", 1, 1),
    ("They left 7 dead.", "7 dead", "killed", 7, 7),
    ("The flood claimed 62 lives.", "62 lives", "killed", 62, 62),
    ("The number of dead stood at 41.", "41", "killed", 41, 41),
    ("At least twelve people died there.", "At least twelve people died", "killed", 12, None),
    ("Up to 30 bathers remain missing.", "Up to 30 bathers remain missing", "missing", None, 30),
    ("Police arrested 300 marchers.", "300 marchers", "arrested", 300, 300),
    ("Some 4,000 villagers have been evacuated.", "Some 4,000 villagers have been evacuated", "displaced", 4000, 4000),
    ("The works will shed 1,300 jobs.", "1,300 jobs", "jobs", 1300, 1300),
    ("He counted nineteen felled limes.", "nineteen felled limes", "limes", 19, 19),
    ("A convoy of six milk lorries left.", "six milk lorries", "lorries", 6, 6),
    ("The quay held 40 tonnes of barley.", "40 tonnes", "barley", 40, 40),
    ("It cost between $3m and $4m.", "between $3m and $4m", "money", 3e6, 4e6),
    ("The bridge cost almost €2.5 billion.", "almost €2.5 billion", "money", None, 2.5e9),
    ("Turnout was 61.5 per cent.", "61.5 per cent", "percent", 61.5, 61.5),
    ("Dozens of kayaks drifted off.", "Dozens of kayaks", "kayaks", None, None),
    ("They lost millions of euros.", "millions of euros", "money", None, None),
    ("The outage lasted for 9 hours.", "9 hours", "duration", 9, 9),
]

NONE = [
    "It was one of the two doors.",
    "She served for eleven years.",
    "Mill Lane lies 40 kilometres from the sea.",
    "He waited ten minutes.",
    "For one thing, it rained.",
    "The two men left.",
    "Both sides signed.",
    "Bus 14 stops here.",
    "A man of 62 said so.",
    "Ottla Brenn, 54, agreed.",
    "Her 12-year-old son slept.",
    "The MQ-9 drone landed.",
    "Call 555-2310 now.",
    "They lost 3-2.",
    "It opens at 10:30.",
    "Section 12 was amended.",
    "She came 17th.",
    "There are three reasons for it.",
    "He is 100 per cent sure.",
    "Nine of 10 pears rot.",
    "In 2014 elections were held.",
    "No one was killed.",
    "Two pumps were dead.",
    "A quarter of a million.",
    "They met two hours before.",
    "Page 40 prints it.",
    "The widow of one of the dead wept.",
    "It happened four times.",
]


def counts_of(text: str) -> list[tuple[str, str, float | None, float | None]]:
    found = find_counts(text, [Span(0, len(text))], [])
    return [(c.span.text_in(text), c.what, c.number.low, c.number.high) for c in found]


@pytest.mark.parametrize(("text", "words", "what", "low", "high"), FIGURES)
def test_finds(text: str, words: str, what: str, low: float | None, high: float | None) -> None:
    assert counts_of(text) == [(words, what, low, high)]


@pytest.mark.parametrize("text", NONE)
def test_leaves_out(text: str) -> None:
    assert counts_of(text) == []


def test_elided_noun_takes_the_outcome_at_hand() -> None:
    assert counts_of("leaving 23 sailors killed and eighty wounded") == [
        ("23 sailors killed", "killed", 23, 23),
        ("eighty wounded", "injured", 80, 80),
    ]


def test_coordination_shares_what_happened() -> None:
    assert [c[1] for c in counts_of("The blast killed 14 nurses and 5 porters.")] == ["killed", "killed"]
    assert [c[1] for c in counts_of("14 nurses and 5 porters were injured.")] == ["injured", "injured"]


def test_an_active_verb_is_no_outcome() -> None:
    assert counts_of("The 90 raiders killed the mayor.") == [("90 raiders", "raiders", 90, 90)]


def test_parts_of_a_figure_count_however_small() -> None:
    found = counts_of("Six barges burned, including two Kestrel-4 tugs and one tanker.")
    assert [(low, high) for _, _, low, high in found] == [(6, 6), (2, 2), (1, 1)]


def test_numbers_within_dates_are_left_out() -> None:
    text = "On May 20 miners walked out."
    assert find_counts(text, [Span(0, len(text))], [Span(3, 9)]) == []


WORDS = st.sampled_from(
    [
        "62",
        "sixty",
        "over",
        "people",
        "were",
        "killed",
        "and",
        "wounded",
        "the",
        "of",
        "%",
        "$",
        "million",
        "dozens",
        "including",
        "lives",
        "toll",
        ",",
        ".",
        "\r\n",
        "“",
        "of the",
        "lasted",
        "hours",
        "number",
        "dead",
        "one",
        "👥",
        "\u202e",
        "a",
        "hundred",
    ]
)


@given(st.lists(WORDS, max_size=30))
def test_any_mixture_gives_ordered_spans(words: list[str]) -> None:
    text = " ".join(words)
    found = find_counts(text, [Span(0, len(text))], [])
    assert [c.span for c in found] == sorted(c.span for c in found)
    for count in found:
        assert 0 <= count.span.start <= count.core.start < count.core.end <= count.span.end <= len(text)
        assert count.what


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for count in find_counts(text, [Span(0, len(text))], []):
        assert count.span.text_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "62 killed and " * 20_000,
        "1984 " * 20_000,
        "5 " * 20_000 + "men",
        "62 " + "very " * 20_000 + "killed",
        "the number of dead " * 10_000 + "5",
        "dozens of " * 20_000,
        "62 " + "men-" * 20_000,
    ],
)
def test_hostile_text_is_linear(text: str) -> None:
    find_counts(text, [Span(0, len(text))], [])
