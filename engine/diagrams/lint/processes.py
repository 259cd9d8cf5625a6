"""There is something to run."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context

RULE = "processes"


def processes(context: Context) -> Iterator[Finding]:
    """Bundles without a file and files without a process."""
    if not context.bundle.files:
        yield Finding.error(RULE, "", 0, "", f"{RULE}.nothing")
    for diagram in context.diagrams:
        if not diagram.processes:
            yield diagram.error(RULE, f"{RULE}.none")
