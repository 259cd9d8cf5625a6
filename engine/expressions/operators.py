"""Arithmetic of the Python subset, which cannot grow without bound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.expressions.faults import TooMuchWork
from engine.expressions.limits import MAX_ITEMS
from engine.expressions.tree import Operator
from engine.expressions.values import number, text


def add(left: Any, right: Any) -> Any:
    """The sum of two numbers, or two texts or two lists put together."""
    if isinstance(left, str) and isinstance(right, str):
        return text(left + right)
    if isinstance(left, list) and isinstance(right, list):
        if len(left) + len(right) > MAX_ITEMS:
            raise TooMuchWork("expressions.list_too_long", MAX_ITEMS)
        return left + right
    return number(number(left) + number(right))


def subtract(left: Any, right: Any) -> Any:
    """The difference of two numbers."""
    return number(number(left) - number(right))


def multiply(left: Any, right: Any) -> Any:
    """The product of two numbers; repeating a text or a list is refused."""
    return number(number(left) * number(right))


def divide(left: Any, right: Any) -> Any:
    """The quotient of two numbers."""
    return number(number(left) / number(right))


def floor_divide(left: Any, right: Any) -> Any:
    """The whole part of the quotient of two numbers."""
    return number(number(left) // number(right))


def remainder(left: Any, right: Any) -> Any:
    """What a division leaves; formatting a text is refused."""
    return number(number(left) % number(right))


def negative(value: Any) -> Any:
    """The number with the other sign."""
    return -number(value)


ARITHMETIC: Mapping[Operator, Callable[[Any, Any], Any]] = {
    Operator.ADD: add,
    Operator.SUBTRACT: subtract,
    Operator.MULTIPLY: multiply,
    Operator.DIVIDE: divide,
    Operator.FLOOR_DIVIDE: floor_divide,
    Operator.REMAINDER: remainder,
}
