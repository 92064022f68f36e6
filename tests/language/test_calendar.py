"""Dates of news to EDTF."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.calendar import read_dates

PUBLISHED = "2021-04-14"  # a Wednesday

CASES = [
    ("stamped 2021-04-05 in red", "2021-04-05", "2021-04-05"),
    ("on April 5, 2021.", "April 5, 2021", "2021-04-05"),
    ("on 5 April 2021", "5 April 2021", "2021-04-05"),
    ("the 5th of April", "5th of April", "XXXX-04-05"),
    ("edition of 5. April 2021", "5. April 2021", "2021-04-05"),
    ("on April 5 the", "April 5", "XXXX-04-05"),
    ("Sept. 3rd, 2020", "Sept. 3rd, 2020", "2020-09-03"),
    ("Monday, April 5, 2021", "Monday, April 5, 2021", "2021-04-05"),
    ("April 5-7 saw", "April 5-7", "XXXX-04-05/XXXX-04-07"),
    ("in March 2020", "March 2020", "2020-03"),
    ("since March they", "March", "XXXX-03"),
    ("last November they", "last November", "2020-11"),
    ("next June they", "next June", "2021-06"),
    ("in 2014 they", "2014", "2014"),
    ("the 2014 flood", "2014", "2014"),
    ("the 1990s", "1990s", "199X"),
    ("summer 2014", "summer 2014", "2014-22"),
    ("17/09/2016", "17/09/2016", "2016-09-17"),
    ("03/04/2019", "03/04/2019", "2019-XX-XX"),
    ("on Wednesday it", "Wednesday", "2021-04-14"),
    ("on Thursday it", "Thursday", "2021-04-08"),
    ("Monday night", "Monday night", "2021-04-12"),
    ("last Friday", "last Friday", "2021-04-09"),
    ("last Wednesday", "last Wednesday", "2021-04-07"),
    ("next Tuesday", "next Tuesday", "2021-04-20"),
    ("They will vote on Friday", "Friday", "2021-04-16"),
    ("They said yesterday", "yesterday", "2021-04-13"),
    ("tomorrow", "tomorrow", "2021-04-15"),
    ("the day before yesterday", "the day before yesterday", "2021-04-12"),
    ("three days ago", "three days ago", "2021-04-11"),
    ("earlier this week", "earlier this week", "2021-04-12/2021-04-18"),
    ("last month", "last month", "2021-03"),
    ("on the 11. March 2014", "11. March 2014", "2014-03-11"),
    ("late Friday", "Friday", "2021-04-09"),
    ("in the course of Saturday", "Saturday", "2021-04-10"),
]


@pytest.mark.parametrize(("text", "words", "value"), CASES)
def test_reads(text: str, words: str, value: str) -> None:
    [date] = read_dates(text, published=PUBLISHED)
    assert (date.span.text_in(text), date.value) == (words, value)


@pytest.mark.parametrize(
    "text",
    [
        "It may rain.",
        "They march on.",
        "May the wind hold.",
        "He sat down.",
        "Black Friday sales",
        "the Sunday Times",
        "on Fridays",
        "every Friday in your inbox",
        "after Sunday services they",
        "of 12. May said so",
        "February 31",
        "Harbour Today reported",
        "of 2000 people",
        "flight 1984",
        "a second wave",
        "the spring",
        "last year",
    ],
)
def test_leaves_out(text: str) -> None:
    assert read_dates(text, published=PUBLISHED) == []


@pytest.mark.parametrize(
    "text", ["on Thursday", "last Friday", "yesterday", "this week", "two days ago", "last November"]
)
@pytest.mark.parametrize("published", [None, "2021", "2021-04", "soon"])
def test_relative_is_null_without_a_day_of_publication(text: str, published: str | None) -> None:
    [date] = read_dates(text, published=published)
    assert date.value is None


def test_a_month_and_day_never_takes_its_year_from_publication() -> None:
    [date] = read_dates("on April 5", published=PUBLISHED)
    assert date.value == "XXXX-04-05"


PARTS = st.sampled_from(
    [
        "May",
        "5",
        "17th",
        ",",
        "2016",
        "of",
        "the",
        "last",
        "Monday",
        "Sat",
        ".",
        "next",
        "-",
        "days",
        "ago",
        "today",
        "this",
        "week",
        "in",
        "1990s",
        "2016-02-30",
        "0000-01-01",
        "9999-12-31",
        "31/12/9999",
        "\u200b",
        "\r\n",
        "will",
        "spring",
        "’s",
        "²",
    ]
)


@given(st.lists(PARTS, max_size=25), st.sampled_from([None, "2021-04-14", "0001-01-01", "9999-12-31"]))
def test_any_mixture_gives_ordered_spans(parts: list[str], published: str | None) -> None:
    text = " ".join(parts)
    end = 0
    for date in read_dates(text, published=published):
        assert end <= date.span.start < date.span.end <= len(text)
        assert date.value is None or re.fullmatch(r"[\dX]{4}(-[\dX]{2}){0,2}(/[\dX]{4}(-[\dX]{2}){0,2})?", date.value)
        end = date.span.end


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for date in read_dates(text, published=PUBLISHED):
        assert date.span.text_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "in 2014 " * 20_000,
        "2014 " * 20_000,
        "May " * 20_000,
        "Monday, " * 20_000,
        "the " * 20_000,
        "last " * 20_000,
        "will " * 20_000 + "Monday",
        "Monday " * 20_000,
        "2016-09-17" * 10_000,
        "5-" * 20_000,
    ],
)
def test_hostile_text_is_linear(text: str) -> None:
    read_dates(text, published=PUBLISHED)
