"""Lists, contexts, paths, filters and ranges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.expressions.evaluating.building import Builder
from engine.expressions.evaluating.frame import Frame, Run
from engine.expressions.faults import TooMuchWork
from engine.expressions.feel_functions.lists import place_of
from engine.expressions.feel_tree import Between, Exactly, Filter, InstanceOf, Interval, InTests, Quantified, Steps
from engine.expressions.feel_values.kinds import NATIVE, Kind, adopt, kind_of
from engine.expressions.feel_values.ranges import Range
from engine.expressions.limits import MAX_ITEMS, NODES_A_STEP
from engine.expressions.semantics.feel.properties import property_of
from engine.expressions.semantics.feel.scopes import Layer, building_inside, inside
from engine.expressions.semantics.feel.sizes import kept
from engine.expressions.tree import And, Compare, ListOf, Literal, Negate, Node, ObjectOf, Or, Property
from engine.expressions.walking import measure

_CONDITIONS = (Compare, And, Or, Between, InTests, InstanceOf, Quantified)


def list_of(builder: Builder, node: ListOf) -> Run:
    """A new list."""
    items = builder.each(node.items)
    return lambda frame: kept(frame, [item(frame) for item in items])


def context_of(builder: Builder, node: ObjectOf) -> Run:
    """A new context; each entry sees the ones before it. Two entries of one key make it null."""
    entries: list[tuple[str, Run]] = []
    for entry in node.entries:
        key = entry.key.value if isinstance(entry.key, Literal) else ""
        entries.append((key, building_inside(builder, tuple(one for one, _ in entries), entry.value)))
    if len({key for key, _ in entries}) < len(entries):
        return lambda _frame: None

    def run(frame: Frame) -> Any:
        made: dict[str, Any] = {}
        outer = frame.names
        frame.names = Layer(made, outer)
        for key, value in entries:
            made[key] = value(frame)
        frame.names = outer
        return kept(frame, made)

    return run


def path(builder: Builder, node: Property) -> Run:
    """A property; of a list, that of each of its items."""
    of, name = builder.build(node.of), node.name

    def run(frame: Frame) -> Any:
        value = of(frame)
        if value.__class__ is dict:
            found = value.get(name)
            return found if found.__class__ in NATIVE else adopt(found)
        if value.__class__ is list:
            return kept(frame, [property_of(adopt(item), name) for item in value])
        return property_of(value, name)

    return run


def interval(builder: Builder, node: Interval) -> Run:
    """A range."""
    low = builder.build(node.low) if node.low is not None else None
    high = builder.build(node.high) if node.high is not None else None

    def run(frame: Frame) -> Any:
        return Range(
            low(frame) if low is not None else None,
            high(frame) if high is not None else None,
            node.with_low,
            node.with_high,
            has_low=low is not None,
            has_high=high is not None,
        )

    if all(end is None or isinstance(end, Literal) for end in (node.low, node.high)):
        constant = run(Frame({}, {}, 0))
        return lambda _frame: constant
    return run


def steps(builder: Builder, node: Steps) -> Run:
    """The ends of a loop that counts."""
    low, high = builder.build(node.low), builder.build(node.high)
    return lambda frame: Range(low(frame), high(frame), with_low=True, with_high=True)


def exactly(builder: Builder, node: Exactly) -> Run:
    """`(= 5)`."""
    value = builder.build(node.value)

    def run(frame: Frame) -> Range:
        point = value(frame)
        return Range(point, point, with_low=True, with_high=True, is_point=True)

    return run


def filter_of(builder: Builder, node: Filter) -> Run:
    """The items for which the condition holds, or the one at the place it names. One value is a list of one."""
    of = builder.build(node.of)
    place = _constant_place(node.condition)
    if place is not None:
        return lambda frame: _at(_items(frame, of), place)
    condition = building_inside(builder, ("item",), node.condition)
    holds = _filtering(condition, 1 + measure(node.condition)[0] // NODES_A_STEP)
    if isinstance(node.condition, _CONDITIONS):
        return lambda frame: holds(frame, _items(frame, of))

    def run(frame: Frame) -> Any:
        items = _items(frame, of)
        found = condition(frame)  # a place does not look at the items
        return _at(items, found) if kind_of(found) is Kind.NUMBER else holds(frame, items)

    return run


def _items(frame: Frame, of: Run) -> list[Any]:
    value = of(frame)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _at(items: list[Any], position: Any) -> Any:
    place = place_of(position, items)
    return None if place is None else adopt(items[place])


def _constant_place(node: Node) -> Any:
    sign = 1
    if isinstance(node, Negate):
        node, sign = node.of, -1
    if isinstance(node, Literal) and kind_of(node.value) is Kind.NUMBER:
        return sign * node.value
    return None


def _filtering(condition: Run, weight: int) -> Callable[[Frame, list[Any]], list[Any]]:
    def run(frame: Frame, items: list[Any]) -> list[Any]:
        if len(items) > MAX_ITEMS:
            raise TooMuchWork("expressions.list_too_long", MAX_ITEMS)
        found = []
        for item in items:
            frame.spend(weight)
            taken = adopt(item)
            own = {"item": taken, **taken} if taken.__class__ is dict else {"item": taken}
            if inside(frame, own, condition) is True:
                found.append(taken)
        return found

    return run
