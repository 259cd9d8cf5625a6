"""Conditional events: looked at when they are reached and after every step, on the data of their whole scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.diagrams.choices import truth
from engine.diagrams.event_definitions import CHOSEN, FIRED, HELD, SEEN, Condition, OneOf
from engine.diagrams.known import known
from engine.diagrams.plain_data import same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.diagrams.host import Host


def look(token: Any, condition: Condition) -> None:
    """Let this event happen where its condition has become true; before its names are known it is not."""
    data = known(_widest(token.workflow))
    if not _is_heard(token, condition, data):
        return
    expression = condition.expression
    holds = expression.names <= data.keys() and truth(token, expression, data)
    held = token.internal_data.get(HELD, {})
    if holds and not held.get(condition.element):
        token.internal_data[FIRED] = True
        _choose(token, condition)
    token.internal_data[HELD] = {**held, condition.element: holds}


def fire_true(host: Host) -> bool:
    """Let the first event happen whose condition has become true. Whether there was one."""
    for token, condition in waiting(host):
        look(token, condition)
        if token.internal_data.get(FIRED):
            token.task_spec._update(token)
            return True
    return False


def waiting(host: Host) -> Iterator[tuple[Any, Condition]]:
    """Everything that waits for a condition, in order of arrival."""
    if not host.definition.has_conditions:
        return
    for token in host.tree.waiting_tokens():
        definition = token.task_spec.event_definition
        alternatives = definition.event_definitions if isinstance(definition, OneOf) else (definition,)
        yield from ((token, one) for one in alternatives if isinstance(one, Condition))


def _is_heard(token: Any, condition: Condition, data: dict[str, Any]) -> bool:
    """Whether the variable it listens to changed in a way it listens to; at first look it is always heard."""
    if condition.variable is None:
        return True
    seen = token.internal_data.get(SEEN, {})
    before = seen.get(condition.element)
    now = [data[condition.variable]] if condition.variable in data else []
    token.internal_data[SEEN] = {**seen, condition.element: now}
    if before is None:
        return True
    way = "create" if not before else "update" if now else "delete"
    return not same(before, now) and way in condition.ways


def _choose(token: Any, condition: Condition) -> None:
    definition = token.task_spec.event_definition
    if isinstance(definition, OneOf):
        places = [one is condition for one in definition.event_definitions]
        token.internal_data[CHOSEN] = places.index(True)


def _widest(tree: Any) -> Any:
    """The outermost scope that shares its data with this one."""
    around = getattr(tree, "parent_task", None)
    while around is not None and around.task_spec.shares_data and "item" not in around.internal_data:
        tree = around.workflow
        around = getattr(tree, "parent_task", None)
    return tree
