"""A condition stands where it is asked, and in a language that can be read."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.drawn import is_bpmn, local_name
from engine.diagrams.lint.graph import Flow, Node

RULE = "flow_conditions"
CHOOSING = frozenset({"exclusiveGateway", "inclusiveGateway"})


def flow_conditions(context: Context) -> Iterator[Finding]:
    """Each condition on a default flow, and each in a foreign language."""
    for node in context.nodes:
        outgoing = node.outgoing
        for flow in outgoing:
            yield from _of_flow(node, flow)


def _of_flow(node: Node, flow: Flow) -> Iterator[Finding]:
    if flow.condition is None:
        return
    if node.element.get("default") == flow.id:
        yield flow.error(RULE, f"{RULE}.on_default", source=node.id)
    for child in flow.element:
        language = child.get("language") if is_bpmn(child) and local_name(child) == "conditionExpression" else None
        if language and language.lower() not in ("python", "feel", "juel", "http://www.w3.org/1999/xpath"):
            yield flow.error(RULE, f"{RULE}.language", language=language)
