"""A drawing that was made: valid, always the same, complete, nothing over anything else, no line through a figure."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from engine.diagrams.bundle import Bundle
from engine.diagrams.checks import check
from engine.diagrams.dialect import BPMNDI
from engine.diagrams.layout.drawing import draw_file, drawn
from engine.diagrams.lint.drawn import is_bpmn, local_name
from engine.diagrams.schema_faults import _schema_document

DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
SHAPES = Path(__file__).parents[1] / "shapes"
PROCEDURE = Path(__file__).parents[5] / "processes" / "case_consultation"
HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="t">'
)
KINDS = ("userTask", "exclusiveGateway", "endEvent", "scriptTask", "subProcess", "parallelGateway")

Box = tuple[float, float, float, float]


@st.composite
def diagrams(draw: st.DrawFn) -> bytes:
    """Random processes: rings, loose ends, events on borders, nested subprocesses, lanes, notes, pools."""
    counter = iter(range(10_000))

    def scope(depth: int) -> tuple[str, list[str]]:
        parts, ids, sources = [], [], []
        for _ in range(draw(st.integers(1, 9 if depth == 0 else 4))):
            id_, kind = f"n{next(counter)}", draw(st.sampled_from(KINDS))
            inner = scope(depth + 1)[0] if kind == "subProcess" and depth < 2 and draw(st.booleans()) else ""
            parts.append(f'<bpmn:{kind} id="{id_}">{inner}</bpmn:{kind}>')
            ids.append(id_)
            sources.append(id_)
            for _ in range(draw(st.integers(0, 3)) if kind.endswith(("Task", "Process")) else 0):
                event = f"n{next(counter)}"
                parts.append(f'<bpmn:boundaryEvent id="{event}" attachedToRef="{id_}"/>')
                sources.append(event)
        for _ in range(draw(st.integers(0, 14))):
            ends = f'sourceRef="{draw(st.sampled_from(sources))}" targetRef="{draw(st.sampled_from(ids))}"'
            parts.append(f'<bpmn:sequenceFlow id="n{next(counter)}" {ends}/>')
        for _ in range(draw(st.integers(0, 3))):
            note, about = f"n{next(counter)}", draw(st.sampled_from([*ids, "nothing"]))
            parts.append(f'<bpmn:textAnnotation id="{note}"><bpmn:text>{"说明" * 9}</bpmn:text></bpmn:textAnnotation>')
            ends = f'sourceRef="{about}" targetRef="{note}"'
            parts.append(f'<bpmn:association id="n{next(counter)}" {ends}/>' if about != "nothing" else "")
        return "".join(parts), sources

    def process(id_: str) -> str:
        body, sources = scope(0)
        lanes = [[one for one in sources if draw(st.booleans())] for _ in range(draw(st.integers(0, 3)))]
        taken: set[str] = set()
        drawn_lanes = ""
        for n, members in enumerate(lanes):
            inside = "".join(f"<bpmn:flowNodeRef>{one}</bpmn:flowNodeRef>" for one in members if one not in taken)
            taken |= set(members)
            drawn_lanes += f'<bpmn:lane id="{id_}_lane{n}">{inside}</bpmn:lane>'
        return f'<bpmn:process id="{id_}">' + (
            f'<bpmn:laneSet id="{id_}_lanes">{drawn_lanes}</bpmn:laneSet>' if lanes else ""
        ) + body + "</bpmn:process>"  # fmt: skip

    if draw(st.booleans()):
        return f"{HEAD}{process('p')}</bpmn:definitions>".encode()
    pools = (
        '<bpmn:participant id="x" processRef="p"/><bpmn:participant id="y" processRef="q"/><bpmn:participant id="e"/>'
    )
    flows = (
        '<bpmn:messageFlow id="m1" sourceRef="x" targetRef="y"/><bpmn:messageFlow id="m2" sourceRef="y" targetRef="e"/>'
    )
    collaboration = f'<bpmn:collaboration id="c">{pools}{flows}</bpmn:collaboration>'
    return f"{HEAD}{collaboration}{process('p')}{process('q')}</bpmn:definitions>".encode()


def tree(raw: bytes) -> Any:
    return etree.fromstring(raw)


def boxes(root: Any) -> dict[str, Box]:
    found = {}
    for shape in root.iter(f"{{{BPMNDI}}}BPMNShape"):
        bounds = shape.find(f"{{{DC}}}Bounds")
        found[shape.get("bpmnElement")] = tuple(float(bounds.get(side)) for side in ("x", "y", "width", "height"))
    return found


def lines(root: Any) -> dict[str, list[tuple[float, float]]]:
    return {
        edge.get("bpmnElement"): [(float(p.get("x")), float(p.get("y"))) for p in edge.iter(f"{{{DI}}}waypoint")]
        for edge in root.iter(f"{{{BPMNDI}}}BPMNEdge")
    }


def overlap(one: Box, other: Box) -> bool:
    x, y, width, height = one
    a, b, wide, high = other
    return x < a + wide and a < x + width and y < b + high and b < y + height


def holders(node: Any) -> set[str]:
    """What lies behind a node: what it is in, what it is fastened to and what that is in; pools and lanes."""
    return {above.get("id") for above in node.iterancestors()} | {node.get("id"), node.get("attachedToRef")}


def assert_well_drawn(raw: bytes) -> None:
    root = tree(raw)
    schema = etree.XMLSchema(_schema_document())
    schema.validate(root)
    assert [entry.message for entry in schema.error_log if "DI}" in entry.message or "DC}" in entry.message] == []
    known = {element.get("id"): element for element in root.iter() if is_bpmn(element) and element.get("id")}
    flat = {id_: box for id_, box in boxes(root).items() if local_name(known[id_]) not in ("lane", "participant")}
    ids = [element.get("id") for element in root.iter(etree.Element) if element.get("id")]
    assert len(ids) == len(set(ids))
    for (one, box), (other, second) in combinations(flat.items(), 2):
        if one not in holders(known[other]) and other not in holders(known[one]):
            assert not overlap(box, second), (one, other)
    drawn_lines = lines(root)
    for id_, element in known.items():
        if local_name(element) == "sequenceFlow":
            points = drawn_lines[id_]
            ends = [known[element.get(end)] for end in ("sourceRef", "targetRef")]
            behind = holders(ends[0]) | holders(ends[1])
            assert all(
                touches(flat[end.get("id")], point) for end, point in zip(ends, (points[0], points[-1]), strict=True)
            )
            for (x, y), (a, b) in pairwise(points):
                assert x == a or y == b
                stretch = (min(x, a) - 0.1, min(y, b) - 0.1, abs(x - a) + 0.2, abs(y - b) + 0.2)
                crossed = {one for one, box in flat.items() if one not in behind and overlap(stretch, box)}
                assert crossed == set(), id_


def touches(box: Box, point: tuple[float, float]) -> bool:
    return overlap((box[0] - 0.5, box[1] - 0.5, box[2] + 1, box[3] + 1), (point[0] - 0.5, point[1] - 0.5, 1, 1))


@given(diagrams())
@settings(max_examples=150, deadline=None)
def test_any_diagram_is_drawn_well(raw: bytes) -> None:
    made = draw_file("a.bpmn", raw)
    assert made is not None
    assert made == draw_file("a.bpmn", raw)
    assert_well_drawn(made)


def undrawn(raw: bytes) -> bytes:
    root = tree(raw)
    for page in root.findall(f"{{{BPMNDI}}}BPMNDiagram"):
        root.remove(page)
    return etree.tostring(root)


@pytest.mark.parametrize(
    "path", sorted([*SHAPES.glob("*.bpmn"), *PROCEDURE.glob("*.bpmn")]), ids=lambda path: path.stem
)
def test_a_real_diagram_is_drawn_well(path: Path) -> None:
    made = draw_file(path.name, undrawn(path.read_bytes()))
    assert made is not None
    assert_well_drawn(made)
    assert "layout" not in {one.rule for one in check(Bundle({path.name: made}))}


def test_a_drawing_is_left_as_it_is() -> None:
    bundle = Bundle({path.name: path.read_bytes() for path in PROCEDURE.glob("*.bpmn")})
    assert drawn(bundle) is bundle


def test_only_what_had_no_drawing_changes() -> None:
    files = {path.name: path.read_bytes() for path in PROCEDURE.glob("*.bpmn")}
    bundle = Bundle({**files, "new.bpmn": undrawn(files["implementation.bpmn"]), "broken.bpmn": b"<", "a.form": b"{}"})
    made = drawn(bundle)
    assert {name for name, raw in made.files.items() if raw != bundle.files[name]} == {"new.bpmn"}


def test_what_a_drawing_is_made_of_runs_as_before() -> None:
    raw = (PROCEDURE / "implementation.bpmn").read_bytes()
    made = draw_file("a.bpmn", undrawn(raw))
    assert made is not None
    assert etree.tostring(tree(undrawn(made)), method="c14n") == etree.tostring(tree(undrawn(raw)), method="c14n")
