"""A scope without a start event begins at every node to which no flow leads."""

from __future__ import annotations

from engine.diagrams.normalizing.drawing import Drawing, is_event_subprocess, kind_of
from engine.xml_files import Tree


def implicit_starts(drawing: Drawing) -> None:
    """Insert the start event that was left out. A scope in which nothing could begin is left as it is."""
    for scope in drawing.scopes():
        nodes = drawing.nodes(scope)
        if is_event_subprocess(scope) or any(kind_of(node) == "startEvent" for node in nodes):
            continue
        entered = drawing.entering(scope)
        first = [node for node in nodes if node.get("id") not in entered and _begins(node)]
        if first:
            start = drawing.insert(scope, "startEvent", scope.get("id") or "")
            for node in first:
                drawing.connect(scope, start, node)


def _begins(node: Tree) -> bool:
    beside = kind_of(node) == "boundaryEvent" or node.get("isForCompensation") == "true"
    return not beside and not is_event_subprocess(node)
