"""From checked XML to the library's specifications: which of our classes stands for which BPMN element.

What our own extensions and scripts say is in `elements.py`; events are parsed beside this.
"""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser, full_tag
from SpiffWorkflow.bpmn.parser.ProcessParser import ProcessParser
from SpiffWorkflow.bpmn.parser.task_parsers import (
    CallActivityParser,
    ConditionalGatewayParser,
    GatewayParser,
    SubWorkflowParser,
)

from engine.diagrams import event_parsing, events, nodes
from engine.diagrams.choices import OneWay, When
from engine.diagrams.declarations.services import read_service
from engine.diagrams.dialect import bpmn
from engine.diagrams.joins import AllBranches, OpenBranches, ProcessSpec
from engine.diagrams.loop_parsing import Activities
from engine.diagrams.normalizing.drawing import kind_of
from engine.diagrams.unreadable import Unreadable
from engine.errors import Refusal
from engine.expressions.written import compile_written


class _InOrder:
    """Flows are tried in the order of the document; the library would go by where they are drawn."""

    def get_position(self, _node: Any = None) -> dict[str, float]:
        return {"x": 0.0, "y": 0.0}


class _PersonTasks(Activities):
    """User tasks."""


class _Subprocesses(Activities, SubWorkflowParser):
    """Embedded subprocesses."""


class _Calls(Activities, CallActivityParser):
    """Call activities."""


class _Work(Activities):
    """Service, send and business rule tasks: who does the work decides which of our classes stands for it."""

    def create_task(self) -> Any:
        service = read_service(self.node)
        if service is None:
            standing = nodes.TableTask if self.node.tag == bpmn("businessRuleTask") else nodes.NoticeTask
        else:
            standing = nodes.ExternalWork if service.topic is not None else nodes.Operated
        return standing(self.spec, self.bpmn_id, **self.bpmn_attributes)


class _Scripts(Activities):
    """Script tasks; what they run is declared on their element."""


def is_computed(called: str) -> bool:
    """Whether a `calledElement` is an expression."""
    return "{" in called


class _Choices(_InOrder, ConditionalGatewayParser):
    """Gateways that choose; each condition is compiled here, in the notation it is written in."""

    def connect_outgoing(self, outgoing_task: Any, sequence_flow_node: Any, is_default: bool) -> None:
        condition = sequence_flow_node.find(bpmn("conditionExpression"))
        if is_default or condition is None:
            self.task.connect(outgoing_task)
            return
        try:
            expression = compile_written("".join(condition.itertext()), condition.get("language"))
        except Refusal as refusal:
            raise Unreadable(refusal, sequence_flow_node, self.filename) from refusal
        self.task.connect_if(When(expression), outgoing_task)


class _Forks(_InOrder, GatewayParser):
    """Gateways that take every flow."""


class _Waits(_InOrder, event_parsing.EventGateways):
    """Event-based gateways."""


class _Processes(ProcessParser):
    """Processes and subprocesses with their event subprocesses."""

    def create_spec(self) -> ProcessSpec:
        if not self.process_executable:
            raise Unreadable(Refusal("normalizing.processes.not_executable"), self.node, self.filename)
        return ProcessSpec(self.bpmn_id, self.get_name(), self.filename)

    def add_tasks(self) -> None:
        starts = list(self.node.iterchildren(bpmn("startEvent")))
        for start in starts:
            self.parse_node(start)
        self.spec.start.initial = initial_start(starts)
        for handler in self.node.iterchildren(bpmn("subProcess")):
            if handler.get("triggeredByEvent") == "true":
                self._watch(handler)

    def _watch(self, handler: Any) -> None:
        begun = self.parse_node(handler)
        start = handler.find(bpmn("startEvent"))
        watcher = event_parsing.Starts(self, events.FirstEvent, start, self.nsmap, lane=self.lane).watcher()
        self.spec.start.connect(watcher)
        watcher.connect(begun)
        begun.connect(self.spec.end)


def initial_start(starts: list[Any]) -> str | None:
    """The start event of a case begun by hand: the plain one, else the one by time, else the only one."""
    plain = [start for start in starts if not any(kind_of(child).endswith("EventDefinition") for child in start)]
    timed = [start for start in starts if start.find(bpmn("timerEventDefinition")) is not None]
    chosen = plain or timed or (starts if len(starts) == 1 else [])
    return str(chosen[0].get("id")) if chosen else None


class Parser(BpmnParser):
    """The one flavour in which our diagrams run. What is not named here does not run."""

    def get_spec(self, process_id: str, required: bool = True) -> Any:
        """A process that is computed when it is called has no specification of its own."""
        return None if is_computed(process_id) else super().get_spec(process_id, required)

    PROCESS_PARSER_CLASS = _Processes
    PARSER_CLASSES = {  # noqa: RUF012  # the library's own form
        full_tag("startEvent"): (event_parsing.Starts, events.FirstEvent),
        full_tag("endEvent"): (event_parsing.Ends, events.LastEvent),
        full_tag("intermediateCatchEvent"): (event_parsing.Catches, events.CatchEvent),
        full_tag("intermediateThrowEvent"): (event_parsing.Throws, events.ThrowEvent),
        full_tag("boundaryEvent"): (event_parsing.Boundaries, events.OnBoundary),
        full_tag("task"): (Activities, nodes.Passed),
        full_tag("manualTask"): (Activities, nodes.Passed),
        full_tag("userTask"): (_PersonTasks, nodes.PersonTask),
        full_tag("receiveTask"): (event_parsing.Receives, events.Receive),
        full_tag("sendTask"): (_Work, nodes.NoticeTask),
        full_tag("serviceTask"): (_Work, nodes.ExternalWork),
        full_tag("businessRuleTask"): (_Work, nodes.TableTask),
        full_tag("scriptTask"): (_Scripts, nodes.Script),
        full_tag("subProcess"): (_Subprocesses, nodes.Embedded),
        full_tag("callActivity"): (_Calls, nodes.Called),
        full_tag("exclusiveGateway"): (_Choices, OneWay),
        full_tag("inclusiveGateway"): (_Choices, OpenBranches),
        full_tag("parallelGateway"): (_Forks, AllBranches),
        full_tag("eventBasedGateway"): (_Waits, events.EventGateway),
    }
