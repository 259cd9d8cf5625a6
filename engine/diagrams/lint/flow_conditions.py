"""Conditions and several ways out belong to gateways; on a task the library ignores the one and refuses the other."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.dialect import GATEWAYS
from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.drawn import is_bpmn, local_name
from engine.diagrams.lint.graph import Flow, Node

RULE = "flow_conditions"
CHOOSING = frozenset({"exclusiveGateway", "inclusiveGateway"})


def flow_conditions(context: Context) -> Iterator[Finding]:
    """Each condition, default or second way out where it does nothing or fails."""
    for node in context.nodes:
        outgoing = node.outgoing
        for flow in outgoing:
            yield from _of_flow(node, flow)
        if len(outgoing) > 1 and node.kind not in GATEWAYS and not node.is_refused:
            yield node.error(RULE, f"{RULE}.two_ways", kind=node.kind, flows=[flow.id for flow in outgoing])
        if node.element.get("default") and node.kind not in CHOOSING:
            yield node.error(RULE, f"{RULE}.default", kind=node.kind)


def _of_flow(node: Node, flow: Flow) -> Iterator[Finding]:
    if flow.condition is None:
        return
    if node.kind not in CHOOSING and not node.is_refused:
        yield flow.error(RULE, source=node.id, kind=node.kind)
    if node.element.get("default") == flow.id:
        yield flow.error(RULE, f"{RULE}.on_default", source=node.id)
    for child in flow.element:
        language = child.get("language") if is_bpmn(child) and local_name(child) == "conditionExpression" else None
        if language and language.lower() not in ("python", "feel", "http://www.w3.org/1999/xpath"):
            yield flow.error(RULE, f"{RULE}.language", language=language)
