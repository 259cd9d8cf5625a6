"""Dates, times, dates with a time, and the two kinds of duration, as FEEL has them. Frozen; made only through `make_…`.

Comparing and calculating are in `comparing` and `calculating`, reading and writing their ISO text in `reading` and
`spelling`. An impossible day is never made: the makers answer None, which is FEEL's null.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.expressions.feel_values.calendar import FURTHEST_YEAR, from_days, is_day, to_days
from engine.expressions.feel_values.zones import SECONDS_OF_DAY, Zone, offset_at, offset_of_instant

NANOS = 1_000_000_000
FURTHEST_MONTHS = 12 * FURTHEST_YEAR * 2
FURTHEST_SECONDS = 2**63


@dataclass(frozen=True, slots=True)
class Date:
    """A day."""

    year: int
    month: int
    day: int

    def to_days(self) -> int:
        """Days from 1970-01-01."""
        return to_days(self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day; `zone` is None for a local one."""

    second_of_day: int
    nanos: int = 0
    zone: Zone = None


@dataclass(frozen=True, slots=True)
class DateTime:
    """A day with a time."""

    date: Date
    time: Time

    def instant(self) -> int:
        """Seconds from 1970 in UTC; a local one counts as if it were UTC."""
        days, second = self.date.to_days(), self.time.second_of_day
        zone = self.time.zone
        return days * SECONDS_OF_DAY + second - (0 if zone is None else offset_at(zone, days, second))


@dataclass(frozen=True, slots=True)
class DaysDuration:
    """A days and time duration, in nanoseconds."""

    nanos: int


@dataclass(frozen=True, slots=True)
class MonthsDuration:
    """A years and months duration, in months."""

    months: int


def make_date(year: int, month: int, day: int) -> Date | None:
    """The day; None where there is no such day."""
    return Date(year, month, day) if is_day(year, month, day) else None


def date_of_days(days: int) -> Date | None:
    """The day so many days after 1970-01-01; None beyond the years FEEL knows."""
    if abs(days) > FURTHEST_YEAR * 366:
        return None
    return make_date(*from_days(days))


def make_days_duration(nanos: int) -> DaysDuration | None:
    """The duration; None where it is beyond 2^63 seconds."""
    return DaysDuration(nanos) if abs(nanos) < FURTHEST_SECONDS * NANOS else None


def make_months_duration(months: int) -> MonthsDuration | None:
    """The duration; None where no two dates of FEEL lie so far apart."""
    return MonthsDuration(months) if abs(months) <= FURTHEST_MONTHS else None


def date_time_at(instant: int, nanos: int, zone: Zone) -> DateTime | None:
    """The date and time of these seconds from 1970 in UTC, told in this zone (None: local, as if UTC)."""
    if abs(instant) > (FURTHEST_YEAR + 1) * 366 * SECONDS_OF_DAY:
        return None
    local = instant if zone is None else instant + offset_of_instant(zone, instant)
    days, second = divmod(local, SECONDS_OF_DAY)
    date = date_of_days(days)
    return None if date is None else DateTime(date, Time(second, nanos, zone))
