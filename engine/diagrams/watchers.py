"""Event subprocesses: a watcher stands beside the start of their scope for as long as the scope runs.

An interrupting one ends everything else in the scope before it begins; any other may happen again and again.
"""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.specs.control import BpmnStartTask
from SpiffWorkflow.bpmn.specs.defaults import IntermediateCatchEvent
from SpiffWorkflow.util.task import TaskState

from engine.diagrams.event_definitions import FIRED
from engine.diagrams.events import wait_again
from engine.diagrams.known import known

#: internal data of the first token: the start event by which this case was begun
ENTRY = "entry"


class Watcher(IntermediateCatchEvent):
    """Waits for the event of one event subprocess, which it leads to."""

    def __init__(self, wf_spec: Any, start: str, event_definition: Any, *, interrupting: bool) -> None:
        super().__init__(wf_spec, f"{start}.Watcher", event_definition)
        self.bpmn_id = None  # it stands nowhere in the drawing
        self.interrupting = interrupting

    def _on_ready_hook(self, my_task: Any) -> None:
        super()._on_ready_hook(my_task)
        if self.interrupting:
            my_task.workflow.top_workflow.host.urgent.append(my_task)
        else:
            wait_again(self, my_task)

    def _run_hook(self, my_task: Any) -> bool:
        tree = my_task.workflow
        my_task.data = known(tree)
        self.event_definition.update_task_data(my_task)
        my_task.internal_data.pop(FIRED, None)
        if self.interrupting:
            for token in tree.unfinished():
                if token.id in tree.tasks and token is not my_task and token.parent is not my_task:
                    token.cancel()
        return True


class Entry(BpmnStartTask):
    """The first node of every process: leads to the start event that was asked for, and to all watchers."""

    #: the start event taken where none is asked for; None where it must be asked for
    initial: str | None = None

    def _predict_hook(self, my_task: Any) -> None:
        asked = my_task.internal_data.get(ENTRY, self.initial)
        my_task._sync_children([spec for spec in self.outputs if isinstance(spec, Watcher) or spec.bpmn_id == asked])


def is_idle(token: Any) -> bool:
    """Whether this token watches and nothing has happened yet: no reason for its scope to go on."""
    return isinstance(token.task_spec, Watcher) and token._state == TaskState.WAITING


def idle(tree: Any) -> list[Any]:
    """The watchers of this scope that wait."""
    return [token for token in tree.task_tree.children if is_idle(token)]


def is_handler(token: Any) -> bool:
    """Whether this token is an event subprocess that has begun."""
    return token.parent is not None and isinstance(token.parent.task_spec, Watcher)
