"""Writes dates, times and durations as ISO text; reading that text again gives the same value."""

from __future__ import annotations

from engine.expressions.feel_values.temporal import NANOS, Date, DateTime, DaysDuration, MonthsDuration, Time
from engine.expressions.feel_values.zones import Zone


def spell(value: Date | Time | DateTime | DaysDuration | MonthsDuration) -> str:
    """The ISO text of this value."""
    if isinstance(value, Date):
        return _date(value)
    if isinstance(value, Time):
        return _time(value)
    if isinstance(value, DateTime):
        return f"{_date(value.date)}T{_time(value.time)}"
    return _months(value.months) if isinstance(value, MonthsDuration) else _days(value.nanos)


def _date(value: Date) -> str:
    sign = "-" if value.year < 0 else ""
    return f"{sign}{abs(value.year):04}-{value.month:02}-{value.day:02}"


def _time(value: Time) -> str:
    return f"{_clock(value.second_of_day)}{_fraction(value.nanos)}{_zone(value.zone)}"


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _fraction(nanos: int) -> str:
    return f".{nanos:09}".rstrip("0") if nanos else ""


def _zone(zone: Zone) -> str:
    if zone is None:
        return ""
    if isinstance(zone, str):
        return f"@{zone}"
    if zone == 0:
        return "Z"
    clock = _clock(abs(zone))
    return ("-" if zone < 0 else "+") + (clock if abs(zone) % 60 else clock[:5])


def _months(total: int) -> str:
    years, months = divmod(abs(total), 12)
    text = (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")
    return ("-P" if total < 0 else "P") + text


def _days(total: int) -> str:
    seconds, nanos = divmod(abs(total), NANOS)
    days, rest = divmod(seconds, 86_400)
    hours, minutes, second = rest // 3600, rest // 60 % 60, rest % 60
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    if second or nanos or not total:
        clock += f"{second}{_fraction(nanos)}S"
    return ("-P" if total < 0 else "P") + (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
