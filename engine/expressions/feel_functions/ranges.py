"""Functions that compare points and ranges: `before`, `meets`, `overlaps` …; null where ends do not compare.

Every relation is told from the order of two ends, each pulled a hair inwards when its bracket leaves it out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.expressions.feel_functions.signatures import BuiltIn, built_in, by_name
from engine.expressions.feel_values.comparing import equal, ordered
from engine.expressions.feel_values.ranges import Range

_FURTHEST = 2  #: an order no two values have: an open side lies beyond all


def _point(value: Any) -> Range:
    return value if isinstance(value, Range) else Range(value, value, with_low=True, with_high=True)


class _NotKnownError(Exception):
    """Two ends cannot be compared."""


def _low_low(a: Range, b: Range) -> int:
    """How the low ends stand: negative when `a` begins earlier; a bracket that leaves its end out begins later."""
    if not (a.has_low and b.has_low):
        return (a.has_low > b.has_low) - (a.has_low < b.has_low)
    return _order(a.low, b.low) or (a.with_low < b.with_low) - (a.with_low > b.with_low)


def _high_high(a: Range, b: Range) -> int:
    """How the high ends stand: negative when `a` ends earlier; a bracket that leaves its end out ends earlier."""
    if not (a.has_high and b.has_high):
        return (a.has_high < b.has_high) - (a.has_high > b.has_high)
    return _order(a.high, b.high) or (a.with_high > b.with_high) - (a.with_high < b.with_high)


def _high_low(a: Range, b: Range) -> int:
    """The end of `a` against the beginning of `b`: negative when they have no point in common, 0 when they touch."""
    if not (a.has_high and b.has_low):
        return _FURTHEST
    order = _order(a.high, b.low)
    return order if order else (0 if a.with_high and b.with_low else -1)


def _order(left: Any, right: Any) -> int:
    order = ordered(left, right)
    if order is None:
        raise _NotKnownError
    return order


def _before(a: Range, b: Range) -> bool:
    return _high_low(a, b) < 0


def _meets(a: Range, b: Range) -> bool:
    return _high_low(a, b) == 0


def _overlaps(a: Range, b: Range) -> bool:
    return not _before(a, b) and not _before(b, a)


def _overlaps_before(a: Range, b: Range) -> bool:
    return _overlaps(a, b) and _low_low(a, b) < 0 and _high_high(a, b) <= 0


def _finishes(a: Range, b: Range) -> bool:
    return _high_high(a, b) == 0 and _low_low(a, b) >= 0


def _starts(a: Range, b: Range) -> bool:
    return _low_low(a, b) == 0 and _high_high(a, b) <= 0


def _includes(a: Range, b: Range) -> bool:
    return _low_low(a, b) <= 0 and _high_high(a, b) >= 0


def _coincides(a: Range, b: Range) -> bool:
    return _low_low(a, b) == 0 and _high_high(a, b) == 0


_Relation = Callable[[Range, Range], bool]


def _told(relation: _Relation, *, swapped: bool = False) -> Callable[[Any, Any], bool | None]:
    def run(left: Any, right: Any) -> bool | None:
        first, second = _point(left), _point(right)
        if not _is_range(first) or not _is_range(second):
            return None
        try:
            return relation(second, first) if swapped else relation(first, second)
        except _NotKnownError:
            return None

    return run


def _is_range(one: Range) -> bool:
    """Whether its ends can be compared with each other."""
    return not (one.has_low and one.has_high) or ordered(one.low, one.high) is not None


_RANGES = "range1: range, range2: range"
_POINT_FIRST = "point: some, range: range"
_RANGE_FIRST = "range: range, point: some"


def _function(name: str, relation: _Relation, *signatures: str, swapped: bool = False) -> BuiltIn:
    return built_in(name, *((one, _told(relation, swapped=swapped)) for one in signatures))


def _is(left: Any = None, right: Any = None) -> bool:
    """The same value of the same kind, its zone as it was written."""
    if left is None or right is None:
        return left is right
    return (left.__class__ is right.__class__ and left == right) or (not _timed(left) and equal(left, right) is True)


def _timed(value: Any) -> bool:
    return hasattr(value, "zone") or hasattr(value, "time")


FUNCTIONS = by_name(
    [
        _function("before", _before, _RANGES, _POINT_FIRST, _RANGE_FIRST, "point1: some, point2: some"),
        _function("after", _before, _RANGES, _POINT_FIRST, _RANGE_FIRST, "point1: some, point2: some", swapped=True),
        _function("meets", _meets, _RANGES),
        _function("met by", _meets, _RANGES, swapped=True),
        _function("overlaps", _overlaps, _RANGES),
        _function("overlaps before", _overlaps_before, _RANGES),
        _function("overlaps after", _overlaps_before, _RANGES, swapped=True),
        _function("finishes", _finishes, _RANGES, _POINT_FIRST),
        _function("finished by", _finishes, _RANGES, _RANGE_FIRST, swapped=True),
        _function("includes", _includes, _RANGES, _RANGE_FIRST),
        _function("during", _includes, _RANGES, _POINT_FIRST, swapped=True),
        _function("starts", _starts, _RANGES, _POINT_FIRST),
        _function("started by", _starts, _RANGES, _RANGE_FIRST, swapped=True),
        _function("coincides", _coincides, _RANGES, "point1: some, point2: some"),
        built_in("is", ("value1: any?, value2: any?", _is)),
    ]
)
