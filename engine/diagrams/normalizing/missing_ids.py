"""Flows and nodes without an id get one: hand-written diagrams leave them out, and everything here is told by id."""

from __future__ import annotations

from lxml import etree

from engine.diagrams.normalizing.drawing import FLOW_NODES, Drawing, kind_of

_NAMED = FLOW_NODES | {"process", "sequenceFlow"}


def missing_ids(drawing: Drawing) -> None:
    """Number them by kind, in the order of the document, so that the same file always gives the same ids."""
    for element in drawing.root.iter(etree.Element):
        kind = kind_of(element)
        if kind in _NAMED and not element.get("id"):
            element.set("id", drawing.free_id(f"{kind}_1"))
