"""Where an error or an escalation is caught: on the edges of the activities around it, the nearest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import LoopTask
from SpiffWorkflow.util.task import TaskState


def edges(token: Any) -> Iterator[list[Any]]:
    """Events that wait on the edge of this activity, then on those of each activity around it; empty edges left out."""
    while token is not None:
        if token.parent is not None and isinstance(token.parent.task_spec, LoopTask):
            token = token.parent
        waiting = _on_edge(token)
        if waiting:
            yield waiting
        token = getattr(token.workflow, "parent_task", None)


def _on_edge(token: Any) -> list[Any]:
    siblings = token.parent.children if token.parent is not None else []
    return [
        sibling
        for sibling in siblings
        if sibling._state == TaskState.WAITING and getattr(sibling.task_spec, "event_definition", None) is not None
    ]


def catchers(token: Any, event: Any) -> list[Any]:
    """The events nearest around this activity that catch what was thrown; none when nobody does."""
    for waiting in edges(token):
        caught = [sibling for sibling in waiting if sibling.task_spec.event_definition.catches(sibling, event)]
        if caught:
            return caught
    return []
