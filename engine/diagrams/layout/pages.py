"""The pages of a file: its pools one under another with the messages between them, or each process on its own."""

from __future__ import annotations

from typing import Final

from lxml import etree

from engine.diagrams.dialect import bpmn
from engine.diagrams.layout.arranging import Box, Drawing, arrange
from engine.diagrams.layout.reading import read_sheet
from engine.diagrams.layout.routing import Point
from engine.xml_files import Tree

POOL_HEAD: Final = 30.0  #: room for the name of a pool, at its left
POOL_GAP: Final = 60.0  #: between two pools
EMPTY_POOL: Final = (600.0, 60.0)


def pages(root: Tree) -> list[tuple[str, Drawing]]:
    """The drawing of each page, with the id of the collaboration or process that it shows."""
    processes = {process.get("id") or "": process for process in root.iterchildren(bpmn("process"))}
    shown: list[tuple[str, Drawing]] = []
    collaboration = root.find(bpmn("collaboration"))
    if collaboration is not None and collaboration.get("id") and collaboration.find(bpmn("participant")) is not None:
        pooled = {_process_of(pool): pool for pool in collaboration.iterchildren(bpmn("participant"))}
        shown.append((collaboration.get("id") or "", _pools(collaboration, processes)))
        processes = {id_: process for id_, process in processes.items() if id_ not in pooled}
    shown += [(id_, arrange(read_sheet(process))) for id_, process in processes.items() if id_]
    return shown


def _process_of(pool: Tree) -> str:
    return (pool.get("processRef") or "").rpartition(":")[2]


def _pools(collaboration: Tree, processes: dict[str, Tree]) -> Drawing:
    drawing = Drawing()
    home: dict[str, str] = {}
    for pool in collaboration.iterchildren(bpmn("participant")):
        id_, process = pool.get("id") or "", processes.get(_process_of(pool))
        width, height = EMPTY_POOL
        if process is not None:
            inside = arrange(read_sheet(process))
            width, height = inside.width + POOL_HEAD, max(inside.height, EMPTY_POOL[1])
            drawing.take(inside, POOL_HEAD, drawing.height)
            home |= {_id(element): id_ for element in process.iter(etree.Element)}
        home[id_] = id_
        drawing.boxes[id_] = Box(0.0, drawing.height, width, height)
        drawing.width = max(drawing.width, width)
        drawing.height += height + POOL_GAP
    for flow in collaboration.iterchildren(bpmn("messageFlow")):
        source, target = (_local(flow.get(end)) for end in ("sourceRef", "targetRef"))
        if source in drawing.boxes and target in drawing.boxes and _id(flow):
            drawing.lines[_id(flow)] = _message(drawing, source, target, home)
    return drawing


def _message(drawing: Drawing, source: str, target: str, home: dict[str, str]) -> list[Point]:
    """Out of one pool beside its column, outside all pools, and into the other beside the column there."""
    first, second = (drawing.boxes[home.get(one, one)] for one in (source, target))
    leaves, arrives = _stub(drawing, source, first, side=1), _stub(drawing, target, second, side=0)
    down = second.y > first.y
    below_first = first.y + first.height + POOL_GAP / 3 if down else first.y - POOL_GAP / 3
    above_second = second.y - POOL_GAP / 3 if down else second.y + second.height + POOL_GAP / 3
    outside = -POOL_GAP / 3
    between = [
        (leaves[-1][0], below_first),
        (outside, below_first),
        (outside, above_second),
        (arrives[-1][0], above_second),
    ]
    return [*leaves, *between, *reversed(arrives)]


def _stub(drawing: Drawing, id_: str, pool: Box, *, side: int) -> list[Point]:
    """From the side of a figure to where an upright line is free; of a pool itself, nothing but a point of its edge."""
    box = drawing.boxes[id_]
    if id_ not in drawing.gutters:
        return [(box.x + box.width / 2, box.y + box.height / 2)] if box != pool else [(box.x + box.width / 2, box.y)]
    gutter = drawing.gutters[id_][side]
    level = box.y + box.height / 2
    return [(box.x + box.width * side, level), (gutter, level)]


def _id(element: Tree) -> str:
    return element.get("id") or ""


def _local(reference: str | None) -> str:
    return (reference or "").rpartition(":")[2]
