"""Moments in EDTF and in seconds."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.moments import moment_of, published_between

_DAY = 86400.0


@pytest.mark.parametrize(
    ("seconds", "moment"),
    [
        (1474156800, "2016-09-18T00:00:00Z"),
        (100_000_000, "1973-03-03T09:46:40Z"),
        (-1, "1969-12-31T23:59:59Z"),
        (-62135596800, "0001-01-01T00:00:00Z"),
        (253402300799, "9999-12-31T23:59:59Z"),
        (-62135596801, None),
        (253402300800, None),
        (10**30, None),
        (0, None),
        (20190303, None),
    ],
)
def test_moment_of_a_count_of_seconds(seconds: int, moment: str | None) -> None:
    assert moment_of(seconds) == moment


@given(st.integers(100_000_000, 253402300799))
def test_a_moment_is_between_itself(seconds: int) -> None:
    expected = seconds + datetime(1970, 1, 1).toordinal() * _DAY
    assert published_between(moment_of(seconds)) == (expected, expected)


@given(st.datetimes(), st.sampled_from(["", "Z", "+02:00", "-11:30"]))
def test_bounds_of_a_moment_are_its_seconds_from_year_one(moment: datetime, zone: str) -> None:
    found = published_between(moment.isoformat() + zone)
    read = datetime.fromisoformat(moment.isoformat() + zone)
    read = read.replace(tzinfo=read.tzinfo or UTC)
    seconds = (read - datetime(1, 1, 1, tzinfo=UTC)) / timedelta(seconds=1) + _DAY
    assert found == (seconds, seconds)


def test_bounds_of_dates() -> None:
    assert published_between("0001-01-02") == (2 * _DAY, 3 * _DAY - 1)
    year, month = published_between("2020"), published_between("2020-02")
    assert year
    assert month
    assert year[1] - year[0] == 366 * _DAY - 1
    assert month[1] - month[0] == 29 * _DAY - 1
    assert [published_between(one) for one in (None, "", "soon", "2020-13", "2020-02-30")] == [None] * 5
