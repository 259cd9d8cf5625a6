"""The default flow of a gateway is one of its own."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.flow_conditions import CHOOSING
from engine.diagrams.lint.graph import Node

RULE = "splits"


def splits(context: Context) -> Iterator[Finding]:
    """Each choosing gateway whose default leaves another node."""
    for node in context.nodes:
        if node.kind in CHOOSING:
            yield from _of(node)


def _of(node: Node) -> Iterator[Finding]:
    outgoing, default = node.outgoing, node.element.get("default")
    if default and default not in {flow.id for flow in outgoing}:
        yield node.error(RULE, f"{RULE}.foreign_default", default=default)
