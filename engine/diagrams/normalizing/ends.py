"""A node from which no flow leads on is an end: the scope is complete when no token is left in it."""

from __future__ import annotations

from engine.diagrams.normalizing.drawing import Drawing, is_event_subprocess, kind_of
from engine.xml_files import Tree


def implicit_ends(drawing: Drawing) -> None:
    """Insert the end events that were left out."""
    for scope in drawing.scopes():
        leaving = drawing.leaving(scope)
        for node in drawing.nodes(scope):
            if node.get("id") not in leaving and _may_end(node):
                drawing.connect(scope, node, drawing.insert(scope, "endEvent", node.get("id") or ""))


def _may_end(node: Tree) -> bool:
    beside = is_event_subprocess(node) or node.get("isForCompensation") == "true"
    return not beside and kind_of(node) not in ("endEvent", "exclusiveGateway", "eventBasedGateway", "complexGateway")
