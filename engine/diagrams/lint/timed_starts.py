"""A start event with a timer never begins a case by itself here: cases are opened by people, and on record."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context

RULE = "timed_starts"


def timed_starts(context: Context) -> Iterator[Finding]:
    """Timer start events of whole processes; those of event subprocesses do happen."""
    for diagram in context.diagrams:
        for process in diagram.processes:
            for node in process.nodes.values():
                if node.kind == "startEvent" and node.definition("timer") is not None:
                    yield node.warning(RULE)
