"""The BPMN dialect a designer may draw in: which namespaces, elements and attributes mean something to this engine.

The parser reads from this table and the lint refuses what is not in it: nothing in a drawing is ignored in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
CAMUNDA = "http://camunda.org/schema/1.0/bpmn"
HUISHANG = "https://huishang.invalid/bpmn/1.0"
MODELER = "http://camunda.org/schema/modeler/1.0"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SPIFF = "http://spiffworkflow.org/bpmn/schema/1.0/core"

#: Namespaces that only draw: shapes, colours and the modeler's own notes.
DRAWING = frozenset(
    {
        BPMNDI,
        "http://www.omg.org/spec/DD/20100524/DI",
        "http://www.omg.org/spec/DD/20100524/DC",
        "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
        "http://bpmn.io/schema/bpmn/biocolor/1.0",
        MODELER,
        XSI,
    }
)


class Value(StrEnum):
    """How the text of an attribute is read."""

    EXPRESSION = "expression"  #: the Python subset
    TEMPLATE = "template"  #: text with `${expression}` placeholders, comma separated where it is a list
    NAME = "name"  #: an identifier: letters, digits and underscores
    NAMES = "names"  #: identifiers, comma separated
    TEXT = "text"  #: as it stands
    BOOLEAN = "boolean"  #: `true` or `false`


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: how it is read, whether it must be there, and what stands when it is not."""

    value: Value
    required: bool = False
    default: str | None = None
    choices: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Extension:
    """One `huishang:` element inside `bpmn:extensionElements`."""

    name: str
    hosts: frozenset[str]  #: local names of the BPMN elements that may carry it
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    repeatable: bool = False


#: on elements that stand for something left out of the drawing: the id of the drawn element they belong to
INSERTED = f"{{{HUISHANG}}}inserted"


def bpmn(name: str) -> str:
    """The lxml tag of a BPMN element."""
    return f"{{{BPMN}}}{name}"


def camunda(name: str) -> str:
    """The lxml tag of a Camunda attribute."""
    return f"{{{CAMUNDA}}}{name}"


def huishang(name: str) -> str:
    """The lxml tag of one of our extension elements."""
    return f"{{{HUISHANG}}}{name}"


def is_ours(element: Any) -> bool:
    """Whether the file of this element uses our own extensions, and so follows our rules of handing data over."""
    return HUISHANG in element.getroottree().getroot().nsmap.values()


#: Elements that can be in progress for days and so carry a deadline.
ACTIVITIES_WITH_DEADLINE = frozenset({"userTask", "serviceTask", "subProcess", "callActivity"})
#: Where a message reaches a case; the lint asks that the event really is a message.
MESSAGE_CATCHERS = frozenset({"intermediateCatchEvent", "boundaryEvent", "receiveTask"})

UNITS_OF_TIME = frozenset({"working_days", "calendar_days", "hours", "none"})


def _extensions(rules: Iterable[Extension]) -> dict[str, Extension]:
    return {rule.name: rule for rule in rules}


EXTENSIONS: Mapping[str, Extension] = _extensions(
    (
        Extension(
            "deadline",
            ACTIVITIES_WITH_DEADLINE,
            {
                "name": Attribute(Value.NAME, required=True),
                "start": Attribute(Value.EXPRESSION, default="today()"),
                "startRule": Attribute(Value.EXPRESSION, default="'entered'"),
                "days": Attribute(Value.EXPRESSION, default="0"),  # the lint asks for it unless the unit is `none`
                "unit": Attribute(Value.TEXT, default="working_days", choices=UNITS_OF_TIME),
                "basis": Attribute(Value.TEXT, required=True),
                "proposed": Attribute(Value.BOOLEAN, default="false"),
                "metWhen": Attribute(Value.EXPRESSION, default="True"),
                "metOn": Attribute(Value.EXPRESSION, default="today()"),
            },
        ),
        Extension(
            "notice",
            frozenset({"sendTask"}),
            {"kind": Attribute(Value.NAME, required=True), "to": Attribute(Value.TEMPLATE, required=True)},
        ),
        Extension(
            "state",
            frozenset({"intermediateThrowEvent", "startEvent", "endEvent"}),
            {"value": Attribute(Value.NAME, required=True)},
        ),
        Extension("act", frozenset({"userTask"}), {"value": Attribute(Value.NAME, required=True)}),
        Extension(
            "guard",
            frozenset({"userTask"}) | MESSAGE_CATCHERS,
            {
                "when": Attribute(Value.EXPRESSION, default="True"),
                "forbid": Attribute(Value.EXPRESSION, required=True),
                "text": Attribute(Value.TEXT, required=True),
            },
            repeatable=True,
        ),
        Extension("separate", frozenset({"userTask"}), {"from": Attribute(Value.NAMES, required=True)}),
        Extension(
            "sender",
            MESSAGE_CATCHERS,
            {
                "groups": Attribute(Value.TEMPLATE, required=True),
                "form": Attribute(Value.NAME),
                "broadcast": Attribute(Value.BOOLEAN, default="false"),
            },
        ),
    )
)

