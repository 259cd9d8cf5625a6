"""Flows out of gateways as BPMN reads them: where nothing is chosen conditions mean nothing, and none means always."""

from __future__ import annotations

from engine.diagrams.normalizing.drawing import Drawing, condition_of, kind_of
from engine.xml_files import Tree


def gateway_flows(drawing: Drawing) -> None:
    """Say of each flow out of a gateway what it leaves unsaid; refuse an exclusive choice that leaves it open."""
    for scope in drawing.scopes():
        leaving = drawing.leaving(scope)
        for node in drawing.nodes(scope):
            flows = leaving.get(node.get("id") or "", [])
            if kind_of(node) in ("parallelGateway", "eventBasedGateway"):
                _forget_conditions(flows)
            elif kind_of(node) == "inclusiveGateway" and len(flows) > 1:
                _always(drawing, _plain(node, flows))
            elif kind_of(node) == "exclusiveGateway" and len(flows) > 1:
                _choose(drawing, node, flows)


def _choose(drawing: Drawing, gateway: Tree, flows: list[Tree]) -> None:
    """One flow without a condition is taken when its turn comes; of two nobody could say which is meant."""
    plain = _plain(gateway, flows)
    if len(plain) > 1 or (plain and gateway.get("default")):
        drawing.refuse(gateway, "gateways.open_choice", flows=[str(flow.get("id")) for flow in plain])
    else:
        _always(drawing, plain)


def _plain(gateway: Tree, flows: list[Tree]) -> list[Tree]:
    default = gateway.get("default")
    return [flow for flow in flows if condition_of(flow) is None and flow.get("id") != default]


def _always(drawing: Drawing, flows: list[Tree]) -> None:
    for flow in flows:
        drawing.always(flow)


def _forget_conditions(flows: list[Tree]) -> None:
    for flow in flows:
        condition = condition_of(flow)
        if condition is not None:
            flow.remove(condition)
