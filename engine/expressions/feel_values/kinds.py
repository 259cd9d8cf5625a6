"""What kind of value something is, and the taking in of Python values that are not FEEL's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from engine.expressions.feel_values.functions import FeelFunction
from engine.expressions.feel_values.ranges import Range
from engine.expressions.feel_values.temporal import (
    NANOS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
)
from engine.expressions.feel_values.zones import Zone


class Kind(StrEnum):
    """The types of FEEL, by the names they have there."""

    NULL = "Null"
    BOOLEAN = "boolean"
    NUMBER = "number"
    STRING = "string"
    LIST = "list"
    CONTEXT = "context"
    DATE = "date"
    TIME = "time"
    DATE_TIME = "date and time"
    DAYS = "days and time duration"
    MONTHS = "years and months duration"
    RANGE = "range"
    FUNCTION = "function"
    FOREIGN = "foreign"  #: nothing that FEEL knows


_KINDS: dict[type, Kind] = {
    type(None): Kind.NULL,
    bool: Kind.BOOLEAN,
    int: Kind.NUMBER,
    float: Kind.NUMBER,
    Decimal: Kind.NUMBER,
    str: Kind.STRING,
    list: Kind.LIST,
    dict: Kind.CONTEXT,
    Date: Kind.DATE,
    Time: Kind.TIME,
    DateTime: Kind.DATE_TIME,
    DaysDuration: Kind.DAYS,
    MonthsDuration: Kind.MONTHS,
    Range: Kind.RANGE,
    FeelFunction: Kind.FUNCTION,
}
#: values that need not be taken in
NATIVE = frozenset(_KINDS)


def kind_of(value: Any) -> Kind:
    """The kind of a value that has been taken in."""
    return _KINDS.get(type(value), Kind.FOREIGN)


def adopt(value: Any) -> Any:
    """A value of the data as FEEL's own, one level deep; what FEEL does not know stays as it is, of kind FOREIGN."""
    if type(value) in NATIVE:
        return value
    if isinstance(value, datetime):
        return DateTime(Date(value.year, value.month, value.day), _time(value.timetz()))
    if isinstance(value, date):
        return Date(value.year, value.month, value.day)
    if isinstance(value, time):
        return _time(value)
    if isinstance(value, timedelta):
        return DaysDuration((value.days * 86_400 + value.seconds) * NANOS + value.microseconds * 1000)
    return _plain_base(value)


def _plain_base(value: Any) -> Any:
    """The value of a subclass (an enum of texts, an ordered dictionary) as the plain one it stands for."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, Mapping):
        return {str(key): inner for key, inner in value.items()}
    if isinstance(value, tuple | set | frozenset):
        return list(value)
    return int(value) if isinstance(value, int) else value


def _time(value: time) -> Time:
    second = value.hour * 3600 + value.minute * 60 + value.second
    return Time(second, value.microsecond * 1000, _zone(value))


def _zone(value: time) -> Zone:
    if isinstance(value.tzinfo, ZoneInfo):
        return value.tzinfo.key
    offset = value.utcoffset()
    return None if offset is None else int(offset.total_seconds())
