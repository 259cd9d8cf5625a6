"""From a BPMN file to sheets: which figures there are, how large they are, and what belongs to what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.diagrams.dialect import bpmn
from engine.diagrams.layout.figures import (
    BORDER_STEP,
    DATA,
    EVENT,
    GATEWAY,
    NOTE,
    TASK,
    Band,
    Figure,
    Line,
    Note,
    Sheet,
)
from engine.diagrams.lint.drawn import is_bpmn, local_name
from engine.xml_files import Tree

SCOPES: Final = frozenset({"subProcess", "adHocSubProcess", "transaction"})
_ACTIVITIES: Final = ("task", "Task", "Activity", "ubProcess", "transaction")
_DATA: Final = frozenset({"dataObjectReference", "dataStoreReference"})
_PER_LINE: Final = 12  #: letters of a text in one line of a note
_LINE: Final = 16.0


def read_sheet(scope: Tree) -> Sheet:
    """The graph of a process or subprocess with all that is drawn in it. Elements without an id cannot be drawn."""
    sheet = Sheet(scope.get("id") or "")
    bands = _read_bands(scope, sheet)
    drawn = [child for child in scope if _kind(child) and child.get("id")]
    for child in drawn:
        if _is_figure(child):
            sheet.figures.setdefault(child.get("id") or "", _figure(child, bands))
    hosts = dict(_read_border(drawn, sheet))
    for child in drawn:
        if _kind(child) == "sequenceFlow":
            _read_line(child, sheet, hosts)
    _read_notes(scope, drawn, sheet, hosts)
    for figure in sheet.figures.values():
        figure.width = max(figure.width, BORDER_STEP * (len(figure.border) + 1) if figure.border else 0.0)
    return sheet


def _kind(element: Tree) -> str:
    return local_name(element) if is_bpmn(element) else ""


def _is_figure(element: Tree) -> bool:
    kind = _kind(element)
    return kind.endswith((*_ACTIVITIES, "Gateway", "Event")) and kind != "boundaryEvent"


def _figure(element: Tree, bands: dict[str, int]) -> Figure:
    kind, id_ = _kind(element), element.get("id") or ""
    width, height = TASK
    if kind.endswith("Event"):
        width = height = EVENT
    elif kind.endswith("Gateway"):
        width = height = GATEWAY
    inner = read_sheet(element) if kind in SCOPES else None
    return Figure(id_, kind, width, height, bands.get(id_, bands[""]), inner=inner)


def _read_border(drawn: list[Tree], sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Each event on a border with the figure it stands on; one on nothing becomes a figure of its own."""
    for child in drawn:
        if _kind(child) == "boundaryEvent":
            id_, host = child.get("id") or "", child.get("attachedToRef") or ""
            if host in sheet.figures:
                sheet.figures[host].border.append(id_)
                yield id_, host
            else:
                sheet.figures[id_] = Figure(id_, "boundaryEvent", EVENT, EVENT)


def _read_line(element: Tree, sheet: Sheet, hosts: dict[str, str]) -> None:
    source, target = element.get("sourceRef") or "", element.get("targetRef") or ""
    host = hosts.get(source, source)
    if host in sheet.figures and target in sheet.figures:
        line = Line(element.get("id") or "", host, target, source if source in hosts else "")
        sheet.lines.append(line)
        if line.border:
            sheet.figures[host].exits.append(line.id)


def _read_bands(scope: Tree, sheet: Sheet) -> dict[str, int]:
    """The number of the innermost lane of each node; under "" that of the row for nodes in no lane."""
    numbers: dict[str, int] = {}
    count = 0

    def read(lane_set: Tree, depth: int) -> None:
        nonlocal count
        for lane in lane_set.iterchildren(bpmn("lane")):
            first, inside = count, lane.find(bpmn("childLaneSet"))
            if inside is not None and len(inside):
                read(inside, depth + 1)
            else:
                count += 1
            for reference in lane.iterchildren(bpmn("flowNodeRef")):
                numbers.setdefault((reference.text or "").strip(), first)
            if lane.get("id"):
                sheet.bands.append(Band(lane.get("id") or "", first, max(first, count - 1), depth))

    for lane_set in scope.iterchildren(bpmn("laneSet")):
        read(lane_set, 0)
    return {**numbers, "": count}


def _read_notes(scope: Tree, drawn: list[Tree], sheet: Sheet, hosts: dict[str, str]) -> None:
    about = _associations(scope, drawn)
    for child in drawn:
        kind, id_ = _kind(child), child.get("id") or ""
        if kind == "textAnnotation":
            lines = len("".join(str(part) for part in child.itertext()).strip()) // _PER_LINE
            note = Note(id_, NOTE[0], max(NOTE[1], min(lines + 1, 10) * _LINE))
        elif kind in _DATA:
            note = Note(id_, *DATA)
        else:
            continue
        line, other = about.get(id_, ("", ""))
        host = sheet.figures.get(hosts.get(other, other))
        note.line = line if host is not None else ""
        (sheet.loose if host is None else host.notes).append(note)


def _associations(scope: Tree, drawn: list[Tree]) -> dict[str, tuple[str, str]]:
    """The first association of each note or data object: its id, and what is at its other end."""
    found: dict[str, tuple[str, str]] = {}
    for child in drawn:
        if _kind(child) == "association":
            source, target = child.get("sourceRef") or "", child.get("targetRef") or ""
            found.setdefault(source, (child.get("id") or "", target))
            found.setdefault(target, (child.get("id") or "", source))
    for node in scope:
        for link in node:
            if _kind(link) in ("dataInputAssociation", "dataOutputAssociation"):
                for end in (*link.iterchildren(bpmn("sourceRef")), *link.iterchildren(bpmn("targetRef"))):
                    found.setdefault((end.text or "").strip(), (link.get("id") or "", node.get("id") or ""))
    return found
