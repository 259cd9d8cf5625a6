"""Events and what they wait for or throw, from checked XML to our definitions."""

from __future__ import annotations

from typing import Any, TypeVar

from SpiffWorkflow.bpmn.parser.event_parsers import (
    SIGNAL_EVENT_XPATH,
    BoundaryEventParser,
    EndEventParser,
    EventBasedGatewayParser,
    IntermediateCatchEventParser,
    IntermediateThrowEventParser,
    ReceiveTaskParser,
    StartEventParser,
)
from SpiffWorkflow.bpmn.specs.event_definitions import NoneEventDefinition

from engine.diagrams import event_definitions
from engine.diagrams.declarations.texts import Written, read_text
from engine.diagrams.dialect import bpmn, camunda
from engine.diagrams.loop_parsing import Activities
from engine.diagrams.timer_texts import KINDS, read_timer
from engine.diagrams.unreadable import Unreadable
from engine.diagrams.watchers import Watcher
from engine.errors import Invalid, Refusal
from engine.expressions.written import compile_written

_Code = TypeVar("_Code", event_definitions.Error, event_definitions.Escalation)
#: changes of a variable that a conditional event may listen to
_WAYS = frozenset({"create", "update", "delete"})
_CATCHING = tuple(
    f".//bpmn:{kind}EventDefinition"
    for kind in ("message", "signal", "timer", "conditional", "error", "escalation", "cancel")
)


class _Events:
    """Gives every event one of our definitions."""

    node: Any
    filename: Any
    process_parser: Any

    def parse_timer_event(self, event: Any) -> event_definitions.Timer:
        found = [(kind, event.find(bpmn(kind))) for kind in KINDS]
        texts = [(kind, "".join(child.itertext())) for kind, child in found if child is not None]
        element = self.node.get("id")
        if len(texts) != 1:
            raise self._refused("normalizing.timers.one")
        kind, text = texts[0]
        try:
            said = read_timer(text, kind)
        except Refusal as refusal:
            raise Unreadable(refusal, self.node, self.filename) from refusal
        return event_definitions.Timer(self.node.get("name") or element, said, element, kind)

    def parse_conditional_event(self, event: Any) -> event_definitions.Condition:
        text = event.findtext(bpmn("condition")) or ""
        ways = frozenset(way.strip() for way in (event.get(camunda("variableEvents")) or "").split(",")) & _WAYS
        if not text.strip():
            raise self._refused("normalizing.conditions.empty")
        try:
            expression = compile_written(text, event.find(bpmn("condition")).get("language"))
        except Refusal as refusal:
            raise Unreadable(refusal, self.node, self.filename) from refusal
        return event_definitions.Condition(
            expression, self.node.get("id"), event.get(camunda("variableName")), ways or _WAYS
        )

    def parse_message_event(self, message_event: Any) -> Any:
        return self._called(event_definitions.Message, "message", message_event)

    def parse_signal_event(self, signal_event: Any) -> Any:
        return self._called(event_definitions.Signal, "signal", signal_event)

    def parse_error_event(self, error_event: Any) -> event_definitions.Error:
        """A reference that leads to no declared error is itself the code, as Camunda reads it."""
        reference = error_event.get("errorRef")
        known = self.process_parser.parser.errors.get(reference, {"error_code": reference})
        return _with_variables(error_event, event_definitions.Error(known.get("name"), known.get("error_code")))

    def parse_escalation_event(self, escalation_event: Any) -> event_definitions.Escalation:
        reference = escalation_event.get("escalationRef")
        known = self.process_parser.parser.escalations.get(reference, {"escalation_code": reference})
        return _with_variables(
            escalation_event, event_definitions.Escalation(known.get("name"), known.get("escalation_code"))
        )

    def parse_terminate_event(self, _event: Any) -> event_definitions.Terminate:
        return event_definitions.Terminate()

    def parse_cancel_event(self, _event: Any) -> event_definitions.Cancelled:
        return event_definitions.Cancelled(None)

    def _called(self, kind: Any, word: str, event: Any) -> Any:
        names = getattr(self.process_parser.parser, f"{word}s")
        reference = event.get(f"{word}Ref")
        name = names.get(reference)
        if not name:
            raise self._refused(f"normalizing.names.{'unnamed' if reference in names else 'unknown'}", kind=word)
        definition = kind(name)
        definition.element = self.node.get("id")
        definition.written = self._written(name)
        return definition

    def _written(self, name: str) -> Written | None:
        try:
            said = read_text(name, "name")
        except Refusal as refusal:
            raise Unreadable(refusal, self.node, self.filename) from refusal
        return None if said.code is None else said

    def _refused(self, key: str, **params: Any) -> Unreadable:
        return Unreadable(Invalid(key, element=self.node.get("id"), **params), self.node, self.filename)


def _with_variables(event: Any, definition: _Code) -> _Code:
    kind = event.tag.rpartition("}")[2].removesuffix("EventDefinition")
    definition.code_variable = event.get(camunda(f"{kind}CodeVariable"))
    definition.message_variable = event.get(camunda(f"{kind}MessageVariable"))
    return definition


class Starts(_Events, StartEventParser):
    """Start events: by the time one runs, what it waited for has come."""

    def create_task(self) -> Any:
        task = self._create_task(NoneEventDefinition())
        self.spec.start.connect(task)
        return task

    def watcher(self) -> Watcher:
        """What waits for this start event of an event subprocess; interrupting unless it says otherwise."""
        definition = self.get_event_definition(list(_CATCHING))
        definition.element = self.node.get("id")
        interrupting = self.node.get("isInterrupting", "true") == "true" or isinstance(
            definition, event_definitions.Error
        )
        return Watcher(self.spec, self.node.get("id"), definition, interrupting=interrupting)


class Ends(_Events, EndEventParser):
    """End events."""

    def create_task(self) -> Any:
        if self.node.find(bpmn("signalEventDefinition")) is None:
            return super().create_task()
        task = self._create_task(self.get_event_definition([SIGNAL_EVENT_XPATH]))
        task.connect(self.spec.end)
        return task


class Catches(_Events, IntermediateCatchEventParser):
    """Intermediate catch events."""


class Throws(_Events, IntermediateThrowEventParser):
    """Intermediate throw events."""


class Boundaries(_Events, BoundaryEventParser):
    """Boundary events."""


class Receives(_Events, Activities, ReceiveTaskParser):
    """Receive tasks; one without a message waits to be told by its own id to go on."""

    def create_task(self) -> Any:
        if self.node.get("messageRef") is not None:
            return super().create_task()
        definition = event_definitions.Message(self.node.get("id"))
        definition.element = self.node.get("id")
        return self._create_task(definition)


class EventGateways(EventBasedGatewayParser):
    """Event-based gateways."""

    def create_task(self) -> Any:
        return self._create_task(event_definitions.OneOf())
