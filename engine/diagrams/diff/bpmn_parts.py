"""The parts of a BPMN file: every element that stands in a process, a collaboration or the document itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from engine.diagrams.dialect import BPMN, bpmn
from engine.diagrams.diff.parts import Order, Part
from engine.diagrams.diff.xml_properties import properties

#: what stands in these is a part; what stands in anything else is a property of the part around it
_HOLDERS = frozenset(
    {
        "definitions",
        "process",
        "subProcess",
        "transaction",
        "adHocSubProcess",
        "collaboration",
        "laneSet",
        "childLaneSet",
    }
)
#: holders that are no parts themselves, and things that only hold a part together
_NO_PARTS = frozenset({"laneSet", "childLaneSet", "extensionElements", "incoming", "outgoing", "documentation"})
#: in a subprocess these belong to it and are no parts in it
_OWN = frozenset({"multiInstanceLoopCharacteristics", "standardLoopCharacteristics", "ioSpecification", "property"})
_REFERENCES = {"messageRef": "message", "signalRef": "signal", "errorRef": "error", "escalationRef": "escalation"}


def bpmn_parts(file: str, root: Any) -> Iterator[Part]:
    """Every part of this document. Shapes are where a part is drawn, nothing else."""
    places, lanes, named = dict(_places(root)), _lanes(root), _named(root)
    for node in root.iter():
        if isinstance(node.tag, str) and _is_part(node):
            yield _part(file, node, places, lanes, named)


def _is_part(node: Any) -> bool:
    name, above = etree.QName(node), node.getparent()
    if name.namespace != BPMN or above is None or name.localname in _NO_PARTS | _OWN:
        return False
    around = etree.QName(above)
    return around.namespace == BPMN and around.localname in _HOLDERS


def _part(
    file: str, node: Any, places: Mapping[str, tuple[str, ...]], lanes: Mapping[str, str], named: Mapping[str, str]
) -> Part:
    kind = etree.QName(node).localname
    found: dict[str, Any] = properties(node, [child for child in node.iter() if child is not node and _is_part(child)])
    found = {path: _resolved(path, value, named) for path, value in found.items() if not _is_member(path)}
    lane = lanes.get(node.get("id"))
    if lane:
        found["lane"] = lane
    flows = [flow.text or "" for flow in node.findall(bpmn("outgoing"))]
    if kind.endswith("Gateway") and len(flows) > 1:
        found["branches"] = Order(tuple(flows))
    identity = str(node.get("id") or "")
    name = str(node.get("name") or "")
    return Part(
        key=f"{'flow' if kind == 'sequenceFlow' else 'element'}:{identity or kind}",
        kind=kind,
        id=identity,
        name=name,
        file=file,
        within=_process(node),
        properties=found,
        place=places.get(identity, ()),
    )


def _is_member(path: str) -> bool:
    """Lanes list their members; a member says which lane it is in, which is how people put it."""
    return path.startswith(("flowNodeRef", "laneSet", "childLaneSet"))


def _resolved(path: str, value: str, named: Mapping[str, str]) -> str:
    """References by the name of what they mean."""
    last = path.rpartition("@")[2]
    return named.get(value, value) if last in _REFERENCES else value


def _named(root: Any) -> dict[str, str]:
    kinds = [bpmn(kind) for kind in _REFERENCES.values()]
    return {node.get("id", ""): node.get("name") or node.get("id", "") for node in root.iter(*kinds)}


def _lanes(root: Any) -> dict[str, str]:
    found = {}
    for reference in root.iter(bpmn("flowNodeRef")):
        lane = reference.getparent()
        found[(reference.text or "").strip()] = str(lane.get("name") or lane.get("id") or "")
    return found


def _process(node: Any) -> str:
    above = node.getparent()
    while above is not None:
        if above.tag in (bpmn("process"), bpmn("subProcess"), bpmn("transaction")):
            return str(above.get("name") or above.get("id") or "")
        above = above.getparent()
    return ""


def _places(root: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Where each element is drawn: bounds of shapes, way points of flows."""
    for node in root.iter("{*}BPMNShape", "{*}BPMNEdge"):
        numbers = [
            value
            for drawn in node.iter("{*}Bounds", "{*}waypoint")
            if drawn.getparent() is node
            for name, value in sorted(drawn.attrib.items())
            if name != "id"
        ]
        yield str(node.get("bpmnElement")), tuple(numbers)
