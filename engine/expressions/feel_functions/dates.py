"""Functions on days. `now` and `today` are not among them: only the caller knows the clock, and hands them in."""

from __future__ import annotations

from engine.expressions.feel_functions.signatures import built_in, by_name
from engine.expressions.feel_values.calendar import to_days
from engine.expressions.feel_values.temporal import Date, DateTime

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def weekday(day: Date | DateTime) -> int:
    """1 for Monday to 7 for Sunday."""
    return (_date(day).to_days() + 3) % 7 + 1


def _date(day: Date | DateTime) -> Date:
    return day.date if isinstance(day, DateTime) else day


def _day_of_year(day: Date | DateTime) -> int:
    return _date(day).to_days() - to_days(_date(day).year, 1, 1) + 1


def _week_of_year(day: Date | DateTime) -> int:
    """The week by ISO 8601: the one that has the Thursday."""
    thursday = _date(day).to_days() - weekday(day) + 4
    year = _date(day).year
    first = next(start for one in (year + 1, year, year - 1) if (start := to_days(one, 1, 1)) <= thursday)
    return (thursday - first) // 7 + 1


FUNCTIONS = by_name(
    [
        built_in("day of year", ("date: day", _day_of_year)),
        built_in("day of week", ("date: day", lambda day: _DAYS[weekday(day) - 1])),
        built_in("month of year", ("date: day", lambda day: _MONTHS[_date(day).month - 1])),
        built_in("week of year", ("date: day", _week_of_year)),
    ]
)
