"""A diagram that came without a drawing gets one, in a copy: what was handed in is kept byte for byte elsewhere."""

from __future__ import annotations

from typing import Final

from lxml import etree

from engine.diagrams.bundle import Bundle
from engine.diagrams.dialect import BPMN, BPMNDI
from engine.diagrams.layout.chains import TooTangled
from engine.diagrams.layout.pages import pages
from engine.diagrams.layout.writing import write_drawing
from engine.xml_files import Tree, load

MAX_ELEMENTS: Final = 5_000  #: of one file; a larger one is no drawing for people


def drawn(bundle: Bundle) -> Bundle:
    """The same bundle, in which every readable diagram without shapes has a drawing; equal where none was missing."""
    added = {file: new for file, raw in bundle.named(".bpmn").items() if (new := draw_file(file, raw)) is not None}
    return Bundle({**bundle.files, **added}) if added else bundle


def draw_file(file: str, raw: bytes) -> bytes | None:
    """This diagram with a drawing, always the same one; None where it has one, cannot be read or is too large."""
    root, _ = load(file, raw)
    if root is None or root.tag != f"{{{BPMN}}}definitions" or _is_drawn(root) or _is_too_large(root):
        return None
    for page in root.findall(f"{{{BPMNDI}}}BPMNDiagram"):
        root.remove(page)
    try:
        for plane_of, drawing in pages(root):
            write_drawing(root, plane_of, drawing)
    except TooTangled:
        return None
    if not _is_drawn(root):
        return None
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _is_drawn(root: Tree) -> bool:
    return next(root.iter(f"{{{BPMNDI}}}BPMNShape"), None) is not None


def _is_too_large(root: Tree) -> bool:
    return sum(1 for _ in root.iter(etree.Element)) > MAX_ELEMENTS
