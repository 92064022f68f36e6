"""Numbers in digits and words, with hedges, ranges and units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.numbers import read_numbers

CASES = [
    ("62 otters", "62", 62, 62, None, None),
    ("over 100 hurt", "over 100", 100, None, "more than", None),
    ("more than 1,250 goats", "more than 1,250", 1250, None, "more than", None),
    ("Almost sixty-two divers", "Almost sixty-two", None, 62, "almost", None),
    ("nearly three hundred thousand tons", "nearly three hundred thousand", None, 300_000, "almost", None),
    ("up to 40 rafts", "up to 40", None, 40, "up to", None),
    ("at least some 60 huts", "at least some 60", 60, None, "at least", None),
    ("about a dozen kites", "about a dozen", 12, 12, "about", None),
    ("an estimated 30 barges", "an estimated 30", 30, 30, "about", None),
    ("a hundred limped home", "a hundred", 100, 100, None, None),
    ("one hundred and five pears", "one hundred and five", 105, 105, None, None),
    ("two hundred and thirty thousand bees", "two hundred and thirty thousand", 230_000, 230_000, None, None),
    (
        "one hundred thousand two hundred and four",
        "one hundred thousand two hundred and four",
        100_204,
        100_204,
        None,
        None,
    ),
    ("two dozen eggs", "two dozen", 24, 24, None, None),
    ("half a million letters", "half a million", 500_000, 500_000, None, None),
    ("two and a half million bricks", "two and a half million", 2_500_000, 2_500_000, None, None),
    ("1.2 million oysters", "1.2 million", 1_200_000, 1_200_000, None, None),
    ("60 to 70 canoes", "60 to 70", 60, 70, None, None),
    ("60–70 canoes", "60–70", 60, 70, None, None),
    ("between sixty and 70 canoes", "between sixty and 70", 60, 70, None, None),
    ("two or three thousand rails", "two or three thousand", 2000, 3000, None, None),
    ("2-3 million", "2-3 million", 2e6, 3e6, None, None),
    ("100+ bats", "100+", 100, None, "more than", None),
    ("sixty or more bats", "sixty or more", 60, None, "at least", None),
    ("$3m for it", "$3m", 3e6, 3e6, None, "dollars"),
    ("more than US$40,000", "more than US$40,000", 40_000, None, "more than", "dollars"),
    ("€2.5 billion", "€2.5 billion", 2.5e9, 2.5e9, None, "euros"),
    ("40,000 rupees", "40,000 rupees", 40_000, 40_000, None, "rupees"),
    ("12.5% of it", "12.5%", 12.5, 12.5, None, "%"),
    ("sixty per cent", "sixty per cent", 60, 60, None, "%"),
    ("dozens of owls", "dozens", None, None, None, None),
    ("tens of thousands of owls", "tens of thousands", None, None, None, None),
    ("several hundred owls", "several hundred", None, None, None, None),
]


@pytest.mark.parametrize(("text", "words", "low", "high", "hedge", "unit"), CASES)
def test_reads(
    text: str, words: str, low: float | None, high: float | None, hedge: str | None, unit: str | None
) -> None:
    [number] = read_numbers(text)
    assert number.span.text_in(text) == words
    assert (number.low, number.high, number.hedge, number.unit) == (low, high, hedge, unit)


@pytest.mark.parametrize(
    "text",
    [
        "no one came",
        "this one",
        "an MQ-9 and a B-52",
        "a 12-year-old",
        "a four-day trip",
        "the 17th",
        "at 10:30",
        "2021-04-05",
        "12/05/2021",
        "room #7",
        "hundred-odd",
        "9" * 20,
        "he scores often",
        "192.168.0.1",
    ],
)
def test_leaves_out(text: str) -> None:
    assert read_numbers(text) == []


def test_a_change_is_two_numbers() -> None:
    assert [n.value for n in read_numbers("It rose from 60 to 70.")] == [60, 70]
    assert [(n.low, n.high) for n in read_numbers("from 60 to 70 mules")] == [(60, 70)]


def test_lists_stay_apart() -> None:
    assert [n.value for n in read_numbers("nineteen ninety, six, seven and eight")] == [19, 90, 6, 7, 8]


PARTS = st.sampled_from(
    [
        "sixty",
        "-",
        "two",
        "hundred",
        "and",
        "a",
        "half",
        "million",
        "over",
        "at least",
        "between",
        "to",
        "$",
        "€",
        "%",
        "1,2",
        "40",
        "3.5",
        "m",
        "dozens",
        "of",
        "per cent",
        "\u200b",
        "\u202e",
        "🙂",
        "\r\n",
        "’s",
        ".",
        "٣",
        "²",
        "ⅷ",
        "one",
    ]
)


@given(st.lists(st.tuples(PARTS, st.sampled_from(["", " ", "\u00a0"])), max_size=30))
def test_any_mixture_gives_ordered_spans(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + blank for word, blank in parts)
    end = 0
    for number in read_numbers(text):
        assert end <= number.span.start <= number.core.start < number.core.end <= number.span.end <= len(text)
        assert number.low is None or number.high is None or number.low <= number.high
        end = number.span.end


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for number in read_numbers(text):
        assert number.span.text_in(text)


@given(st.integers(1, 10**12))
def test_digits_read_back(value: int) -> None:
    assert [n.low for n in read_numbers(f"{value} plums")] == [value]
    assert [n.low for n in read_numbers(f"{value:,} plums")] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "7" * 10_000,
        "7," * 10_000,
        "seven " * 20_000,
        "hundred and " * 20_000,
        "hundreds of " * 20_000,
        "over " * 20_000 + "5",
        "million " * 20_000,
        "1 000" * 10_000,
        "between 1 and " * 10_000,
        "a half " * 10_000,
        "7-" * 20_000,
        "x-" * 20_000,
    ],
)
def test_hostile_text_is_linear(text: str) -> None:
    read_numbers(text)


def test_a_range_that_breaks_off_at_a_currency_is_a_number() -> None:
    numbers = read_numbers("they lost 40 - $")
    assert [(number.low, number.high) for number in numbers] == [(40, 40)]


def test_a_score_in_words_is_no_number_and_ends() -> None:
    assert [number.low for number in read_numbers("they won two-one before 300 fans")] == [300]
