"""Where an error or an escalation is caught: by event subprocesses and on edges around it, the nearest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import LoopTask
from SpiffWorkflow.util.task import TaskState


def edges(token: Any) -> Iterator[list[Any]]:
    """Events that wait on the edge of this activity, then those around it: of its scope, on the edge of that …"""
    while token is not None:
        if token.parent is not None and isinstance(token.parent.task_spec, LoopTask):
            token = token.parent
        yield from filter(None, (_on_edge(token), _in_scope(token.workflow, token)))
        token = getattr(token.workflow, "parent_task", None)


def around(tree: Any) -> Iterator[list[Any]]:
    """Events that wait for something thrown in this scope itself, then those around it."""
    yield from filter(None, (_in_scope(tree, None),))
    yield from edges(getattr(tree, "parent_task", None))


def _in_scope(tree: Any, begun: Any) -> list[Any]:
    """The starts of event subprocesses of this scope; one that has begun does not begin itself again."""
    own = begun.parent.task_spec if begun is not None and begun.parent is not None else None
    waiting = [token for token in tree.task_tree.children if token._state == TaskState.WAITING]
    return [token for token in waiting if token.task_spec is not own and _waits(token)]


def _waits(token: Any) -> bool:
    return getattr(token.task_spec, "event_definition", None) is not None


def _on_edge(token: Any) -> list[Any]:
    siblings = token.parent.children if token.parent is not None else []
    return [sibling for sibling in siblings if sibling._state == TaskState.WAITING and _waits(sibling)]


def catchers(places: Iterator[list[Any]], event: Any) -> list[Any]:
    """The nearest events that catch what was thrown, those that name it before those for any; none when nobody does."""
    for waiting in places:
        caught = [token for token in waiting if token.task_spec.event_definition.catches(token, event)]
        named = [token for token in caught if getattr(token.task_spec.event_definition, "code", None) is not None]
        if caught:
            return named or caught
    return []
