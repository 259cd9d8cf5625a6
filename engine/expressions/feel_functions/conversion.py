"""Functions that make a value of one type from others: `date`, `time`, `number`, `string`, `duration`, `range` …"""

from __future__ import annotations

import re
from typing import Any

from engine.expressions.feel_functions.signatures import built_in, by_name
from engine.expressions.feel_values.comparing import ordered
from engine.expressions.feel_values.exchange import read_number
from engine.expressions.feel_values.numbers import Number
from engine.expressions.feel_values.ranges import Range
from engine.expressions.feel_values.reading import (
    read_date,
    read_date_time,
    read_duration,
    read_temporal,
    read_time,
    read_zone,
)
from engine.expressions.feel_values.temporal import (
    NANOS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    make_date,
    make_months_duration,
)
from engine.expressions.feel_values.told import told
from engine.expressions.feel_values.zones import FURTHEST_OFFSET


def _date_of_parts(year: Any, month: Any, day: Any) -> Date | None:
    return make_date(int(year), int(month), int(day)) if max(map(abs, (year, month, day))) < 10**12 else None


def _date_of(value: Date | DateTime) -> Date:
    return value.date if isinstance(value, DateTime) else value


def _time_of(value: Date | Time | DateTime) -> Time:
    if isinstance(value, Time):
        return value
    return value.time if isinstance(value, DateTime) else Time(0, 0, 0)


def _time_of_parts(hour: Any, minute: Any, second: Any, offset: DaysDuration | None = None) -> Time | None:
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        return None
    zone = None if offset is None else offset.nanos // NANOS
    if zone is not None and abs(zone) > FURTHEST_OFFSET:
        return None
    nanos = int(second * NANOS)
    return Time(int(hour) * 3600 + int(minute) * 60 + nanos // NANOS, nanos % NANOS, zone)


def _joined(day: Date | DateTime, time: Time) -> DateTime:
    return DateTime(_date_of(day), time)


def _in_zone(day: DateTime, zone: str) -> DateTime | None:
    known, read = read_zone(zone if zone[:1] in ("Z", "+", "-", "") else f"@{zone}")
    return DateTime(day.date, Time(day.time.second_of_day, day.time.nanos, read)) if known and zone else None


_SEPARATORS = {" ", ",", "."}


def _number(text: str, grouping: str | None = None, decimal: str | None = None) -> Number | None:
    if grouping is not None and (grouping not in _SEPARATORS or grouping == decimal):
        return None
    if decimal is not None and decimal not in (",", "."):
        return None
    grouped = text.replace(grouping, "") if grouping else text
    plain = grouped.replace(decimal, ".") if decimal else grouped
    return read_number(plain) if _NUMERAL.fullmatch(plain) else None


_NUMERAL = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?", re.ASCII)


def _months_between(first: Date | DateTime, second: Date | DateTime) -> MonthsDuration | None:
    a, b = _date_of(first), _date_of(second)
    months = (b.year - a.year) * 12 + b.month - a.month
    if months > 0 and b.day < a.day:
        months -= 1
    elif months < 0 and b.day > a.day:
        months += 1
    return make_months_duration(months)


_END = r"(?:-?\d*\.?\d+|\"(?:[^\"\\]|\\.)*\"|@\"[^\"]*\"|(?:date and time|date|time|duration)\s*\(\s*\"[^\"]*\"\s*\))"
_RANGE = re.compile(rf"\s*(?P<open>[\[\](])\s*(?P<low>{_END})\s*\.\.\s*(?P<high>{_END})\s*(?P<close>[\])\[])\s*")
_BY_FUNCTION = {"date and time": read_date_time, "date": read_date, "time": read_time, "duration": read_duration}


def _range(text: str) -> Range | None:
    found = _RANGE.fullmatch(text)
    if found is None:
        return None
    low, high = _end(found["low"]), _end(found["high"])
    order = ordered(low, high)
    if order is None or order > 0:
        return None
    return Range(low, high, with_low=found["open"] == "[", with_high=found["close"] == "]")


def _end(text: str) -> Any:
    if text[0] == '"':
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    if text[0] == "@":
        return read_temporal(text[2:-1])
    name, bracket, rest = text.partition("(")
    return _BY_FUNCTION[name.strip()](rest.split('"')[1]) if bracket else read_number(text)


_PARTS = "hour: number, minute: number, second: number, offset: days|null?"
FUNCTIONS = by_name(
    [
        built_in(
            "date",
            ("from: string", read_date),
            ("from: day", _date_of),
            ("year: number, month: number, day: number", _date_of_parts),
        ),
        built_in("time", ("from: string", read_time), ("from: time|day", _time_of), (_PARTS, _time_of_parts)),
        built_in(
            "date and time",
            ("from: string", read_date_time),
            ("date: day, time: time", _joined),
            ("date: datetime, timezone: string", _in_zone),
        ),
        built_in("duration", ("from: string", read_duration), ("from: duration", lambda value: value)),
        built_in("years and months duration", ("from: day, to: day", _months_between)),
        built_in(
            "number",
            ("from: string, grouping separator: string|null, decimal separator: string|null", _number),
            ("from: string", _number),
        ),
        built_in("string", ("from: null", lambda _none: None), ("from: any", told)),
        built_in("range", ("from: string", _range)),
        built_in("not", ("negand: boolean", lambda value: not value)),
    ]
)
