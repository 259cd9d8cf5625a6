"""A diagram without shapes opens as an empty page in every modeler."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.dialect import BPMNDI
from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.graph import Diagram

RULE = "layout"


def layout(context: Context) -> Iterator[Finding]:
    """Diagrams without any drawing, nodes and flows that are not drawn, and shapes of nothing."""
    for diagram in context.diagrams:
        drawn = {
            element.get("bpmnElement") or ""
            for kind in ("BPMNShape", "BPMNEdge", "BPMNPlane")
            for element in diagram.element.iter(f"{{{BPMNDI}}}{kind}")
        }
        if not drawn:
            yield diagram.warning(RULE, f"{RULE}.none")
            continue
        yield from _missing(diagram, drawn)


def _missing(diagram: Diagram, drawn: set[str]) -> Iterator[Finding]:
    for node in (*diagram.nodes, *diagram.flows):
        if node.id not in drawn:
            yield node.warning(RULE, f"{RULE}.missing", kind=node.kind)
    known = {element.get("id") for element in diagram.element.iter()}
    for reference in sorted(drawn - known):
        yield diagram.warning(RULE, f"{RULE}.orphan", reference=reference)
