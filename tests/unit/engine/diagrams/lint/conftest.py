"""Draws the smallest diagram around a few elements, so that a test shows only what it is about."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from engine.diagrams.bundle import Bundle
from engine.diagrams.checks import check
from engine.diagrams.findings import Finding, Severity

HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:huishang="https://huishang.invalid/bpmn/1.0"'
    ' xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core"'
    ' id="definitions" targetNamespace="https://huishang.invalid/tests">'
)
DECLARED = (
    '<bpmn:message id="m" name="note"/><bpmn:signal id="g" name="stop"/>'
    '<bpmn:error id="e" name="broken" errorCode="1"/><bpmn:escalation id="x" name="up" escalationCode="1"/>'
)
FORM = b'{"type": "default", "id": "answer", "schemaVersion": 19, "components": []}'
USER = 'camunda:candidateGroups="bench" camunda:formRef="answer"'

UNUSED = ("answer.form", "diagrams.forms.unused")

Draw = Callable[..., list[Finding]]


@pytest.fixture
def draw() -> Draw:
    """Checks a process of these elements; `flows` like `a>b>c d>e` connect them, `files` come beside.

    With `style`, only what misleads a reader; else all but that.
    """

    def drawn(
        body: str, flows: str = "", *, files: dict[str, bytes] | None = None, style: bool = False
    ) -> list[Finding]:
        edges = "".join(_flows(flows))
        body = body.replace("<user ", f"<bpmn:userTask {USER} ").replace("</user>", "</bpmn:userTask>")
        process = f'<bpmn:process id="p" isExecutable="true">\n{body}{edges}</bpmn:process>'
        text = f"{HEAD}{DECLARED}{process}</bpmn:definitions>"
        found = check(Bundle({"p.bpmn": text.encode(), "answer.form": FORM, **(files or {})}))
        kept = [one for one in found if one.rule != "layout" and (one.file, one.key) != UNUSED]
        return [one for one in kept if one.key.startswith("diagrams.modelling.") is style]

    return drawn


def _flows(text: str) -> list[str]:
    drawn = []
    for chain in text.split():
        nodes = chain.split(">")
        for source, target in pairwise(nodes):
            drawn.append(f'<bpmn:sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}"/>')
    return drawn


@pytest.fixture
def errors(draw: Draw) -> Callable[..., set[str]]:
    """The keys of the errors in a process of these elements."""

    def found(*args: object, **named: object) -> set[str]:
        findings = draw(*args, **named)
        return {one.key.removeprefix("diagrams.") for one in findings if one.severity is Severity.ERROR}

    return found


@pytest.fixture
def warnings(draw: Draw) -> Callable[..., set[str]]:
    """The keys of the warnings in a process of these elements."""

    def found(*args: object, **named: object) -> set[str]:
        findings = draw(*args, **named)
        return {one.key.removeprefix("diagrams.") for one in findings if one.severity is Severity.WARNING}

    return found
