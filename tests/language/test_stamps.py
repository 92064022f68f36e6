"""Date stamps and the days they stand for."""

import pytest

from sayso.language.stamps import edtf_day, read_stamp


@pytest.mark.parametrize(
    ("line", "value", "published"),
    [
        ("date 2016-09-19", "2016-09-19", True),
        ("Published March 3, 2019", "2019-03-03", True),
        ("Posted 4 May 2020 | 4 min read", "2020-05-04", True),
        ("Saturday, September 12, 2015", "2015-09-12", True),
        ("2021-02-03T10:00:00Z", "2021-02-03", True),
        ("First published on 3rd June 2018 at 14:05 GMT", "2018-06-03", True),
        ("Last updated: June 3, 2018", "2018-06-03", False),
        ("Edition of 7. November 2019", "2019-11-07", True),
        ("8. November 2019 · reading time 4 min", "2019-11-08", True),
        ("Online since 27. August 2013", "2013-08-27", True),
        ("Edition of 18. April 2021", "2021-04-18", True),
        ("3 May 2019, last change 21.40", "2019-05-03", True),
        ("Online since Sunday 5 May 2019", "2019-05-05", True),
        ("2015-04-06 · reading time 4 min", "2015-04-06", True),
        ("25/12/2017", "2017-12-25", True),
        ("04/05/2017", None, True),
        ("February 31, 2019", None, True),
    ],
)
def test_stamps(line: str, value: str | None, published: bool) -> None:
    stamp = read_stamp(line)
    assert stamp is not None
    assert (stamp.end, stamp.value, stamp.published) == (len(line), value, published)


@pytest.mark.parametrize(
    "line", ["On March 3, 2019 the dam broke.", "Published on May 4, 2020, the report blames no one.", "", "x" * 9_999]
)
def test_text_is_no_stamp(line: str) -> None:
    assert read_stamp(line) is None


def test_a_stamp_may_stand_before_text() -> None:
    stamp = read_stamp("date 2016-09-19 A miller has confirmed it.")
    assert stamp is not None
    assert (stamp.end, stamp.value) == (15, "2016-09-19")


def test_digits_without_end() -> None:
    assert edtf_day("9" * 100_000) is None
