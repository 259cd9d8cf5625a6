"""From bytes to a BPMN tree, checked against the schema of BPMN 2.0 before any other code sees it.

Names of other makes are settled here, so that everybody reads the same ones.
"""

from __future__ import annotations

from typing import Any

from engine.diagrams.dialect import BPMN
from engine.diagrams.normalizing.steps import settle_names
from engine.diagrams.schema_faults import schema_faults
from engine.findings import Finding
from engine.xml_files import Tree, line_of, load

__all__ = ("Tree", "line_of", "load", "load_bpmn")


def load_bpmn(file: str, raw: bytes) -> tuple[Tree | None, list[Finding]]:
    """The root of a BPMN file, checked against the schema of BPMN 2.0; with all that the schema and its names lack."""
    root, findings = load(file, raw)
    if root is None:
        return None, findings
    if root.tag != f"{{{BPMN}}}definitions":
        return None, [_error("not_bpmn", file, line_of(root), root=str(root.tag))]
    faults = schema_faults(file, root)
    return root, [*faults, *settle_names(file, root)]


def _error(rule: str, file: str, line: int = 0, **params: Any) -> Finding:
    return Finding.error(rule, file, line, "", **params)
