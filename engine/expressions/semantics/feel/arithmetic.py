"""Arithmetic: whole numbers of ordinary size at once, everything else through `feel_values.calculating`."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from engine.expressions.evaluating.building import Builder
from engine.expressions.evaluating.frame import Frame, Run
from engine.expressions.feel_values.calculating import add, divide, multiply, negate, power, subtract
from engine.expressions.feel_values.numbers import DIGITS
from engine.expressions.semantics.feel.sizes import kept
from engine.expressions.tree import Arithmetic, Literal, Negate, Operator

_LIMIT = 10**DIGITS
_EXACT: dict[Operator, Callable[[Any, Any], Any]] = {
    Operator.ADD: add,
    Operator.SUBTRACT: subtract,
    Operator.MULTIPLY: multiply,
    Operator.DIVIDE: divide,
    Operator.POWER: power,
}
_WHOLE: dict[Operator, Callable[[int, int], int]] = {
    Operator.ADD: operator.add,
    Operator.SUBTRACT: operator.sub,
    Operator.MULTIPLY: operator.mul,
}


def arithmetic(builder: Builder, node: Arithmetic) -> Run:
    """A calculation."""
    exact, whole = _EXACT[node.operator], _WHOLE.get(node.operator)
    left, right = builder.build(node.left), builder.build(node.right)

    def run(frame: Frame) -> Any:
        first, second = left(frame), right(frame)
        if whole is not None and first.__class__ is int and second.__class__ is int:
            result = whole(first, second)
            if -_LIMIT < result < _LIMIT:
                return result
        return kept(frame, exact(first, second))

    return run


def negative(builder: Builder, node: Negate) -> Run:
    """`-value`."""
    if isinstance(node.of, Literal):
        constant = negate(node.of.value)
        return lambda _frame: constant
    of = builder.build(node.of)
    return lambda frame: negate(of(frame))
