"""Something in an element that cannot run, told while the library parses: with its refusal, line and element."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.parser.ValidationException import ValidationException

from engine.errors import Refusal
from engine.findings import Finding, Severity
from engine.xml_files import line_of


class Unreadable(ValidationException):
    """Goes through the library's parser unchanged."""

    def __init__(self, refusal: Refusal, node: Any, file: str | None) -> None:
        super().__init__(str(refusal), node=node, file_name=file)
        self.refusal = refusal
        self.node = node


def unreadable(error: Unreadable) -> Finding:
    """The same as a finding."""
    refusal, node, file = error.refusal, error.node, error.file_name or ""
    if refusal.key.startswith("expressions."):
        return Finding.error("expressions", file, line_of(node), node.get("id") or "", place="", detail=refusal)
    return Finding(Severity.ERROR, "shorthand", file, line_of(node), node.get("id") or "", refusal.key, refusal.params)
