"""And, or, comparisons and unary tests: true, false or null, where null is *not known*.

The everyday comparison of two numbers, texts or truths of the same Python type is answered at once; all others go the
long way through `feel_values.comparing`, with the same answer.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from engine.expressions.evaluating.building import Builder
from engine.expressions.evaluating.frame import Frame, Run
from engine.expressions.feel_tree import Between
from engine.expressions.feel_values.comparing import equal, ordered
from engine.expressions.tree import And, Compare, Comparison, Conditional, Literal, Name, Or

Relation = Callable[[Any, Any], bool | None]
_PLAIN_EQUAL = frozenset({int, str, bool})
_PLAIN_ORDERED = frozenset({int, str})
_EXACT_IN_FLOAT = 2**53
_DIRECT: dict[Comparison, Callable[[Any, Any], Any]] = {
    Comparison.EQ: operator.eq,
    Comparison.NE: operator.ne,
    Comparison.LT: operator.lt,
    Comparison.LE: operator.le,
    Comparison.GT: operator.gt,
    Comparison.GE: operator.ge,
}


def different(left: Any, right: Any) -> bool | None:
    """`!=`."""
    same = equal(left, right)
    return None if same is None else not same


def _in_order(direct: Callable[[int, int], bool]) -> Relation:
    def compared(left: Any, right: Any) -> bool | None:
        order = ordered(left, right)
        return None if order is None else direct(order, 0)

    return compared


RELATIONS: dict[Comparison, Relation] = {
    Comparison.EQ: equal,
    Comparison.NE: different,
    Comparison.LT: _in_order(operator.lt),
    Comparison.LE: _in_order(operator.le),
    Comparison.GT: _in_order(operator.gt),
    Comparison.GE: _in_order(operator.ge),
}


def both(left: Any, right: Any) -> bool | None:
    """`and`: false if either is false, true if both are true, else not known."""
    if left is False or right is False:
        return False
    return True if left is True and right is True else None


def and_(builder: Builder, node: And) -> Run:
    """False as soon as a part is false; true if all are."""
    first, *others = builder.each(node.parts)
    if len(others) == 1:
        second = others[0]

        def two(frame: Frame) -> bool | None:
            left = first(frame)
            if left is False:
                return False
            right = second(frame)
            return False if right is False else (True if left is True and right is True else None)

        return two

    def run(frame: Frame) -> bool | None:
        known: bool | None = True
        for part in (first, *others):
            value = part(frame)
            if value is False:
                return False
            if value is not True:
                known = None
        return known

    return run


def or_(builder: Builder, node: Or) -> Run:
    """True as soon as a part is true; false if all are false."""
    parts = builder.each(node.parts)

    def run(frame: Frame) -> bool | None:
        known: bool | None = False
        for part in parts:
            value = part(frame)
            if value is True:
                return True
            if value is not False:
                known = None
        return known

    return run


def compare(builder: Builder, node: Compare) -> Run:
    """A comparison."""
    plain = _PLAIN_EQUAL if node.operator in (Comparison.EQ, Comparison.NE) else _PLAIN_ORDERED
    left, right = builder.build(node.left), builder.build(node.right)
    if isinstance(node.right, Literal) and type(node.right.value) in plain:
        key = node.left.name if isinstance(node.left, Name) else ""
        return _with_constant(node.operator, left, key, node.right.value)
    relation, direct = RELATIONS[node.operator], _DIRECT[node.operator]

    def run(frame: Frame) -> bool | None:
        first, second = left(frame), right(frame)
        kind = first.__class__
        if kind is second.__class__ and kind in plain:
            return direct(first, second)  # type: ignore[no-any-return]
        return relation(frame.made(first), frame.made(second))

    return run


def _with_constant(sign: Comparison, left: Run, key: str, constant: Any) -> Run:
    relation, direct, kind = RELATIONS[sign], _DIRECT[sign], constant.__class__
    by_float = kind is int and abs(constant) < _EXACT_IN_FLOAT

    def run(frame: Frame) -> bool | None:
        value = left(frame)
        found = value.__class__
        if found is kind:
            return direct(value, constant)  # type: ignore[no-any-return]
        if by_float and found is float and value - value == 0:  # finite
            return direct(value, constant)  # type: ignore[no-any-return]
        return relation(frame.made(value), constant)

    def by_name(frame: Frame) -> bool | None:
        value = frame.names.get(key)
        if value.__class__ is kind:
            return direct(value, constant)  # type: ignore[no-any-return]
        return run(frame)

    return by_name if key else run


def conditional(builder: Builder, node: Conditional) -> Run:
    """`then` if the test is true; `else` if it is anything else."""
    test, then, otherwise = builder.build(node.test), builder.build(node.then), builder.build(node.otherwise)
    return lambda frame: then(frame) if test(frame) is True else otherwise(frame)


def between(builder: Builder, node: Between) -> Run:
    """Not below the one, not above the other."""
    of, low, high = builder.build(node.of), builder.build(node.low), builder.build(node.high)
    not_below, not_above = RELATIONS[Comparison.GE], RELATIONS[Comparison.LE]

    def run(frame: Frame) -> bool | None:
        value = of(frame)
        return both(not_below(value, low(frame)), not_above(value, high(frame)))

    return run
