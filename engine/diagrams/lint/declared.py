"""What elements declare in Camunda's attributes or ours must be something this engine honours: read as for running."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.elements import find_elements
from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context

#: code that other rules compile too is told by them
_TOLD_ELSEWHERE = ("candidateGroups", "script", "decisionRef")


def declared(context: Context) -> Iterator[Finding]:
    """Each declaration that would be refused when the procedure is compiled."""
    _, findings = find_elements({diagram.file: diagram.element for diagram in context.diagrams})
    for finding in findings:
        place = finding.params.get("place", finding.rule)
        if place not in _TOLD_ELSEWHERE and place != "":
            yield finding
