"""How the work of a service, send or business rule task gets done: by a worker outside, or by an operation of ours.

Code of a foreign platform (classes, delegates, connectors) is refused by name: it cannot run here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.diagrams.declarations.parameters import Parameters
from engine.diagrams.declarations.texts import Written, read_optional, read_text
from engine.diagrams.dialect import bpmn, camunda, huishang
from engine.diagrams.operations.registry import OPERATIONS
from engine.errors import Invalid

#: elements whose work a worker or an operation may do
WORK = frozenset({"serviceTask", "sendTask", "businessRuleTask"})
OPERATION_TOPIC = "huishang:"
_FOREIGN = ("class", "delegateExpression")


@dataclass(frozen=True, slots=True)
class Service:
    """Exactly one of `topic` (an external task), `operation` and `expression` is set."""

    topic: Written | None = None
    priority: Written | None = None
    operation: str | None = None
    expression: Written | None = None
    result: str | None = None  #: the variable that takes the value of the expression


def read_service(node: Any) -> Service | None:
    """Who does the work of this element; None where a notice or a table does.

    Raises Invalid for one that nobody here could do.
    """
    kind = node.tag.rpartition("}")[2]
    if kind not in WORK:
        return None
    operation = _operation(node)
    if operation is not None:
        return _known_operation(operation)
    if node.get(camunda("type")) == "external":
        return _external(node)
    _refuse_foreign(node)
    if node.get(camunda("expression")) is not None:
        expression = read_text(node.get(camunda("expression")), "expression")
        return Service(expression=expression, result=node.get(camunda("resultVariable")))
    if kind == "serviceTask":
        raise Invalid("diagrams.services.nobody")
    return None


def is_service(node: Any) -> bool:
    """Whether this element names somebody or something that does its work, known here or not."""
    named = ("type", "topic", "expression", *_FOREIGN)
    return any(node.get(camunda(name)) is not None for name in named) or node.get(huishang("operation")) is not None


def check_parameters(service: Service | None, parameters: Parameters | None) -> None:
    """Raises Invalid when an operation is not handed what it needs, or is handed what it does not know."""
    if service is None or service.operation is None:
        return
    operation = OPERATIONS[service.operation]
    given = {parameter.name for parameter in parameters.inputs} if parameters else set()
    missing = sorted(operation.required - given)
    unknown = [] if operation.others else sorted(given - operation.required)
    if missing or unknown:
        raise Invalid(
            "diagrams.services.parameters", name=operation.name, missing=missing or ["–"], unknown=unknown or ["–"]
        )


def _operation(node: Any) -> str | None:
    topic = node.get(camunda("topic")) or ""
    named: str | None = node.get(huishang("operation"))
    return named or (topic.removeprefix(OPERATION_TOPIC) if topic.startswith(OPERATION_TOPIC) else None)


def _known_operation(name: str) -> Service:
    if name not in OPERATIONS:
        raise Invalid("diagrams.services.operation", name=name, known=sorted(OPERATIONS))
    return Service(operation=name)


def _external(node: Any) -> Service:
    topic = read_optional(node.get(camunda("topic")), "topic")
    if topic is None:
        raise Invalid("diagrams.services.no_topic")
    if _extension(node, "errorEventDefinition") is not None:
        raise Invalid("diagrams.services.error_rule")
    process = next(node.iterancestors(bpmn("process")), node)
    priority = node.get(camunda("taskPriority")) or process.get(camunda("taskPriority"))
    return Service(topic=topic, priority=read_optional(priority, "taskPriority"))


def _refuse_foreign(node: Any) -> None:
    for name in _FOREIGN:
        if node.get(camunda(name)) is not None:
            raise Invalid("diagrams.services.foreign", name=name, value=node.get(camunda(name)))
    kind = node.get(camunda("type"))
    if kind is not None:
        raise Invalid("diagrams.services.foreign", name="type", value=kind)
    if _extension(node, "connector") is not None:
        raise Invalid("diagrams.services.foreign", name="connector", value="")


def _extension(node: Any, name: str) -> Any:
    return node.find(f"{bpmn('extensionElements')}/{camunda(name)}")
