"""The properties of dates, times, durations and ranges, and the entries of contexts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.expressions.feel_functions.dates import weekday
from engine.expressions.feel_values.kinds import Kind, adopt, kind_of
from engine.expressions.feel_values.temporal import NANOS, DaysDuration, Time
from engine.expressions.feel_values.zones import fixed_offset, offset_at

_Read = Callable[[Any], Any]


def property_of(value: Any, name: str) -> Any:
    """The property of this value; null when it has none of this name."""
    if isinstance(value, dict):
        return adopt(value.get(name))
    reader = _PROPERTIES.get(kind_of(value), {}).get(name)
    return None if reader is None else reader(value)


def _parts(nanos: int) -> tuple[int, int, int, int]:
    """Days, hours, minutes and seconds, all with the sign of the duration."""
    sign = -1 if nanos < 0 else 1
    seconds = abs(nanos) // NANOS
    rest = seconds % 86_400
    return sign * (seconds // 86_400), sign * (rest // 3600), sign * (rest // 60 % 60), sign * (rest % 60)


def _months(total: int) -> tuple[int, int]:
    sign = -1 if total < 0 else 1
    return sign * (abs(total) // 12), sign * (abs(total) % 12)


def _offset(time: Time) -> DaysDuration | None:
    seconds = None if time.zone is None else fixed_offset(time.zone)
    return None if seconds is None else DaysDuration(seconds * NANOS)


def _offset_on_day(value: Any) -> DaysDuration | None:
    if value.time.zone is None:
        return None
    return DaysDuration(offset_at(value.time.zone, value.date.to_days(), value.time.second_of_day) * NANOS)


def _region(time: Time) -> str | None:
    return time.zone if isinstance(time.zone, str) else None


_OF_DATE: Mapping[str, _Read] = {
    "year": lambda value: value.year,
    "month": lambda value: value.month,
    "day": lambda value: value.day,
    "weekday": weekday,
}
_OF_TIME: Mapping[str, _Read] = {
    "hour": lambda value: value.second_of_day // 3600,
    "minute": lambda value: value.second_of_day // 60 % 60,
    "second": lambda value: value.second_of_day % 60,
    "time offset": _offset,
    "timezone": _region,
}


def _of(part: str, reader: _Read) -> _Read:
    return lambda value: reader(getattr(value, part))


_PROPERTIES: Mapping[Kind, Mapping[str, _Read]] = {
    Kind.DATE: _OF_DATE,
    Kind.TIME: _OF_TIME,
    Kind.DATE_TIME: {
        **{name: _of("date", reader) for name, reader in _OF_DATE.items()},
        **{name: _of("time", reader) for name, reader in _OF_TIME.items()},
        "time offset": _offset_on_day,
    },
    Kind.DAYS: {
        "days": lambda value: _parts(value.nanos)[0],
        "hours": lambda value: _parts(value.nanos)[1],
        "minutes": lambda value: _parts(value.nanos)[2],
        "seconds": lambda value: _parts(value.nanos)[3],
    },
    Kind.MONTHS: {
        "years": lambda value: _months(value.months)[0],
        "months": lambda value: _months(value.months)[1],
    },
    Kind.RANGE: {
        "start": lambda value: value.low,
        "end": lambda value: value.high,
        "start included": lambda value: value.with_low,
        "end included": lambda value: value.with_high,
    },
}
