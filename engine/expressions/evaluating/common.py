"""The closures that are the same in every notation, or differ by their table of operations alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.expressions.evaluating.building import Builder
from engine.expressions.evaluating.frame import Frame, Run
from engine.expressions.faults import UnknownName
from engine.expressions.tree import (
    Arithmetic,
    Call,
    Compare,
    Comparison,
    Conditional,
    ListOf,
    Literal,
    Name,
    Node,
    TupleOf,
)

_MEMBERSHIP = (Comparison.IN, Comparison.NOT_IN)
_SIZED = frozenset({list, tuple, dict})


def literal(_builder: Builder, node: Literal) -> Run:
    """A constant."""
    value = node.value
    return lambda _frame: value


def name(builder: Builder, node: Name) -> Run:
    """A clause variable in sight, else an entry of the data."""
    key = node.name
    if key in builder.places:
        place = builder.places[key]
        return lambda frame: frame.slots[place]
    builder.names[key] = None

    def run(frame: Frame) -> Any:
        try:
            return frame.names[key]
        except KeyError:
            raise UnknownName(key)

    return run


def compare(builder: Builder, node: Compare) -> Run:
    """A comparison by the table; lists and objects cost steps by their size."""
    operation = builder.semantics.comparisons[node.operator]
    left = builder.build(node.left)
    constant = _constant(node)
    if constant is not None:
        (value,) = constant
        return lambda frame: operation(left(frame), value)
    return with_two(operation, left, builder.build(node.right))


def _constant(node: Compare) -> tuple[Any] | None:
    """What stands on the right when it is always the same and cannot be changed."""
    right = node.right
    if isinstance(right, Literal):
        return (right.value,)
    if node.operator in _MEMBERSHIP and isinstance(right, ListOf | TupleOf):
        values = tuple(item.value for item in right.items if isinstance(item, Literal))
        return (values,) if len(values) == len(right.items) else None
    return None


def with_two(operation: Callable[[Any, Any], Any], left: Run, right: Run) -> Run:
    """The operation on two values, their sizes counted."""

    def run(frame: Frame) -> Any:
        first, second = left(frame), right(frame)
        if type(first) in _SIZED:
            frame.made(first)
        if type(second) in _SIZED:
            frame.made(second)
        return operation(first, second)

    return run


def arithmetic(builder: Builder, node: Arithmetic) -> Run:
    """A calculation by the table; texts and lists that are made cost steps by their size."""
    operation = builder.semantics.arithmetic[node.operator]
    left, right = builder.build(node.left), builder.build(node.right)

    def run(frame: Frame) -> Any:
        value = operation(left(frame), right(frame))
        return value if value.__class__ is int else frame.made(value)

    return run


def conditional(truth: Callable[[Any], Any]) -> Callable[[Builder, Conditional], Run]:
    """One of two values; `truth` reads the test."""

    def build(builder: Builder, node: Conditional) -> Run:
        test, then, otherwise = builder.build(node.test), builder.build(node.then), builder.build(node.otherwise)
        return lambda frame: then(frame) if truth(test(frame)) else otherwise(frame)

    return build


def list_of(builder: Builder, node: ListOf) -> Run:
    """A new list."""
    items = builder.each(node.items)
    return lambda frame: [item(frame) for item in items]


def tuple_of(builder: Builder, node: TupleOf) -> Run:
    """A new tuple."""
    items = builder.each(node.items)
    return lambda frame: tuple(item(frame) for item in items)


def call(builder: Builder, node: Call) -> Run:
    """A function of the notation or of the caller; the entries it is given cost steps."""
    builder.note_call(node)
    known = builder.semantics.functions.get(node.function)
    arguments = builder.each(node.arguments)
    named = tuple((one.name, builder.build(one.value)) for one in node.named)
    function = node.function
    if known is None and not named and len(arguments) == 1:
        only = arguments[0]
        return lambda frame: frame.functions[function](frame.made(only(frame)))

    def run(frame: Frame) -> Any:
        asked = frame.functions[function] if known is None else known
        values = [frame.made(argument(frame)) for argument in arguments]
        if not named:
            return asked(*values)
        return asked(*values, **{key: frame.made(value(frame)) for key, value in named})

    return run


#: What every notation can take over as it is.
COMMON: dict[type[Node], Callable[[Builder, Any], Run]] = {
    Literal: literal,
    Name: name,
    Compare: compare,
    Arithmetic: arithmetic,
    ListOf: list_of,
    Call: call,
}
