"""`${…}`: Jakarta Expression Language as engines of the Camunda 7 family run it, over plain data instead of beans."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from engine.expressions.evaluating import common
from engine.expressions.evaluating.building import Builder, Semantics
from engine.expressions.evaluating.frame import Frame, Run
from engine.expressions.faults import NoValue
from engine.expressions.functions import BUILT_IN
from engine.expressions.notation import Notation
from engine.expressions.semantics.juel_access import call, index, method_call, name, property_of
from engine.expressions.semantics.juel_coercion import kind_of, to_number, to_text, truth
from engine.expressions.semantics.juel_operators import ARITHMETIC, COMPARISONS, negative
from engine.expressions.tree import (
    And,
    Arithmetic,
    Call,
    Compare,
    Comparison,
    Concat,
    Conditional,
    Empty,
    Index,
    Literal,
    MethodCall,
    Name,
    Negate,
    Node,
    Not,
    ObjectOf,
    Operator,
    Or,
    Property,
)
from engine.expressions.values import text

_PAIR = 2
#: Comparisons that need no coercion when both sides are of the literal's kind.
_PLAIN: dict[type, dict[Comparison, Callable[[Any, Any], bool]]] = {
    str: {Comparison.EQ: operator.eq, Comparison.NE: operator.ne},
    int: {
        **{Comparison.EQ: operator.eq, Comparison.NE: operator.ne, Comparison.LT: operator.lt},
        **{Comparison.LE: operator.le, Comparison.GT: operator.gt, Comparison.GE: operator.ge},
    },
}


def _compare(builder: Builder, node: Compare) -> Run:
    constant = node.right.value if isinstance(node.right, Literal) else None
    kind = type(constant)
    short = _PLAIN.get(kind, {}).get(node.operator)
    if short is None:
        return common.compare(builder, node)
    left, full = builder.build(node.left), COMPARISONS[node.operator]

    def run(frame: Frame) -> Any:
        value = left(frame)
        return short(value, constant) if value.__class__ is kind else full(value, constant)

    return run


def _and(builder: Builder, node: And) -> Run:
    parts = builder.each(node.parts)
    if len(parts) == _PAIR:
        first, second = parts
        return lambda frame: truth(first(frame)) and truth(second(frame))

    def run(frame: Frame) -> bool:
        for part in parts:  # noqa: SIM110  # a generator would cost more than the parts
            if not truth(part(frame)):
                return False
        return True

    return run


def _or(builder: Builder, node: Or) -> Run:
    parts = builder.each(node.parts)
    if len(parts) == _PAIR:
        first, second = parts
        return lambda frame: truth(first(frame)) or truth(second(frame))

    def run(frame: Frame) -> bool:
        for part in parts:  # noqa: SIM110  # a generator would cost more than the parts
            if truth(part(frame)):
                return True
        return False

    return run


def _not(builder: Builder, node: Not) -> Run:
    of = builder.build(node.of)
    return lambda frame: not truth(of(frame))


def _empty(builder: Builder, node: Empty) -> Run:
    of = builder.build(node.of)

    def run(frame: Frame) -> bool:
        value = of(frame)
        return value is None or value == "" or (isinstance(value, list | tuple | dict) and not value)

    return run


def _negate(builder: Builder, node: Negate) -> Run:
    of = builder.build(node.of)
    if isinstance(node.of, Literal):
        constant = negative(node.of.value)
        return lambda _frame: constant
    return lambda frame: negative(of(frame))


def _arithmetic(builder: Builder, node: Arithmetic) -> Run:
    for side in (node.left, node.right):
        if isinstance(side, Literal) and not _is_numeral(side.value):
            key = "expressions.adding_texts" if node.operator is Operator.ADD else "expressions.numbers_only"
            raise builder.refused(key, side, name=str(node.operator))
    return common.arithmetic(builder, node)


def _is_numeral(value: Any) -> bool:
    try:
        to_number(value)
    except NoValue:
        return False
    return True


def _concat(builder: Builder, node: Concat) -> Run:
    parts = builder.each(node.parts)

    def run(frame: Frame) -> str:
        made = ""
        for part in parts:  # a generator would cost more than the parts
            made = text(made + to_text(part(frame)))
        return str(frame.made(made))

    return run


def _object_of(builder: Builder, node: ObjectOf) -> Run:
    entries = [(builder.build(entry.key), builder.build(entry.value)) for entry in node.entries if entry.key]
    return lambda frame: {_key(key(frame)): value(frame) for key, value in entries}


def _key(value: Any) -> str:
    if not isinstance(value, str):
        raise NoValue("expressions.not_a_key", type=kind_of(value))
    return value


_BUILDERS: dict[type[Node], Callable[[Builder, Any], Run]] = {
    **common.COMMON,
    Name: name,
    Property: property_of,
    Index: index,
    MethodCall: method_call,
    Call: call,
    Compare: _compare,
    And: _and,
    Or: _or,
    Not: _not,
    Empty: _empty,
    Negate: _negate,
    Arithmetic: _arithmetic,
    Concat: _concat,
    ObjectOf: _object_of,
    Conditional: common.conditional(truth),
}

SEMANTICS = Semantics(
    notation=Notation.JUEL,
    builders=_BUILDERS,
    comparisons=COMPARISONS,
    arithmetic=ARITHMETIC,
    functions=BUILT_IN,
)
