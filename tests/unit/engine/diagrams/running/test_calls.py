"""Call activities: what is handed over and back, and which process is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.diagrams.bundle import Bundle
from engine.errors import Incident

INNER = (
    '<bpmn:process id="{id}" isExecutable="true"><bpmn:startEvent id="{id}_s"/>'
    '<bpmn:userTask id="{id}_ask"/><bpmn:endEvent id="{id}_e"/>'
    '<bpmn:sequenceFlow id="{id}_1" sourceRef="{id}_s" targetRef="{id}_ask"/>'
    '<bpmn:sequenceFlow id="{id}_2" sourceRef="{id}_ask" targetRef="{id}_e"/></bpmn:process>'
)
THEN = '<bpmn:userTask id="then"/>'


def inner(name: str = "q") -> str:
    return INNER.replace("{id}", name)


def call(*mappings: str, called: str = "q", more: str = "") -> str:
    inside = f"<bpmn:extensionElements>{''.join(mappings)}</bpmn:extensionElements>" if mappings else ""
    return f'<bpmn:callActivity id="call" calledElement="{called}">{inside}{more}</bpmn:callActivity>'


def data(case: Any, element: str) -> dict[str, Any]:
    found: dict[str, Any] = case.instance.task_data(case.task(element).id)
    return found


def test_a_diagram_of_ours_hands_everything_over(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    case = begin(drawn(call() + THEN, "call", "then", top=inner()), a=1)
    assert data(case, "q_ask") == {"a": 1}
    case.do("q_ask", b=2)
    assert data(case, "then") == {"a": 1, "b": 2}


def test_a_diagram_from_elsewhere_hands_nothing_over(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    ours = drawn(call() + THEN, "call", "then", top=inner())
    foreign = ours.files["p.bpmn"].replace(b'xmlns:huishang="https://huishang.invalid/bpmn/1.0" ', b"")
    case = begin(Bundle({"p.bpmn": foreign}), a=1)
    assert data(case, "q_ask") == {}
    case.do("q_ask", a=2)
    assert data(case, "then") == {"a": 1}


def test_a_mapping_is_honoured_exactly(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    mappings = (
        '<camunda:in source="a" target="x"/>',
        '<camunda:in sourceExpression="${a + 1}" target="y"/>',
        '<camunda:in sourceExpression="REGISTRY" target="team"/>',
        '<camunda:in source="nothing" target="z"/>',
        '<camunda:out source="answer" target="b"/>',
        '<camunda:out sourceExpression="${x + y}" target="sum"/>',
        '<camunda:out source="never" target="c"/>',
    )
    case = begin(drawn(call(*mappings) + THEN, "call", "then", top=inner()), a=1, secret=True)
    assert data(case, "q_ask") == {"x": 1, "y": 2, "team": "REGISTRY", "z": None}
    case.do("q_ask", answer="yes", other="kept inside")
    assert data(case, "then") == {"a": 1, "secret": True, "b": "yes", "sum": 3, "c": None}


@pytest.mark.parametrize(
    ("mapping", "inside", "after"),
    [
        ('<camunda:in variables="all"/>', {"a": 1}, {"a": 1}),
        ('<camunda:out variables="all"/>', {}, {"a": 1, "b": 2}),
        ('<camunda:in businessKey="K1"/>', {}, {"a": 1}),
        ('<camunda:in local="true" variables="all"/><camunda:out local="true" variables="all"/>', {}, {"a": 1}),
    ],
)
def test_all_or_nothing(
    mapping: str, inside: Any, after: Any, begin: Callable[..., Any], drawn: Callable[..., Bundle]
) -> None:
    case = begin(drawn(call(mapping) + THEN, "call", "then", top=inner()), a=1)
    assert data(case, "q_ask") == inside
    assert data(case.do("q_ask", b=2), "then") == after


def test_parameters_of_the_call_are_its_own(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    mappings = (
        '<camunda:inputOutput><camunda:inputParameter name="who">${first}</camunda:inputParameter>'
        '<camunda:outputParameter name="told">${got}</camunda:outputParameter></camunda:inputOutput>',
        '<camunda:in local="true" variables="all"/>',
        '<camunda:out local="true" source="answer" target="got"/>',
    )
    case = begin(drawn(call(*mappings) + THEN, "call", "then", top=inner()), first="a", got="before")
    assert data(case, "q_ask") == {"who": "a"}
    assert data(case.do("q_ask", answer="yes"), "then") == {"first": "a", "got": "before", "told": "yes"}


def test_the_process_may_be_computed(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    bundle = drawn(call(called="${which}") + THEN, "call", "then", top=inner("q") + inner("r"))
    for which in ("q", "r"):
        case = begin(bundle, which=which)
        assert case.open == {f"{which}_ask@"}
        assert case.do(f"{which}_ask").open == {"then@"}
    for nowhere in ("nowhere", 3):
        with pytest.raises(Incident):
            begin(bundle, which=nowhere)


def test_members_call_each_their_own(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    loop = (
        '<bpmn:multiInstanceLoopCharacteristics camunda:collection="units" camunda:elementVariable="unit" '
        'huishang:outputCollection="answers" huishang:outputElement="answer"/>'
    )
    mappings = ('<camunda:in source="unit" target="who"/>', '<camunda:out source="said" target="answer"/>')
    bundle = drawn(call(*mappings, called="${next}", more=loop) + THEN, "call", "then", top=inner())
    case = begin(bundle, units=["a", "b"], next="q")
    assert data_of(case, "q_ask", "b") == {"who": "b"}
    case.do("q_ask", "b", said="yes").do("q_ask", "a", said="no")
    assert data(case, "then") == {"units": ["a", "b"], "next": "q", "answers": ["yes", "no"]}


def data_of(case: Any, element: str, item: str) -> dict[str, Any]:
    found: dict[str, Any] = case.instance.task_data(case.task(element, item).id)
    return found


@pytest.mark.parametrize(
    ("activity", "key"),
    [
        ('<bpmn:callActivity id="call"/>', "calls.nothing"),
        ('<bpmn:callActivity id="call" calledElement="nowhere"/>', "references.process"),
        ('<bpmn:callActivity id="call" camunda:caseRef="c"/>', "calls.foreign"),
        (call(more="").replace(" id=", ' camunda:variableMappingClass="x" id='), "calls.foreign"),
        (call('<camunda:in source="a"/>'), "calls.mapping"),
        (call('<camunda:out target="a"/>'), "calls.mapping"),
        (call('<camunda:in sourceExpression="${a.b(1, }" target="x"/>'), "expressions"),
    ],
)
def test_what_cannot_be_called_is_refused(
    activity: str, key: str, refused: Callable[..., Any], drawn: Callable[..., Bundle]
) -> None:
    assert refused(drawn(activity, "call", top=inner())) == [("call", f"diagrams.{key}")]
