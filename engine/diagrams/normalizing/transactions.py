"""A transaction without compensation is a subprocess; its cancel end event leaves it over its edge."""

from __future__ import annotations

from engine.diagrams.dialect import bpmn
from engine.diagrams.normalizing.drawing import Drawing, kind_of


def plain_transactions(drawing: Drawing) -> None:
    """Every transaction becomes a subprocess; cancel events that nothing answers are refused."""
    for event, _ in drawing.events("cancel"):
        kind, scope = kind_of(event), event.getparent()
        if kind == "boundaryEvent":
            host = _host(drawing, event.get("attachedToRef"))
            if host != "transaction":
                drawing.refuse(event, "transactions.elsewhere")
        elif kind != "endEvent" or scope is None or kind_of(scope) != "transaction":
            drawing.refuse(event, "transactions.elsewhere")
        elif not _is_caught(drawing, scope.get("id")):
            drawing.refuse(event, "transactions.not_caught", transaction=scope.get("id"))
    for transaction in list(drawing.root.iter(bpmn("transaction"))):
        transaction.attrib.pop("method", "")
        transaction.tag = bpmn("subProcess")


def _host(drawing: Drawing, name: str | None) -> str:
    return next((kind_of(node) for scope in drawing.scopes() for node in scope if node.get("id") == name), "")


def _is_caught(drawing: Drawing, transaction: str | None) -> bool:
    return any(
        kind_of(event) == "boundaryEvent" and event.get("attachedToRef") == transaction
        for event, _ in drawing.events("cancel")
    )
