"""A gateway that chooses must always find a way: without a default flow, a case nobody thought of is an incident."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.flow_conditions import CHOOSING

RULE = "splits"


def default_flows(context: Context) -> Iterator[Finding]:
    """Each choosing gateway that could find no way."""
    for node in context.nodes:
        if node.kind in CHOOSING and len(node.outgoing) > 1 and not node.element.get("default"):
            yield node.error(RULE, f"{RULE}.no_default")
