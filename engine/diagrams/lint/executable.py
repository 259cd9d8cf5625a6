"""A process says that it is meant to be run, and has an id that can be written in a script."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context

RULE = "processes"


def executable(context: Context) -> Iterator[Finding]:
    """Processes that are drawn for reading only, or whose id is no name."""
    for diagram in context.diagrams:
        for process in diagram.processes:
            if process.element.get("isExecutable") != "true":
                yield process.error(RULE, f"{RULE}.not_executable")
            if not process.id.isidentifier():
                yield process.warning(RULE, f"{RULE}.id")
