"""Whether a value lies in a range, and whether it satisfies a value written as a unary test."""

from __future__ import annotations

from typing import Any

from engine.expressions.feel_values.comparing import equal, ordered
from engine.expressions.feel_values.kinds import Kind, kind_of
from engine.expressions.feel_values.ranges import Range


def within(value: Any, interval: Range) -> bool | None:
    """Whether the value lies in the range; None where it cannot be compared with an end."""
    if interval.is_point:
        return equal(value, interval.low)
    above = _side(interval.low, value, interval.with_low) if interval.has_low else True
    below = _side(value, interval.high, interval.with_high) if interval.has_high else True
    if above is None or below is None:
        return None  # the standard takes the range for no range when one end is none
    return above and below


def _side(low: Any, high: Any, even: bool) -> bool | None:
    order = ordered(low, high)
    if order is None:
        return None
    return order < 0 or (even and order == 0)


def satisfies(value: Any, test: Any) -> bool | None:
    """`value in test`: in the range, among the list (or in a range or equal to a list among it), or equal."""
    kind = kind_of(test)
    if kind is Kind.RANGE:
        return equal(value, test) if kind_of(value) is Kind.RANGE else within(value, test)
    if kind is Kind.LIST:
        if kind_of(value) is Kind.LIST and equal(value, test) is True:
            return True
        return _among(value, test)
    return equal(value, test)


def _among(value: Any, tests: list[Any]) -> bool:
    for test in tests:
        found = within(value, test) if kind_of(test) is Kind.RANGE else equal(value, test)
        if found is True:
            return True
    return False
