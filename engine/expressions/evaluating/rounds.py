"""The rounds of comprehensions and quantifiers: each costs steps, and no clause can loop without end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from engine.expressions.evaluating.building import Builder
from engine.expressions.evaluating.frame import Frame, Run
from engine.expressions.limits import NODES_A_STEP
from engine.expressions.tree import Clause, Comprehension, Gathers, Node
from engine.expressions.walking import measure

#: Fills the frame's places for one round after the other.
Rounds = Callable[[Frame], Iterator[None]]
_Looped = tuple[Rounds, Run]


def rounds_over(builder: Builder, clauses: tuple[Clause, ...], build: Callable[[], Run], *bodies: Node) -> _Looped:
    """The rounds of these clauses, and what `build` gives with their variables in sight; `bodies` weigh a round."""
    weight = 1 + sum(measure(node)[0] for node in (*clauses, *bodies)) // NODES_A_STEP
    return _nested(builder, clauses, build, weight)


def _nested(builder: Builder, clauses: tuple[Clause, ...], build: Callable[[], Run], weight: int) -> _Looped:
    first, *others = clauses
    over = builder.build(first.over)
    with builder.binding(first.targets) as places:
        conditions = builder.each(first.conditions)
        if others:
            inner, body = _nested(builder, tuple(others), build, weight)
        else:
            inner, body = _once, build()
    take = _taking(places)

    def rounds(frame: Frame) -> Iterator[None]:
        for value in frame.each(over(frame), weight):
            take(frame, value)
            if all(condition(frame) for condition in conditions):
                yield from inner(frame)

    return rounds, body


def _once(_frame: Frame) -> Iterator[None]:
    yield


def _taking(places: tuple[int, ...]) -> Callable[[Frame, Any], None]:
    if len(places) == 1:
        (only,) = places

        def take(frame: Frame, value: Any) -> None:
            frame.slots[only] = value

        return take

    def apart(frame: Frame, value: Any) -> None:
        for place, part in zip(places, value, strict=True):
            frame.slots[place] = part

    return apart


def comprehension(builder: Builder, node: Comprehension) -> Run:
    """A new list or object, or the elements one by one for the function that asked for them."""
    keys: list[Run] = []

    def build() -> Run:
        if node.key is not None:
            keys.append(builder.build(node.key))
        return builder.build(node.element)

    bodies = (node.element,) if node.key is None else (node.key, node.element)
    rounds, element = rounds_over(builder, node.clauses, build, *bodies)
    if node.gathers is Gathers.EACH:
        return lambda frame: (element(frame) for _ in rounds(frame))
    if node.gathers is Gathers.LIST:
        return lambda frame: [element(frame) for _ in rounds(frame)]
    key = keys[0]
    return lambda frame: {key(frame): element(frame) for _ in rounds(frame)}
