"""Moments: what an EDTF value means in seconds, and what a count of seconds means in EDTF."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_EPOCH = datetime(1970, 1, 1)
_LEAST_SECONDS = 100_000_000
"""Counts of seconds from 0 to this (March 1973) are no dates: they are zeros, row numbers and days like 20190303."""


def moment_of(seconds: int) -> str | None:
    """Seconds since 1970 as `YYYY-MM-DDTHH:MM:SSZ`; None for a count that can be no date, or no year from 1 to 9999."""
    if 0 <= seconds < _LEAST_SECONDS:
        return None
    try:
        return (_EPOCH + timedelta(seconds=seconds)).isoformat() + "Z"
    except OverflowError:
        return None


@lru_cache(65536)
def published_between(published: str | None) -> tuple[float, float] | None:
    """The first and last second, from year 1 on, that an EDTF date or date with time may mean; None if neither."""
    if not published:
        return None
    found = _DATE.match(published) if len(published) <= 10 else None
    try:
        if found:
            year, month, day = (int(part or 0) for part in found.groups())
            first = date(year, month or 1, day or 1)
            last = date(year, month or 12, day or monthrange(year, month or 12)[1])
            return first.toordinal() * 86400.0, last.toordinal() * 86400.0 + 86399.0
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    if moment.tzinfo in (None, UTC) and not moment.microsecond:
        seconds = moment.toordinal() * 86400.0 + (moment.hour * 3600 + moment.minute * 60 + moment.second)
        return seconds, seconds
    moment = moment.replace(tzinfo=moment.tzinfo or UTC)
    seconds = (moment - datetime(1, 1, 1, tzinfo=UTC)) / timedelta(seconds=1) + 86400.0
    return seconds, seconds
