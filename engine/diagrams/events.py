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
from SpiffWorkflow.bpmn.specs.event_definitions import (
    ErrorEventDefinition,
    EscalationEventDefinition,
    MessageEventDefinition,
    MultipleEventDefinition,
    SignalEventDefinition,
    TerminateEventDefinition,
)
from SpiffWorkflow.bpmn.specs.event_definitions.timer import TimerEventDefinition
from SpiffWorkflow.bpmn.util import BpmnEvent
from SpiffWorkflow.util.task import TaskState

from engine.diagrams.plain_data import copy_plain

PAYLOAD = "payload"
CHOSEN = "chosen"
FIRED = "event_fired"


class Timer(TimerEventDefinition):
    """A timer whose instant the runner asks for each time; `element` is the id of the drawn event."""

    def __init__(self, name: str, expression: str, element: str, is_duration: bool, **kwargs: Any) -> None:
        super().__init__(name, expression, **kwargs)
        self.element = element
        self.is_duration = is_duration

    def has_fired(self, my_task: Any) -> bool:
        my_task.workflow.top_workflow.host.arm(my_task, self)
        return bool(my_task.internal_data.get(FIRED, False))


class Message(MessageEventDefinition):
    """A message; its routing data join the task data of the catcher alone."""

    element = ""

    def catch(self, my_task: Any, event: Any = None) -> None:
        my_task.internal_data[PAYLOAD] = copy_plain(event.payload or {})
        my_task.internal_data[FIRED] = True

    def update_task_data(self, my_task: Any) -> None:
        my_task.data.update(my_task.internal_data.pop(PAYLOAD, {}))


class Signal(SignalEventDefinition):
    """A signal tells that something happened and carries nothing."""

    def throw(self, my_task: Any) -> None:
        my_task.workflow.top_workflow.catch(BpmnEvent(self))

    def catch(self, my_task: Any, _event: Any = None) -> None:
        my_task.internal_data[FIRED] = True

    def update_task_data(self, my_task: Any) -> None:
        """Nothing comes with it."""


class _Thrown:
    """Carries the data of the throwing branch out of the subprocess: what was decided inside is known outside."""

    must_be_caught = False
    code: str | None
    message: str | None = None
    #: variables of the catcher that take what was thrown
    code_variable: str | None = None
    message_variable: str | None = None

    def throw(self, my_task: Any) -> None:
        payload = dict(my_task.data)
        my_task.workflow.top_workflow.catch(BpmnEvent(self, payload=payload, target=my_task.workflow))

    def catch(self, my_task: Any, event: Any = None) -> None:
        thrown = event.event_definition
        told = {self.code_variable: thrown.code, self.message_variable: thrown.message}
        my_task.internal_data[PAYLOAD] = {**event.payload, **{name: value for name, value in told.items() if name}}
        my_task.internal_data[FIRED] = True

    def update_task_data(self, my_task: Any) -> None:
        my_task.data.update(my_task.internal_data.pop(PAYLOAD, {}))


class Error(_Thrown, ErrorEventDefinition):
    """An error ends the subprocess around it; nobody catching it is an incident."""

    must_be_caught = True


class Escalation(_Thrown, EscalationEventDefinition):
    """An escalation tells the activity around; nobody need listen."""


class Terminate(TerminateEventDefinition):
    """Ends its own process at once; the end event does it, so there is nothing to throw."""

    def throw(self, my_task: Any) -> None:
        """Nobody else is told."""


class OneOf(MultipleEventDefinition):
    """The alternatives of an event-based gateway, by the id of the event drawn behind it."""

    def has_fired(self, my_task: Any) -> bool:
        for definition in self.event_definitions:
            if isinstance(definition, Timer):
                definition.has_fired(my_task)
        return bool(my_task.internal_data.get(FIRED, False))

    def catch(self, my_task: Any, event: Any = None) -> None:
        if my_task.internal_data.get(FIRED):
            return  # the first event wins
        chosen = next(index for index, one in enumerate(self.event_definitions) if one.catches(my_task, event))
        self.event_definitions[chosen].catch(my_task, event)
        my_task.internal_data[CHOSEN] = chosen

    def update_task_data(self, my_task: Any) -> None:
        my_task.data.update(my_task.internal_data.pop(PAYLOAD, {}))


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


class OnBoundary(_Catching, BoundaryEvent):
    """An event on the edge of an activity; an interrupting one cancels the activity before its own flow begins."""

    def _on_ready_hook(self, my_task: Any) -> None:
        super()._on_ready_hook(my_task)
        if self.cancel_activity:
            my_task.workflow.top_workflow.host.urgent.append(my_task)

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
