"""Nothing compensates: an activity drawn to undo another would never run."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context

RULE = "event_subprocesses"


def compensation(context: Context) -> Iterator[Finding]:
    """Each activity that compensates another."""
    for node in context.nodes:
        if node.element.get("isForCompensation") == "true":
            yield node.error(RULE, f"{RULE}.compensation")
