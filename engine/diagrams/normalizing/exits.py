"""Several flows, or flows with conditions, out of a task or an event: each true one and each plain one is taken."""

from __future__ import annotations

from engine.diagrams.normalizing.drawing import GATEWAYS, Drawing, condition_of, kind_of
from engine.xml_files import Tree


def gateways_at_exits(drawing: Drawing) -> None:
    """Insert the gateway that the flows stand for: a parallel one, or an inclusive one where something is chosen."""
    for scope in drawing.scopes():
        leaving = drawing.leaving(scope)
        for node in drawing.nodes(scope):
            flows = leaving.get(node.get("id") or "", [])
            if flows and kind_of(node) not in GATEWAYS and kind_of(node) != "endEvent":
                _insert(drawing, scope, node, flows)


def _insert(drawing: Drawing, scope: Tree, node: Tree, flows: list[Tree]) -> None:
    default = node.attrib.pop("default") if "default" in node.attrib else None
    chosen = any(condition_of(flow) is not None and flow.get("id") != default for flow in flows)
    if len(flows) == 1 and not chosen:
        return
    kind = "inclusiveGateway" if chosen or default is not None else "parallelGateway"
    gateway = drawing.insert(scope, kind, node.get("id") or "")
    for flow in flows:
        flow.set("sourceRef", gateway.get("id") or "")
        if kind == "inclusiveGateway" and condition_of(flow) is None and flow.get("id") != default:
            drawing.always(flow)
    if default is not None:
        gateway.set("default", default)
    drawing.connect(scope, node, gateway)
