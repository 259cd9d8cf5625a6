"""From bytes to a BPMN tree, checked against the schema of BPMN 2.0 before any other code sees it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, cast

import SpiffWorkflow.bpmn.parser as spiff_parser
from lxml import etree

from engine.diagrams.dialect import BPMN
from engine.findings import Finding
from engine.xml_files import Tree, line_of, load

__all__ = ("Tree", "line_of", "load", "load_bpmn")

MAX_SCHEMA_FINDINGS = 20


def load_bpmn(file: str, raw: bytes) -> tuple[Tree | None, list[Finding]]:
    """The root of a BPMN file, checked against the schema of BPMN 2.0; with all that the schema finds."""
    root, findings = load(file, raw)
    if root is None:
        return None, findings
    if root.tag != f"{{{BPMN}}}definitions":
        return None, [_error("not_bpmn", file, line_of(root), root=str(root.tag))]
    return root, _schema_findings(file, root)


def _schema_findings(file: str, root: Tree) -> list[Finding]:
    schema = _schema()
    if schema.validate(root):
        return []
    entries = list(cast("Any", schema.error_log))[:MAX_SCHEMA_FINDINGS]
    return [_error("schema", file, entry.line, detail=_plain(entry.message)) for entry in entries]


def _plain(message: str) -> str:
    """The schema's message without name spaces; the list of everything it would have expected is cut."""
    shown = message.replace(f"{{{BPMN}}}", "bpmn:")
    return shown if len(shown) <= 300 else shown[:300] + "…"


def _schema() -> etree.XMLSchema:
    # an XMLSchema keeps the log of its last validation, so each call takes its own over the one parsed document
    return etree.XMLSchema(_schema_document())


@cache
def _schema_document() -> etree._ElementTree:
    path = Path(str(spiff_parser.__file__)).parent / "schema" / "BPMN20.xsd"
    return etree.parse(str(path))


def _error(rule: str, file: str, line: int = 0, **params: Any) -> Finding:
    return Finding.error(rule, file, line, "", **params)
