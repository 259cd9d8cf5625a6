"""What runs as drawn is not refused: the shapes, raw and quoted durations, every event where it works."""

# ruff: noqa: E501  # one case a line reads best as a table

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.diagrams.bundle import Bundle
from engine.diagrams.checks import check
from engine.diagrams.findings import Severity
from engine.texts.catalogue import LANGUAGES

SHAPES = Path(__file__).parents[1] / "shapes"
PROCEDURE = Path(__file__).parents[5] / "processes" / "case_consultation"

S, E = '<bpmn:startEvent id="s"/>', '<bpmn:endEvent id="z"/>'
U = '<user id="u"/>'
SENDER = '<bpmn:extensionElements><huishang:sender groups="bench" form="answer"/></bpmn:extensionElements>'
CATCH = '<bpmn:intermediateCatchEvent id="c">{}</bpmn:intermediateCatchEvent>'
BOUNDARY = '<bpmn:boundaryEvent id="b" attachedToRef="u">{}</bpmn:boundaryEvent><bpmn:endEvent id="zz"/>'
DURATION = "<bpmn:timerEventDefinition><bpmn:timeDuration>{}</bpmn:timeDuration></bpmn:timerEventDefinition>"
DATE = "<bpmn:timerEventDefinition><bpmn:timeDate>{}</bpmn:timeDate></bpmn:timerEventDefinition>"
DEADLINE = '<bpmn:extensionElements><huishang:deadline name="d" days="30" basis="R6"/></bpmn:extensionElements>'
FLOW = '<bpmn:sequenceFlow id="f" sourceRef="s" targetRef="z"/>'


def test_the_shapes_have_no_errors() -> None:
    findings = check(Bundle.read(SHAPES))
    assert [one for one in findings if one.severity is Severity.ERROR] == []


def test_the_shipped_procedure_has_no_errors() -> None:
    findings = check(Bundle.read(PROCEDURE))
    assert [one.to_json("en") for one in findings if one.severity is Severity.ERROR] == []


CASES = {
    "raw duration": (S + CATCH.format(DURATION.format("PT1H")) + E, "s>c>z"),
    "quoted duration": (S + CATCH.format(DURATION.format('"P42D"')) + E, "s>c>z"),
    "weeks": (S + CATCH.format(DURATION.format("P2W")) + E, "s>c>z"),
    "instant with zone": (S + CATCH.format(DATE.format("'2026-12-31T09:00:00+08:00'")) + E, "s>c>z"),
    "computed instant": (S + CATCH.format(DATE.format("working_days(today(), 30)")) + E, "s>c>z"),
    "ledger timer": (
        S + f'<user id="u">{DEADLINE}</user>' + BOUNDARY.format(DATE.format("due('d')")) + E,
        "s>u>z b>zz",
    ),
    "message catch": (S + CATCH.format(SENDER + '<bpmn:messageEventDefinition messageRef="m"/>') + E, "s>c>z"),
    "signal catch": (S + CATCH.format('<bpmn:signalEventDefinition signalRef="g"/>') + E, "s>c>z"),
    "signal throw": (
        S + '<bpmn:intermediateThrowEvent id="c"><bpmn:signalEventDefinition signalRef="g"/></bpmn:intermediateThrowEvent>' + E,
        "s>c>z",
    ),
    "terminate end": (S + '<bpmn:endEvent id="z"><bpmn:terminateEventDefinition/></bpmn:endEvent>', "s>z"),
    "error end": (S + '<bpmn:endEvent id="z"><bpmn:errorEventDefinition errorRef="e"/></bpmn:endEvent>', "s>z"),
    "timer boundary": (S + U + BOUNDARY.format(DURATION.format("PT1H")) + E, "s>u>z b>zz"),
    "message boundary": (S + U + BOUNDARY.format(SENDER + '<bpmn:messageEventDefinition messageRef="m"/>') + E, "s>u>z b>zz"),
    "multi-instance with results that bpmn-js keeps": (
        S
        + '<bpmn:scriptTask id="k"><bpmn:script>units = ["a"]</bpmn:script></bpmn:scriptTask><user id="u">'
        + '<bpmn:multiInstanceLoopCharacteristics camunda:collection="units" camunda:elementVariable="unit"'
        + ' huishang:outputCollection="answers" huishang:outputElement="answer"/></user>'
        + E,
        "s>k>u>z",
    ),
    "merge": (S + '<bpmn:exclusiveGateway id="g1"/>' + U + E, "s>g1>u>z"),
    "parallel": (S + '<bpmn:parallelGateway id="g1"/><user id="u2"/><bpmn:parallelGateway id="g2"/>' + U + E, "s>g1>u>g2>z g1>u2>g2"),
    "annotation": (S + E + FLOW + '<bpmn:textAnnotation id="t"><bpmn:text>a</bpmn:text></bpmn:textAnnotation>', ""),
}  # fmt: skip


@pytest.mark.parametrize(("body", "flows"), CASES.values(), ids=CASES)
def test_it_is_accepted(draw: Callable[..., list], body: str, flows: str) -> None:
    assert [one.to_json("en") for one in draw(body, flows)] == []


def test_every_finding_of_the_shapes_speaks_both_languages() -> None:
    for finding in check(Bundle.read(SHAPES)):
        for lang in LANGUAGES:
            assert not finding.message(lang).startswith("diagrams.")
            assert not finding.remedy(lang).startswith("diagrams.")
