"""The drawing itself: named in Chinese, complete, orthogonal, nothing over anything else, and without lint findings."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from engine.diagrams.checks import check
from engine.diagrams.dialect import BPMNDI, GATEWAYS
from tests.processes.bundle_files import DIAGRAMS, bundle, flows, local, nodes, tree

DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
CHINESE = re.compile("[\u4e00-\u9fff]")

Box = tuple[float, float, float, float]


def boxes(diagram: str) -> dict[str, Box]:
    found = {}
    for shape in tree(diagram).iter(f"{{{BPMNDI}}}BPMNShape"):
        bounds = shape.find(f"{{{DC}}}Bounds")
        found[shape.get("bpmnElement")] = tuple(float(bounds.get(side)) for side in ("x", "y", "width", "height"))
    return found


def lines(diagram: str) -> dict[str, list[tuple[float, float]]]:
    return {
        edge.get("bpmnElement"): [(float(p.get("x")), float(p.get("y"))) for p in edge.iter(f"{{{DI}}}waypoint")]
        for edge in tree(diagram).iter(f"{{{BPMNDI}}}BPMNEdge")
    }


def around(node: Any) -> set[str]:
    return {above.get("id") for above in node.iterancestors() if local(above) == "subProcess"}


def overlap(one: Box, other: Box) -> bool:
    x, y, width, height = one
    a, b, wide, high = other
    return x < a + wide and a < x + width and y < b + high and b < y + height


def test_the_lint_has_nothing_to_say():
    assert [finding.to_json("en") for finding in check(bundle())] == []


@pytest.mark.parametrize("diagram", DIAGRAMS)
def test_everything_has_a_chinese_name(diagram):
    lanes = [element for element in tree(diagram).iter() if local(element) in ("lane", "participant", "process")]

    assert [one.get("id") for one in [*nodes(diagram), *lanes] if not CHINESE.search(one.get("name") or "")] == []


@pytest.mark.parametrize("diagram", DIAGRAMS)
def test_every_way_out_of_a_gateway_says_when(diagram):
    leaving = Counter(flow.get("sourceRef") for flow in flows(diagram))
    splits = {node.get("id") for node in nodes(diagram) if local(node) in GATEWAYS and leaving[node.get("id")] > 1}
    unnamed = [flow.get("id") for flow in flows(diagram) if flow.get("sourceRef") in splits and not flow.get("name")]

    assert unnamed == []


@pytest.mark.parametrize("diagram", DIAGRAMS)
def test_everything_is_drawn_and_in_a_lane(diagram):
    drawn = boxes(diagram).keys() | lines(diagram).keys()
    lanes = [element for element in tree(diagram).iter() if local(element) == "flowNodeRef"]
    placed = Counter(reference.text for reference in lanes)
    top = {node.get("id") for node in nodes(diagram) if local(node.getparent()) == "process"}

    assert {one.get("id") for one in [*nodes(diagram), *flows(diagram)]} - drawn == set()
    assert placed == Counter(top)


@pytest.mark.parametrize("diagram", DIAGRAMS)
def test_lines_are_orthogonal_and_end_at_their_shapes(diagram):
    drawn, edges = boxes(diagram), lines(diagram)
    slanted = [name for name, points in edges.items() for (x, y), (a, b) in pairwise(points) if x != a and y != b]
    loose = []
    for flow in flows(diagram):
        points = edges[flow.get("id")]
        for end, point in (("sourceRef", points[0]), ("targetRef", points[-1])):
            if not overlap((point[0] - 2, point[1] - 2, 4, 4), drawn[flow.get(end)]):
                loose.append((flow.get("id"), end))

    assert slanted == []
    assert loose == []


@pytest.mark.parametrize("diagram", DIAGRAMS)
def test_nothing_lies_over_anything_else(diagram):
    drawn = boxes(diagram)
    placed = [(node, drawn[node.get("id")]) for node in nodes(diagram)]
    over = [
        (one.get("id"), other.get("id"))
        for position, (one, box) in enumerate(placed)
        for other, second in placed[position + 1 :]
        if overlap(box, second) and not related(one, other)
    ]

    assert over == []


def related(one: Any, other: Any) -> bool:
    """One holds the other, or is fastened to it or to what holds it."""
    names = [around(node) | {node.get("id"), node.get("attachedToRef")} for node in (one, other)]
    return one.get("id") in names[1] or other.get("id") in names[0]
