"""What a diagram refers to must be in the bundle: called processes, decisions, messages, signals, errors."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.declarations.decisions import read_decision
from engine.diagrams.dialect import DECISION_RESULTS, camunda
from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.graph import Diagram, Node
from engine.errors import Invalid

RULE = "references"
_REFERRING = ("message", "signal")
#: a message sent by a program needs no name here
_SENDING = ("class", "delegateExpression", "expression", "type")


def references(context: Context) -> Iterator[Finding]:
    """Each reference that leads nowhere, and each that should be there and is not."""
    for diagram in context.diagrams:
        for node in diagram.nodes:
            yield from _definitions(diagram, node)
            yield from _called(context, node)


def _definitions(diagram: Diagram, node: Node) -> Iterator[Finding]:
    for kind in _REFERRING:
        definition = node.definition(kind)
        if definition is not None and not any(definition.get(camunda(way)) for way in _SENDING):
            yield from _declared(diagram, node, kind, definition.get(f"{kind}Ref"))
    if node.kind == "receiveTask" and node.element.get("messageRef"):
        yield from _declared(diagram, node, "message", node.element.get("messageRef"))


def _declared(diagram: Diagram, node: Node, kind: str, reference: str | None) -> Iterator[Finding]:
    if not reference:
        yield node.error(RULE, f"{RULE}.none", kind=kind)
    elif reference not in diagram.declared(kind):
        yield node.error(RULE, f"{RULE}.declaration", kind=kind, reference=reference)


def _called(context: Context, node: Node) -> Iterator[Finding]:
    if node.kind == "callActivity":
        called = node.element.get("calledElement")
        if not called or called not in context.processes:
            yield node.error(RULE, f"{RULE}.process", reference=called or "")
    if node.kind == "businessRuleTask":
        yield from _decisions(context, node)
        if not (node.camunda("resultVariable") or "").isidentifier():
            yield node.error(RULE, f"{RULE}.result")
        mapping = node.camunda("mapDecisionResult")
        if mapping and mapping not in DECISION_RESULTS:
            yield node.error(RULE, f"{RULE}.mapping", mapping=mapping, known=sorted(DECISION_RESULTS))


def _decisions(context: Context, node: Node) -> Iterator[Finding]:
    """Each decision it may ask that is not there; an expression that cannot be read is told with the declarations."""
    try:
        asked = read_decision(node.element)
    except Invalid:
        return
    for one in asked.ids if asked is not None else ("",):
        if one not in context.decisions.ids:
            yield node.error(RULE, f"{RULE}.decision", reference=one)
