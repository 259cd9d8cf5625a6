"""Two flows from one node to one joining gateway are two tokens: each goes a way of its own, so that both count."""

from __future__ import annotations

from engine.diagrams.normalizing.drawing import Drawing, kind_of


def doubled_flows(drawing: Drawing) -> None:
    """Insert a passed event into every such flow but the first."""
    for scope in drawing.scopes():
        joins = {node.get("id"): node for node in drawing.nodes(scope) if kind_of(node) in _JOINING}
        seen: set[tuple[str, str]] = set()
        for flow in drawing.flows(scope):
            ends = (flow.get("sourceRef") or "", flow.get("targetRef") or "")
            if ends[1] in joins and ends in seen:
                between = drawing.insert(scope, "intermediateThrowEvent", ends[0])
                flow.set("targetRef", between.get("id") or "")
                drawing.connect(scope, between, joins[ends[1]])
            seen.add(ends)


_JOINING = frozenset({"parallelGateway", "inclusiveGateway"})
