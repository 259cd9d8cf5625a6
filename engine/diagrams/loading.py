"""From bytes to a BPMN tree, checked against the schema of BPMN 2.0 before any other code sees it."""

from __future__ import annotations

from typing import Any

from engine.diagrams.dialect import BPMN
from engine.diagrams.schema_faults import schema_faults
from engine.findings import Finding
from engine.xml_files import Tree, line_of, load

__all__ = ("Tree", "line_of", "load", "load_bpmn")


def load_bpmn(file: str, raw: bytes) -> tuple[Tree | None, list[Finding]]:
    """The root of a BPMN file, checked against the schema of BPMN 2.0; with all that the schema finds."""
    root, findings = load(file, raw)
    if root is None:
        return None, findings
    if root.tag != f"{{{BPMN}}}definitions":
        return None, [_error("not_bpmn", file, line_of(root), root=str(root.tag))]
    return root, schema_faults(file, root)


def _error(rule: str, file: str, line: int = 0, **params: Any) -> Finding:
    return Finding.error(rule, file, line, "", **params)
