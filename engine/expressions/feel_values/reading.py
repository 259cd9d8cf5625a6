"""Reads ISO text into dates, times and durations. Whatever is not exactly in form is null, as FEEL wants it."""

from __future__ import annotations

import re

from engine.expressions.feel_values.temporal import (
    NANOS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    date_of_days,
    make_date,
    make_days_duration,
    make_months_duration,
)
from engine.expressions.feel_values.zones import FURTHEST_OFFSET, SECONDS_OF_DAY, Zone, is_region

Temporal = Date | Time | DateTime | DaysDuration | MonthsDuration

_DATE = re.compile(r"(?P<year>-?(?:[1-9]\d{4,8}|\d{4}))-(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII)
_TIME = re.compile(
    r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:\.(?P<fraction>\d{1,9}))?"
    r"(?P<zone>Z|[+-]\d\d:\d\d(?::\d\d)?|@[A-Za-z0-9_+/-]{1,60})?",
    re.ASCII,
)
_MONTHS = re.compile(r"(?P<sign>-?)P(?=\d)(?:(?P<years>\d{1,18})Y)?(?:(?P<months>\d{1,18})M)?", re.ASCII)
_DAYS = re.compile(
    r"(?P<sign>-?)P(?=[\dT])(?:(?P<days>\d{1,18})D)?(?:T(?=\d)(?:(?P<hours>\d{1,18})H)?(?:(?P<minutes>\d{1,18})M)?"
    r"(?:(?P<seconds>\d{1,18})(?:\.(?P<fraction>\d{0,9}))?S)?)?",
    re.ASCII,
)
_LONGEST = 120


def read_date(text: str) -> Date | None:
    """`2026-11-25`."""
    found = _DATE.fullmatch(text)
    return make_date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None


def read_time(text: str) -> Time | None:
    """`10:30:00`, with a fraction, and with `Z`, an offset or `@Region`; 24:00:00 is the next midnight."""
    read = _time_and_days(text)
    return read[0] if read else None


def read_date_time(text: str) -> DateTime | None:
    """`2026-11-25T10:30:00` with all that a time may have; a date alone is its midnight."""
    day, separator, clock = text[:_LONGEST].partition("T")
    date = read_date(day)
    if date is None:
        return None
    if not separator:
        return DateTime(date, Time(0))
    read = _time_and_days(clock)
    if read is None:
        return None
    time, further = read
    later = date_of_days(date.to_days() + further)
    return DateTime(later, time) if later is not None else None


def read_duration(text: str) -> DaysDuration | MonthsDuration | None:
    """`P1Y2M`, or `P1DT2H3M4.5S`; the two kinds do not mix."""
    if len(text) > _LONGEST:
        return None
    if found := _MONTHS.fullmatch(text):
        months = int(found["years"] or 0) * 12 + int(found["months"] or 0)
        return make_months_duration(-months if found["sign"] else months)
    if found := _DAYS.fullmatch(text):
        minutes = (int(found["days"] or 0) * 24 + int(found["hours"] or 0)) * 60 + int(found["minutes"] or 0)
        nanos = (minutes * 60 + int(found["seconds"] or 0)) * NANOS + int((found["fraction"] or "").ljust(9, "0"))
        return make_days_duration(-nanos if found["sign"] else nanos)
    return None


def read_temporal(text: str) -> Temporal | None:
    """What stands in an `@"…"` literal."""
    if "P" in text[:2]:
        return read_duration(text)
    if "T" in text.partition("@")[0]:
        return read_date_time(text)
    return read_date(text) or read_time(text)


def read_zone(text: str | None) -> tuple[bool, Zone]:
    """Whether there is such a zone, and the zone."""
    if not text or text == "Z":
        return True, 0 if text else None
    if text[0] == "@":
        return is_region(text[1:]), text[1:]
    hours, minutes, seconds = (*map(int, text[1:].split(":")), 0)[:3]
    offset = hours * 3600 + minutes * 60 + seconds
    fits = offset <= FURTHEST_OFFSET and minutes < 60 and seconds < 60
    return fits, -offset if text[0] == "-" else offset


def _time_and_days(text: str) -> tuple[Time, int] | None:
    """The time, and the days it goes further: 24:00:00 is the next midnight."""
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"])
    nanos = int((found["fraction"] or "").ljust(9, "0"))
    known, zone = read_zone(found["zone"])
    total = hour * 3600 + minute * 60 + second
    if not known or minute > 59 or second > 59 or total * NANOS + nanos > SECONDS_OF_DAY * NANOS:
        return None
    return Time(total % SECONDS_OF_DAY, nanos, zone), total // SECONDS_OF_DAY
