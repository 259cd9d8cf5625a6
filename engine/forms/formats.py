"""Days, times of day and moments as form-js writes them. Python's own readers take more than we want to store."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from jsonschema import FormatChecker

FORMATS = FormatChecker(formats=())

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?", re.ASCII)
#: first and last year that a paper may carry
_YEARS = range(1900, 2200)


@FORMATS.checks("day", raises=ValueError)
def is_day(value: object) -> bool:
    """YYYY-MM-DD, of a year from 1900 to 2199."""
    return isinstance(value, str) and bool(_DAY.fullmatch(value)) and date.fromisoformat(value).year in _YEARS


@FORMATS.checks("time_of_day", raises=ValueError)
def is_time_of_day(value: object) -> bool:
    """HH:MM, with seconds and offset where the form asks for them."""
    return isinstance(value, str) and bool(_TIME.fullmatch(value)) and time.fromisoformat(value) is not None


@FORMATS.checks("moment", raises=ValueError)
def is_moment(value: object) -> bool:
    """A day and a time of day with a T between."""
    if not isinstance(value, str):
        return False
    day, _, clock = value.partition("T")
    return is_day(day) and is_time_of_day(clock) and datetime.fromisoformat(value) is not None
