"""What events wait for or throw. No clock is read here: the runner says what has happened by `event_fired`."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.specs.event_definitions import (
    ErrorEventDefinition,
    EscalationEventDefinition,
    MessageEventDefinition,
    MultipleEventDefinition,
    SignalEventDefinition,
    TerminateEventDefinition,
)
from SpiffWorkflow.bpmn.specs.event_definitions.conditional import ConditionalEventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.timer import TimerEventDefinition
from SpiffWorkflow.bpmn.util import BpmnEvent

from engine.diagrams.declarations.texts import Written
from engine.diagrams.plain_data import copy_plain
from engine.expressions.expression import Expression

PAYLOAD = "payload"
CHOSEN = "chosen"
FIRED = "event_fired"
#: internal data of an event that happened and will wait again: what it begins with then
NEXT = "next"
#: whether a condition held when it was last looked at, and the variable it listens to, by element
HELD, SEEN = "held", "seen"
#: names with placeholders, as they came out when the event was reached, by element
NAMED = "named"


class Timer(TimerEventDefinition):
    """A timer whose instant the runner asks for each time; `element` is the id of the drawn event."""

    def __init__(self, name: str, said: Written, element: str, kind: str, **kwargs: Any) -> None:
        super().__init__(name, said.source, **kwargs)
        self.said = said
        self.element = element
        self.is_duration = kind == "timeDuration"
        self.is_cycle = kind == "timeCycle"

    def has_fired(self, my_task: Any) -> bool:
        if not my_task.internal_data.get(FIRED):
            my_task.workflow.top_workflow.host.arm(my_task, self)
        return bool(my_task.internal_data.get(FIRED, False))

    def again(self, my_task: Any) -> dict[str, Any] | None:
        """A cycle waits for its next turn, if there is one; an instant happens once."""
        following: dict[str, Any] | None = my_task.internal_data.pop(NEXT, None)
        return following


class _Called:
    """Has a name, which may hold placeholders; they are filled when the event is reached, or thrown."""

    name: str
    element = ""
    written: Written | None = None  #: the name with its placeholders; None where it stands for itself

    def has_fired(self, my_task: Any) -> bool:
        if self.written is not None:
            names = my_task.internal_data.setdefault(NAMED, {})
            if self.element not in names:
                my_task.internal_data[NAMED] = {**names, self.element: self.called(my_task)}
        return bool(my_task.internal_data.get(FIRED, False))

    def called(self, my_task: Any) -> str:
        """Its name at this token now."""
        if self.written is None:
            return self.name
        return str(my_task.workflow.top_workflow.host.scripts.value(my_task, self.written))

    def awaited(self, my_task: Any) -> str:
        """The name for which this token waits."""
        return str(my_task.internal_data.get(NAMED, {}).get(self.element, self.name))

    def again(self, _my_task: Any) -> dict[str, Any] | None:
        """It may come again while the activity goes on."""
        return {}


class Message(_Called, MessageEventDefinition):
    """A message; its routing data join the task data of the catcher alone."""

    def throw(self, my_task: Any) -> None:
        my_task.workflow.top_workflow.host.sent(my_task, self.called(my_task))

    def catch(self, my_task: Any, event: Any = None) -> None:
        my_task.internal_data[PAYLOAD] = copy_plain(event.payload or {})
        my_task.internal_data[FIRED] = True

    def update_task_data(self, my_task: Any) -> None:
        my_task.data.update(my_task.internal_data.pop(PAYLOAD, {}))


class Signal(_Called, SignalEventDefinition):
    """A signal tells that something happened and carries nothing."""

    def throw(self, my_task: Any) -> None:
        thrown = Signal(self.called(my_task))
        my_task.workflow.top_workflow.catch(BpmnEvent(thrown))

    def catches(self, my_task: Any, event: Any) -> bool:
        thrown = event.event_definition
        return isinstance(thrown, Signal) and thrown.name == self.awaited(my_task)

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


class Cancelled(_Thrown, ErrorEventDefinition):
    """The cancel event of a transaction leaves it over its edge, and is caught by no error event."""

    must_be_caught = True


class Escalation(_Thrown, EscalationEventDefinition):
    """An escalation tells the activity around; nobody need listen."""

    def again(self, _my_task: Any) -> dict[str, Any] | None:
        """It may come again while the activity goes on."""
        return {}


class Condition(ConditionalEventDefinition):
    """Happens when its condition becomes true for the data of the whole scope; the runner looks after every step.

    With `variable` it is looked at only when that variable changed in one of these ways.
    """

    def __init__(self, expression: Expression, element: str, variable: str | None, ways: frozenset[str]) -> None:
        super().__init__(expression)
        self.element = element
        self.variable = variable
        self.ways = ways

    def has_fired(self, my_task: Any) -> bool:
        if not my_task.internal_data.get(FIRED):
            my_task.workflow.top_workflow.host.look(my_task, self)
        return bool(my_task.internal_data.get(FIRED, False))

    def again(self, my_task: Any) -> dict[str, Any] | None:
        """It must become false before it can happen again."""
        return {HELD: {self.element: True}, SEEN: my_task.internal_data.get(SEEN, {})}


class Terminate(TerminateEventDefinition):
    """Ends its own process at once; the end event does it, so there is nothing to throw."""

    def throw(self, my_task: Any) -> None:
        """Nobody else is told."""


class OneOf(MultipleEventDefinition):
    """The alternatives of an event-based gateway, by the id of the event drawn behind it."""

    def has_fired(self, my_task: Any) -> bool:
        for definition in self.event_definitions:
            if not my_task.internal_data.get(FIRED):
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
