"""Comparisons and arithmetic of `${…}`: either side decides how the other is read (Jakarta EL, chapter 1)."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from datetime import date
from typing import Any

from engine.expressions.faults import NoValue
from engine.expressions.semantics.juel_coercion import kind_of, to_number, to_text, to_whole, truth
from engine.expressions.tree import Comparison, Operator
from engine.expressions.values import number

_NUMBERS = (int, float)


def equal(left: Any, right: Any) -> bool:
    """`==`: null equals null alone; then numbers, truths and texts decide, in this order."""
    if left.__class__ is str and right.__class__ is str:
        return bool(left == right)
    if left is None or right is None:
        return left is right
    if _is_number(left) or _is_number(right):
        return _by_number(operator.eq, left, right)
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) is truth(right)
    if isinstance(left, str) or isinstance(right, str):
        return to_text(left) == to_text(right)
    return same(left, right)


def differ(left: Any, right: Any) -> bool:
    """`!=`."""
    return not equal(left, right)


def same(left: Any, right: Any) -> bool:
    """Java's `equals` of lists and maps: entry by entry, of one kind."""
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return len(left) == len(right) and all(same(one, other) for one, other in zip(left, right, strict=True))
    return type(left) is type(right) and bool(left == right)


def _ordered(compare: Callable[[Any, Any], bool], *, when_same: bool) -> Callable[[Any, Any], bool]:
    def ordered(left: Any, right: Any) -> bool:
        if left is None or right is None:
            return when_same and left is right
        if _is_number(left) or _is_number(right):
            return _by_number(compare, left, right)
        if isinstance(left, str) or isinstance(right, str):
            return compare(_units(to_text(left)), _units(to_text(right)))
        if isinstance(left, bool) and isinstance(right, bool):
            return compare(left, right)
        if isinstance(left, date) and type(left) is type(right):
            return compare(left, right)
        raise NoValue("expressions.not_ordered", left=kind_of(left), right=kind_of(right))

    return ordered


def _is_number(value: Any) -> bool:
    return isinstance(value, _NUMBERS) and not isinstance(value, bool)


def _by_number(compare: Callable[[Any, Any], bool], left: Any, right: Any) -> bool:
    """Java compares as doubles when one is a double, else as longs; a text is read accordingly."""
    read = to_number if isinstance(left, float) or isinstance(right, float) else to_whole
    return compare(read(left), read(right))


def _units(value: str) -> bytes:
    """Java orders texts by their UTF-16 units."""
    return value.encode("utf-16-be", "surrogatepass")


def _calculated(whole: Callable[[int, int], int], broken: Callable[[Any, Any], float]) -> Callable[[Any, Any], Any]:
    def calculated(left: Any, right: Any) -> Any:
        if left.__class__ is int and right.__class__ is int:
            return number(whole(number(left), number(right)))
        first, second = to_number(left), to_number(right)
        kind = broken if isinstance(first, float) or isinstance(second, float) else whole
        return number(kind(first, second))  # type: ignore[arg-type]  # both are whole where `whole` is asked

    return calculated


def _divided(left: Any, right: Any) -> Any:
    first, second = to_number(left), to_number(right)
    if left is None and right is None:
        return 0
    if second == 0:
        raise NoValue("expressions.division_by_zero")
    return number(first / second)


def _left_over(left: int, right: int) -> int:
    """Java's remainder takes the sign of the dividend."""
    if right == 0:
        raise NoValue("expressions.division_by_zero")
    rest = abs(left) % abs(right)
    return -rest if left < 0 else rest


def _left_over_broken(left: float, right: float) -> float:
    if right == 0:
        raise NoValue("expressions.division_by_zero")
    return math.fmod(left, right)


def negative(value: Any) -> Any:
    """The number with the other sign; null is 0."""
    return -to_number(value)


COMPARISONS: dict[Comparison, Callable[[Any, Any], Any]] = {
    Comparison.EQ: equal,
    Comparison.NE: differ,
    Comparison.LT: _ordered(operator.lt, when_same=False),
    Comparison.LE: _ordered(operator.le, when_same=True),
    Comparison.GT: _ordered(operator.gt, when_same=False),
    Comparison.GE: _ordered(operator.ge, when_same=True),
}
ARITHMETIC: dict[Operator, Callable[[Any, Any], Any]] = {
    Operator.ADD: _calculated(operator.add, operator.add),
    Operator.SUBTRACT: _calculated(operator.sub, operator.sub),
    Operator.MULTIPLY: _calculated(operator.mul, operator.mul),
    Operator.DIVIDE: _divided,
    Operator.REMAINDER: _calculated(_left_over, _left_over_broken),
}
