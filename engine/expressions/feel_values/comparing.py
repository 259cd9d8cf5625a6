"""Equality and order of FEEL: three-valued, and never between different kinds.

Times are compared by whole seconds, as the conformance tests of the standard want it. A local time and one with a zone
cannot be compared.
"""

from __future__ import annotations

from typing import Any

from engine.expressions.feel_values.kinds import Kind, kind_of
from engine.expressions.feel_values.numbers import exact
from engine.expressions.feel_values.ranges import Range
from engine.expressions.feel_values.temporal import DateTime, Time
from engine.expressions.feel_values.zones import fixed_offset

#: these need no further look when both are the same
_PLAIN, _PLAIN_ORDERED = frozenset({int, str, bool}), frozenset({int, str})
_ORDERED = frozenset({Kind.NUMBER, Kind.STRING, Kind.DATE, Kind.TIME, Kind.DATE_TIME, Kind.DAYS, Kind.MONTHS})


def equal(left: Any, right: Any) -> bool | None:
    """Whether both are the same; null alone equals null, and of different kinds it is not known."""
    if left is None or right is None:
        return left is right
    if left.__class__ is right.__class__ and left.__class__ in _PLAIN:
        return bool(left == right)
    kind = kind_of(left)
    if kind != kind_of(right):
        return None
    if kind in _ORDERED:
        order = ordered(left, right)
        return None if order is None else order == 0
    if kind is Kind.BOOLEAN:
        return left is right
    return _structures_equal(kind, left, right)


def ordered(left: Any, right: Any) -> int | None:
    """-1, 0 or 1 as left comes before, with or after right; None where they have no order."""
    if left.__class__ is right.__class__ and left.__class__ in _PLAIN_ORDERED:
        return int(left > right) - int(left < right)
    kind = kind_of(left)
    if kind != kind_of(right) or kind not in _ORDERED:
        return None
    first, second = _measures(kind, left, right)
    if first is None or second is None:
        return None
    return int(first > second) - int(first < second)


def _measures(kind: Kind, left: Any, right: Any) -> tuple[Any, Any]:
    match kind:
        case Kind.NUMBER:
            return exact(left), exact(right)
        case Kind.DATE:
            return left.to_days(), right.to_days()
        case Kind.TIME:
            return _times(left, right)
        case Kind.DATE_TIME:
            return _date_times(left, right)
        case Kind.DAYS:
            return left.nanos, right.nanos
        case Kind.MONTHS:
            return left.months, right.months
        case _:
            return left, right


def _times(left: Time, right: Time) -> tuple[int | None, int | None]:
    if left.zone == right.zone:
        return left.second_of_day, right.second_of_day
    if left.zone is None or right.zone is None:
        return None, None
    first, second = fixed_offset(left.zone), fixed_offset(right.zone)
    if first is None or second is None:
        return None, None
    return left.second_of_day - first, right.second_of_day - second


def _date_times(left: DateTime, right: DateTime) -> tuple[int | None, int | None]:
    if (left.time.zone is None) != (right.time.zone is None):
        return None, None
    return left.instant(), right.instant()


def _structures_equal(kind: Kind, left: Any, right: Any) -> bool | None:
    if kind is Kind.LIST:
        return len(left) == len(right) and _all_equal(list(zip(left, right, strict=True)))
    if kind is Kind.CONTEXT:
        return left.keys() == right.keys() and _all_equal([(left[key], right[key]) for key in left])
    if kind is Kind.RANGE:
        return _ranges_equal(left, right)
    return True if left is right else None


def _ranges_equal(left: Range, right: Range) -> bool | None:
    if _shape(left) != _shape(right):
        return False
    return _all_equal([(left.low, right.low), (left.high, right.high)])


def _shape(one: Range) -> tuple[bool, ...]:
    return one.with_low, one.with_high, one.has_low, one.has_high, one.is_point


def _all_equal(pairs: list[tuple[Any, Any]]) -> bool | None:
    known: bool | None = True
    for left, right in pairs:
        same = equal(left, right)
        if same is False:
            return False
        if same is None:
            known = None
    return known
