"""From checked XML to the library's specifications: which of our classes stands for which BPMN element.

Conditions, timers and scripts stay text here; `elements.py` holds what our own extensions say.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser, full_tag
from SpiffWorkflow.bpmn.parser.event_parsers import (
    BoundaryEventParser,
    EndEventParser,
    EventBasedGatewayParser,
    IntermediateCatchEventParser,
    IntermediateThrowEventParser,
    ReceiveTaskParser,
    StartEventParser,
)
from SpiffWorkflow.bpmn.parser.ProcessParser import ProcessParser
from SpiffWorkflow.bpmn.parser.task_parsers import (
    CallActivityParser,
    ConditionalGatewayParser,
    GatewayParser,
    SubWorkflowParser,
)
from SpiffWorkflow.bpmn.parser.TaskParser import TaskParser
from SpiffWorkflow.bpmn.specs.defaults import ExclusiveGateway

from engine.diagrams import events, nodes
from engine.diagrams.declarations.services import read_service
from engine.diagrams.dialect import bpmn, camunda, huishang
from engine.diagrams.joins import AllBranches, OpenBranches, ProcessSpec
from engine.diagrams.multiple import AllAtOnce, OneByOne

_PLACEHOLDER = re.compile(r"^\s*[$#]\{(.*)\}\s*$", re.DOTALL)


_Code = TypeVar("_Code", bound=events.Error | events.Escalation)


class _Activities(TaskParser):
    """Multi-instance from `camunda:collection` and `camunda:elementVariable`, or from the standard elements."""

    PARALLEL_MI_CLASS = AllAtOnce
    SEQUENTIAL_MI_CLASS = OneByOne

    def _add_multiinstance_task(self, loop_characteristics: Any) -> None:
        insert_standard_elements(loop_characteristics)
        super()._add_multiinstance_task(loop_characteristics)


def insert_standard_elements(loop: Any) -> None:
    """Write what the attributes say as the standard elements, which the library reads."""
    _insert(loop, "outputDataItem", loop.get(huishang("outputElement")), named=True)
    _insert(loop, "inputDataItem", loop.get(camunda("elementVariable")), named=True)
    _insert(loop, "loopDataOutputRef", loop.get(huishang("outputCollection")), named=False)
    _insert(loop, "loopDataInputRef", loop.get(camunda("collection")), named=False)


def _insert(loop: Any, tag: str, text: str | None, *, named: bool) -> None:
    if not text or loop.find(bpmn(tag)) is not None:
        return
    inside = _PLACEHOLDER.match(text)
    name = (inside.group(1) if inside else text).strip()
    element = etree.Element(bpmn(tag), id=name) if named else etree.Element(bpmn(tag))
    element.text = None if named else name
    loop.insert(0, element)


class _PersonTasks(_Activities):
    """User tasks."""


class _Subprocesses(_Activities, SubWorkflowParser):
    """Embedded subprocesses."""


class _Calls(_Activities, CallActivityParser):
    """Call activities."""


class _Events:
    """Gives every event one of our definitions."""

    node: Any
    process_parser: Any
    raise_validation_exception: Any

    def parse_timer_event(self, event: Any) -> events.Timer:
        date, duration = event.find(bpmn("timeDate")), event.find(bpmn("timeDuration"))
        found = date if date is not None else duration
        if found is None or not (found.text or "").strip():
            self.raise_validation_exception("A timer needs timeDate or timeDuration")
        element = self.node.get("id")
        return events.Timer(
            self.node.get("name") or element, found.text.strip(), element, is_duration=found is duration
        )

    def parse_message_event(self, message_event: Any) -> events.Message:
        names = self.process_parser.parser.messages
        return events.Message(names[message_event.get("messageRef")])

    def parse_signal_event(self, signal_event: Any) -> events.Signal:
        names = self.process_parser.parser.signals
        return events.Signal(names[signal_event.get("signalRef")])

    def parse_error_event(self, error_event: Any) -> events.Error:
        known = self.process_parser.parser.errors.get(error_event.get("errorRef"), {})
        return _with_variables(error_event, events.Error(known.get("name"), known.get("error_code")))

    def parse_escalation_event(self, escalation_event: Any) -> events.Escalation:
        known = self.process_parser.parser.escalations.get(escalation_event.get("escalationRef"), {})
        return _with_variables(escalation_event, events.Escalation(known.get("name"), known.get("escalation_code")))

    def parse_terminate_event(self, _event: Any) -> events.Terminate:
        return events.Terminate()


def _with_variables(event: Any, definition: _Code) -> _Code:
    kind = event.tag.rpartition("}")[2].removesuffix("EventDefinition")
    definition.code_variable = event.get(camunda(f"{kind}CodeVariable"))
    definition.message_variable = event.get(camunda(f"{kind}MessageVariable"))
    return definition


class _Starts(_Events, StartEventParser):
    """Start events."""


class _Ends(_Events, EndEventParser):
    """End events."""


class _Catches(_Events, IntermediateCatchEventParser):
    """Intermediate catch events."""


class _Throws(_Events, IntermediateThrowEventParser):
    """Intermediate throw events."""


class _Boundaries(_Events, BoundaryEventParser):
    """Boundary events."""


class _Receives(_Events, ReceiveTaskParser):
    """Receive tasks."""


class _EventGateways(EventBasedGatewayParser):
    """Event-based gateways."""

    def create_task(self) -> Any:
        return self._create_task(events.OneOf())


class _Work(_Activities):
    """Service, send and business rule tasks: who does the work decides which of our classes stands for it."""

    def create_task(self) -> Any:
        service = read_service(self.node)
        if service is None:
            standing = nodes.TableTask if self.node.tag == bpmn("businessRuleTask") else nodes.NoticeTask
        else:
            standing = nodes.ExternalWork if service.topic is not None else nodes.Operated
        return standing(self.spec, self.bpmn_id, **self.bpmn_attributes)


class _Scripts(_Activities):
    """Script tasks; what they run is declared on their element."""


class _Processes(ProcessParser):
    """Processes."""

    def create_spec(self) -> ProcessSpec:
        return ProcessSpec(self.bpmn_id, self.get_name(), self.filename)


class Parser(BpmnParser):
    """The one flavour in which our diagrams run. What is not named here does not run."""

    PROCESS_PARSER_CLASS = _Processes
    PARSER_CLASSES = {  # noqa: RUF012  # the library's own form
        full_tag("startEvent"): (_Starts, events.FirstEvent),
        full_tag("endEvent"): (_Ends, events.LastEvent),
        full_tag("intermediateCatchEvent"): (_Catches, events.CatchEvent),
        full_tag("intermediateThrowEvent"): (_Throws, events.ThrowEvent),
        full_tag("boundaryEvent"): (_Boundaries, events.OnBoundary),
        full_tag("userTask"): (_PersonTasks, nodes.PersonTask),
        full_tag("receiveTask"): (_Receives, events.Receive),
        full_tag("sendTask"): (_Work, nodes.NoticeTask),
        full_tag("serviceTask"): (_Work, nodes.ExternalWork),
        full_tag("businessRuleTask"): (_Work, nodes.TableTask),
        full_tag("scriptTask"): (_Scripts, nodes.Script),
        full_tag("subProcess"): (_Subprocesses, nodes.Embedded),
        full_tag("callActivity"): (_Calls, nodes.Called),
        full_tag("exclusiveGateway"): (ConditionalGatewayParser, ExclusiveGateway),
        full_tag("inclusiveGateway"): (ConditionalGatewayParser, OpenBranches),
        full_tag("parallelGateway"): (GatewayParser, AllBranches),
        full_tag("eventBasedGateway"): (_EventGateways, events.EventGateway),
    }
