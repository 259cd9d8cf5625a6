"""Events. What a catching event waits for is decided by the runner, which sets `event_fired`; no clock is read here."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.specs.defaults import (
    BoundaryEvent,
    EndEvent,
    EventBasedGateway,
    IntermediateCatchEvent,
    IntermediateThrowEvent,
    ReceiveTask,
    StartEvent,
)
from SpiffWorkflow.util.task import TaskState

from engine.diagrams.event_definitions import CHOSEN, FIRED, Terminate
from engine.diagrams.known import inside, overlaid, writes


class _Catching:
    """Moves on when the runner says so, takes its payload, and is remembered as passed."""

    event_definition: Any

    def _run_hook(self, my_task: Any) -> bool:
        self.event_definition.update_task_data(my_task)
        my_task.internal_data.pop(FIRED, None)
        my_task.workflow.top_workflow.host.passed(my_task)
        return True


class CatchEvent(_Catching, IntermediateCatchEvent):
    """An intermediate event that waits."""


class FirstEvent(_Catching, StartEvent):
    """A start event."""


class Receive(_Catching, ReceiveTask):
    """A task that waits for a message."""


def wait_again(spec: Any, my_task: Any) -> None:
    """What interrupts nothing may happen again: another token waits in its place."""
    again = getattr(spec.event_definition, "again", None)
    following = again(my_task) if again is not None else None
    if following is not None:
        other = my_task.parent._add_child(spec, TaskState.FUTURE)
        other.triggered = True
        other.internal_data.update(following)
        spec._update(other)


class OnBoundary(_Catching, BoundaryEvent):
    """An event on the edge of an activity; an interrupting one cancels the activity before its own flow begins.

    What was written inside a subprocess is known on the way out of it.
    """

    def _on_ready_hook(self, my_task: Any) -> None:
        super()._on_ready_hook(my_task)
        if self.cancel_activity:
            my_task.workflow.top_workflow.host.urgent.append(my_task)
        else:
            wait_again(self, my_task)

    def _run_hook(self, my_task: Any) -> bool:
        for sibling in my_task.parent.children:
            subtree = inside(sibling)
            if subtree is not None:
                my_task.data = overlaid(my_task.data, writes(subtree))
        return super()._run_hook(my_task)

    def _on_complete_hook(self, my_task: Any) -> None:
        super()._on_complete_hook(my_task)
        if self.cancel_activity:
            for sibling in my_task.parent.children:
                if sibling is not my_task and _interrupted(sibling):
                    sibling.cancel()


def _interrupted(sibling: Any) -> bool:
    """The activity, and every event on it that has not happened; of several that interrupt the first one wins."""
    if not isinstance(sibling.task_spec, BoundaryEvent):
        return sibling.task_spec.bpmn_id is not None
    happened = sibling._state == TaskState.READY and not sibling.task_spec.cancel_activity
    return bool(sibling._state & TaskState.NOT_FINISHED_MASK) and not happened


class EventGateway(_Catching, EventBasedGateway):
    """Waits for the first of several events; each keeps its own definition, also where two of them are timers."""

    def connect(self, child: Any) -> None:
        definition = child.event_definition
        definition.element = child.bpmn_id
        super().connect(child)

    def _run_hook(self, my_task: Any) -> bool:
        chosen = my_task.internal_data.pop(CHOSEN)
        self.event_definition.update_task_data(my_task)
        my_task.internal_data.pop(FIRED, None)
        my_task._sync_children([my_task.children[chosen].task_spec], TaskState.FUTURE)
        return True


class ThrowEvent(IntermediateThrowEvent):
    """A signal, an escalation, or a milestone."""

    def _run_hook(self, my_task: Any) -> bool:
        my_task.workflow.top_workflow.host.passed(my_task)
        return bool(super()._run_hook(my_task))


class LastEvent(EndEvent):
    """An end event; *terminate* ends every other token of its process."""

    def _run_hook(self, my_task: Any) -> bool:
        my_task.workflow.top_workflow.host.passed(my_task)
        return bool(super()._run_hook(my_task))

    def _on_complete_hook(self, my_task: Any) -> None:
        self.completed_event.emit(my_task.workflow, my_task)
        if isinstance(self.event_definition, Terminate):
            tree = my_task.workflow
            for token in tree.unfinished():
                if token.id in tree.tasks:
                    token.cancel()
            tree._mark_complete(my_task)
