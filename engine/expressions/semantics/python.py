"""The Python subset: Python's own meaning of everything, with arithmetic that cannot grow without bound."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from engine.expressions.evaluating.building import Builder, Semantics
from engine.expressions.evaluating.common import COMMON, conditional, tuple_of
from engine.expressions.evaluating.frame import Frame, Run
from engine.expressions.evaluating.rounds import comprehension
from engine.expressions.functions import BUILT_IN
from engine.expressions.notation import Notation
from engine.expressions.operators import ARITHMETIC, negative
from engine.expressions.semantics.python_objects import METHODS, index, method_call, object_of, slice_of
from engine.expressions.tree import (
    And,
    Chain,
    Comparison,
    Comprehension,
    Conditional,
    Index,
    Literal,
    MethodCall,
    Negate,
    Node,
    Not,
    ObjectOf,
    Or,
    Slice,
    TupleOf,
)

_COMPARISONS: dict[Comparison, Callable[[Any, Any], Any]] = {
    Comparison.EQ: operator.eq,
    Comparison.NE: operator.ne,
    Comparison.LT: operator.lt,
    Comparison.LE: operator.le,
    Comparison.GT: operator.gt,
    Comparison.GE: operator.ge,
    Comparison.IN: lambda value, values: value in values,
    Comparison.NOT_IN: lambda value, values: value not in values,
    Comparison.IS: operator.is_,
    Comparison.IS_NOT: operator.is_not,
}


def _and(builder: Builder, node: And) -> Run:
    first, *others = builder.each(node.parts)
    if len(others) == 1:
        second = others[0]
        return lambda frame: first(frame) and second(frame)

    def run(frame: Frame) -> Any:
        value = first(frame)
        for part in others:
            if not value:
                return value
            value = part(frame)
        return value

    return run


def _or(builder: Builder, node: Or) -> Run:
    first, *others = builder.each(node.parts)
    if len(others) == 1:
        second = others[0]
        return lambda frame: first(frame) or second(frame)

    def run(frame: Frame) -> Any:
        value = first(frame)
        for part in others:
            if value:
                return value
            value = part(frame)
        return value

    return run


def _not(builder: Builder, node: Not) -> Run:
    of = builder.build(node.of)
    return lambda frame: not of(frame)


def _negate(builder: Builder, node: Negate) -> Run:
    if isinstance(node.of, Literal) and type(node.of.value) in (int, float):
        constant = -node.of.value
        return lambda _frame: constant
    of = builder.build(node.of)
    return lambda frame: negative(of(frame))


def _chain(builder: Builder, node: Chain) -> Run:
    first, *others = builder.each(node.operands)
    steps = [(_COMPARISONS[sign], operand) for sign, operand in zip(node.operators, others, strict=True)]

    def run(frame: Frame) -> Any:
        left, holds = first(frame), True
        for compare, operand in steps:
            right = operand(frame)
            holds = compare(left, frame.made(right))
            if not holds:
                return holds
            left = right
        return holds

    return run


_BUILDERS: dict[type[Node], Callable[[Builder, Any], Run]] = {
    **COMMON,
    And: _and,
    Or: _or,
    Not: _not,
    Negate: _negate,
    Chain: _chain,
    Conditional: conditional(bool),
    TupleOf: tuple_of,
    ObjectOf: object_of,
    Index: index,
    Slice: slice_of,
    MethodCall: method_call,
    Comprehension: comprehension,
}

SEMANTICS = Semantics(
    notation=Notation.PYTHON,
    builders=_BUILDERS,
    comparisons=_COMPARISONS,
    arithmetic=ARITHMETIC,
    functions=BUILT_IN,
    methods=METHODS,
)
