"""Flows and boundary events hang on nodes that are there, in the same process or subprocess."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.graph import Flow, Node

RULE = "flow_ends"


def flow_ends(context: Context) -> Iterator[Finding]:
    """Each loose end."""
    for scope in context.scopes:
        for flow in scope.flows:
            yield from _of_flow(context, flow)
        for node in scope.nodes.values():
            if node.kind == "boundaryEvent":
                yield from _of_boundary(node)


def _of_flow(context: Context, flow: Flow) -> Iterator[Finding]:
    for end, other in ((flow.source, "source"), (flow.target, "target")):
        if end in flow.scope.nodes:
            continue
        elsewhere = end in context.elements
        yield flow.error(RULE, f"{RULE}.across" if elsewhere else f"{RULE}.missing", end=end, side=other)


def _of_boundary(node: Node) -> Iterator[Finding]:
    host = node.scope.nodes.get(node.attached_to or "")
    if host is None:
        yield node.error(RULE, f"{RULE}.unattached", activity=node.attached_to or "")
    elif not (host.is_activity or host.is_refused):
        yield node.error(RULE, f"{RULE}.on_instant", activity=host.id, kind=host.kind)
