"""Small foreign diagrams, drawn as a modeler elsewhere would."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.diagrams.bundle import Bundle

HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'id="d" targetNamespace="urn:t">'
)


@pytest.fixture
def foreign() -> Callable[..., Bundle]:
    """A bundle of one process: its nodes, and flows written `a->b` or `a->b: ${condition}`."""

    def draw(nodes: str, *flows: str, top: str = "", **files: bytes) -> Bundle:
        lines = [_flow(number, flow) for number, flow in enumerate(flows)]
        process = f'<bpmn:process id="p" isExecutable="true">\n{nodes}\n{chr(10).join(lines)}</bpmn:process>'
        text = f"{HEAD}{top}{process}</bpmn:definitions>"
        return Bundle({"p.bpmn": text.encode(), **files})

    return draw


def _flow(number: int, flow: str) -> str:
    ends, _, condition = flow.partition(":")
    source, _, target = ends.partition("->")
    told = f'<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">{condition.strip()}</bpmn:conditionExpression>'
    return (
        f'<bpmn:sequenceFlow id="f{number}" sourceRef="{source.strip()}" targetRef="{target.strip()}">'
        f"{told if condition else ''}</bpmn:sequenceFlow>"
    )
