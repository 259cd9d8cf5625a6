"""A key for each value, the same for two values exactly when FEEL calls them equal: finding doubles in one pass."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from engine.expressions.feel_values.kinds import Kind, adopt, kind_of
from engine.expressions.feel_values.numbers import exact
from engine.expressions.feel_values.ranges import Range
from engine.expressions.feel_values.temporal import DateTime, Time
from engine.expressions.feel_values.zones import fixed_offset


def key_of(value: Any) -> Hashable:
    """The key of this value; what equals nothing but itself has its own."""
    value = adopt(value)
    kind = kind_of(value)
    match kind:
        case Kind.NUMBER:
            number = exact(value)
            return kind, id(value) if number is None else number
        case Kind.LIST:
            return kind, tuple(key_of(item) for item in value)
        case Kind.CONTEXT:
            return kind, frozenset((name, key_of(inner)) for name, inner in value.items())
        case Kind.TIME:
            return kind, _time(value)
        case Kind.DATE_TIME:
            return kind, _date_time(value)
        case Kind.RANGE:
            return kind, _range(value)
        case Kind.FUNCTION | Kind.FOREIGN:
            return kind, id(value)
    return kind, value


def _time(value: Time) -> Hashable:
    if value.zone is None:
        return "local", value.second_of_day
    offset = fixed_offset(value.zone)
    return (value.zone, value.second_of_day) if offset is None else ("UTC", value.second_of_day - offset)


def _date_time(value: DateTime) -> Hashable:
    return value.time.zone is None, value.instant()


def _range(value: Range) -> Hashable:
    shape = (value.with_low, value.with_high, value.has_low, value.has_high, value.is_point)
    return shape, key_of(value.low), key_of(value.high)