_SERVICE = frozenset({"type", "topic", "taskPriority", "expression", "resultVariable"})
#: Camunda attributes that do something here, by element.
CAMUNDA_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "userTask": frozenset(
        {
            *("assignee", "candidateGroups", "candidateUsers", "formRef", "formKey"),
            *("dueDate", "followUpDate", "priority"),
        }
    ),
    "startEvent": frozenset({"candidateGroups", "formRef", "formKey", "initiator"}),
    "businessRuleTask": frozenset({"decisionRef", "resultVariable", "mapDecisionResult"}) | _SERVICE,
    "serviceTask": _SERVICE,
    "sendTask": _SERVICE,
    "scriptTask": frozenset({"resultVariable"}),
    "process": frozenset({"taskPriority"}),
    "errorEventDefinition": frozenset({"errorCodeVariable", "errorMessageVariable"}),
    "escalationEventDefinition": frozenset({"escalationCodeVariable"}),
    "multiInstanceLoopCharacteristics": frozenset({"collection", "elementVariable"}),
    "callActivity": frozenset({"in", "out"}),
}

#: Our own attributes on BPMN elements: the results of a multi-instance, which bpmn-js drops from the standard elements.
HUISHANG_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "multiInstanceLoopCharacteristics": frozenset({"outputCollection", "outputElement"}),
    **dict.fromkeys(("serviceTask", "sendTask", "businessRuleTask"), frozenset({"operation"})),
}

#: Camunda attributes that modelers write by themselves and that mean nothing in a pinned bundle.
CAMUNDA_NOTES = frozenset(
    {"historyTimeToLive", "versionTag", "formRefBinding", "decisionRefBinding", "calledElementBinding"}
)

#: What `camunda:mapDecisionResult` may ask for; without it one output gives its value, several give an object.
DECISION_RESULTS = frozenset({"singleEntry", "singleResult", "collectEntries", "resultList"})

#: Elements that are part of a process and that this engine runs.
NODES = frozenset(
    {
        "startEvent",
        "endEvent",
        "intermediateThrowEvent",
        "intermediateCatchEvent",
        "boundaryEvent",
        "task",
        "manualTask",
        "userTask",
        "scriptTask",
        "sendTask",
        "serviceTask",
        "receiveTask",
        "businessRuleTask",
        "callActivity",
        "subProcess",
        "transaction",
        "exclusiveGateway",
        "inclusiveGateway",
        "parallelGateway",
        "eventBasedGateway",
    }
)
GATEWAYS = frozenset({"exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway"})
EVENTS = frozenset({"startEvent", "endEvent", "intermediateThrowEvent", "intermediateCatchEvent", "boundaryEvent"})
ACTIVITIES = NODES - GATEWAYS - EVENTS


def _definitions(*kinds: str) -> frozenset[str]:
    return frozenset(f"{kind}EventDefinition" for kind in kinds)


#: Event definitions that run as drawn, by the position they stand in; any other would become a plain event in silence.
EVENT_DEFINITIONS: Mapping[str, frozenset[str]] = {
    "startEvent": _definitions("message", "signal", "timer", "conditional", "error", "escalation"),
    "endEvent": _definitions("terminate", "error", "escalation", "signal", "message", "cancel"),
    "intermediateThrowEvent": _definitions("signal", "escalation", "message", "link"),
    "intermediateCatchEvent": _definitions("timer", "message", "signal", "conditional", "link"),
    "boundaryEvent": _definitions("timer", "message", "signal", "error", "escalation", "conditional", "cancel"),
}

#: Functions a diagram may ask its world, with the number of arguments each takes; the runner hands them in.
WORLD_FUNCTIONS: Mapping[str, int] = {
    "setting": 1,
    "fact": 1,
    "today": 0,
    "acted_on": 0,
    "due": 1,
    "before_due": 2,
    "after_due": 2,
    "working_days": 2,
    "due_day": 1,
    "lapsed": 1,
    "is_open": 1,
    "passed": 1,
    "unit_kind": 1,
}
#: World functions whose first argument is the name of a declared deadline.
DEADLINE_FUNCTIONS = frozenset({"due", "before_due", "after_due", "due_day", "lapsed"})
#: World functions whose first argument is the id of an element.
ELEMENT_FUNCTIONS = frozenset({"is_open", "passed"})
