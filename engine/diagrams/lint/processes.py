"""There is something to run, and it says that it may be run."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context

RULE = "processes"


def processes(context: Context) -> Iterator[Finding]:
    """Bundles and files without a process, and processes that are not executable or not named."""
    if not context.bundle.files:
        yield Finding.error(RULE, "", 0, "", f"{RULE}.nothing")
    for diagram in context.diagrams:
        if not diagram.processes:
            yield diagram.error(RULE, f"{RULE}.none")
        for process in diagram.processes:
            if process.element.get("isExecutable") != "true":
                yield process.error(RULE, f"{RULE}.not_executable")
            if not process.id.isidentifier():
                yield process.warning(RULE, f"{RULE}.id")
