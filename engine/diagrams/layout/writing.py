"""The drawing as BPMN diagram interchange, so that every modeler shows it."""

from __future__ import annotations

from typing import Final

from lxml import etree

from engine.diagrams.dialect import BPMNDI
from engine.diagrams.layout.arranging import Box, Drawing
from engine.diagrams.layout.reading import SCOPES
from engine.xml_files import Tree

DC: Final = "http://www.omg.org/spec/DD/20100524/DC"
DI: Final = "http://www.omg.org/spec/DD/20100524/DI"
MARGIN: Final = 80.0
_HORIZONTAL: Final = frozenset({"participant", "lane"})


def write_drawing(root: Tree, plane_of: str, drawing: Drawing) -> None:
    """Add one diagram page, whose plane shows this process or collaboration, at the end of the file."""
    known = {element.get("id") or "": element for element in root.iter(etree.Element)}
    taken = set(known)
    names = {"bpmndi": BPMNDI, "dc": DC, "di": DI}
    page = etree.SubElement(root, f"{{{BPMNDI}}}BPMNDiagram", nsmap=names)
    page.set("id", _free(f"{plane_of}_diagram", taken))
    plane = etree.SubElement(page, f"{{{BPMNDI}}}BPMNPlane")
    plane.set("id", _free(f"{plane_of}_plane", taken))
    plane.set("bpmnElement", plane_of)
    for id_, box in drawing.boxes.items():
        if id_ in known:
            _shape(plane, id_, etree.QName(known[id_]).localname, box, _free(f"{id_}_di", taken))
    for id_, points in drawing.lines.items():
        if id_ in known:
            edge = etree.SubElement(plane, f"{{{BPMNDI}}}BPMNEdge")
            edge.set("id", _free(f"{id_}_di", taken))
            edge.set("bpmnElement", id_)
            for x, y in points:
                point = etree.SubElement(edge, f"{{{DI}}}waypoint")
                point.set("x", _number(x + MARGIN))
                point.set("y", _number(y + MARGIN))


def _shape(plane: Tree, id_: str, kind: str, box: Box, name: str) -> None:
    shape = etree.SubElement(plane, f"{{{BPMNDI}}}BPMNShape")
    shape.set("id", name)
    shape.set("bpmnElement", id_)
    if kind in SCOPES:
        shape.set("isExpanded", "true")
    if kind in _HORIZONTAL:
        shape.set("isHorizontal", "true")
    if kind == "exclusiveGateway":
        shape.set("isMarkerVisible", "true")
    bounds = etree.SubElement(shape, f"{{{DC}}}Bounds")
    for side, value in (("x", box.x + MARGIN), ("y", box.y + MARGIN), ("width", box.width), ("height", box.height)):
        bounds.set(side, _number(value))


def _free(name: str, taken: set[str]) -> str:
    """This id, or the like where the file has it already."""
    while name in taken:
        name += "_"
    taken.add(name)
    return name


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
