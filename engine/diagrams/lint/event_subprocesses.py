"""Event subprocesses change the shared diagram while a case runs, and nothing compensates: neither may be drawn."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context

RULE = "event_subprocesses"


def event_subprocesses(context: Context) -> Iterator[Finding]:
    """Each subprocess triggered by an event, and each activity that compensates another."""
    for node in context.nodes:
        if node.element.get("triggeredByEvent") == "true":
            yield node.error(RULE)
        if node.element.get("isForCompensation") == "true":
            yield node.error(RULE, f"{RULE}.compensation")
