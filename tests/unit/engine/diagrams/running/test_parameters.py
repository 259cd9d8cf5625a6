"""`camunda:inputOutput`: variables of one activity, and what comes out of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.diagrams.bundle import Bundle
from engine.errors import Incident

THEN = '<bpmn:userTask id="then"/>'


def mapped(kind: str, inside: str, more: str = "", attributes: str = "") -> str:
    return (
        f'<bpmn:{kind} id="t" {attributes}><bpmn:extensionElements><camunda:inputOutput>{inside}</camunda:inputOutput>'
        f"</bpmn:extensionElements>{more}</bpmn:{kind}>"
    )


def into(name: str, value: str) -> str:
    return f'<camunda:inputParameter name="{name}">{value}</camunda:inputParameter>'


def out_of(name: str, value: str) -> str:
    return f'<camunda:outputParameter name="{name}">{value}</camunda:outputParameter>'


def data(case: Any, element: str) -> dict[str, Any]:
    found: dict[str, Any] = case.instance.task_data(case.task(element).id)
    return found


def test_every_kind_of_value(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    values = (
        into("text", "plain"),
        into("number", "${a + 1}"),
        into("mixed", "case ${a} of ${b}"),
        into("again", "${number}"),
        into("empty", ""),
        into(
            "list", "<camunda:list><camunda:value>x</camunda:value><camunda:value>${a}</camunda:value></camunda:list>"
        ),
        into("map", '<camunda:map><camunda:entry key="k">${b}</camunda:entry></camunda:map>'),
    )
    case = begin(drawn(mapped("userTask", "".join(values)) + THEN, "t", "then"), a=1, b="two")
    assert data(case, "t") == {
        "a": 1,
        "b": "two",
        "text": "plain",
        "number": 2,
        "mixed": "case 1 of two",
        "again": 2,
        "empty": None,
        "list": ["x", 1],
        "map": {"k": "two"},
    }
    assert data(case.do("t", said="yes"), "then") == {"a": 1, "b": "two", "said": "yes"}


def test_what_is_hidden_comes_back(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    inside = into("a", "inner") + out_of("b", "${a}") + out_of("c", "${b}")
    case = begin(drawn(mapped("userTask", inside) + THEN, "t", "then"), a="outer")
    assert data(case, "t") == {"a": "inner"}
    assert data(case.do("t", a="changed"), "then") == {"a": "outer", "b": "changed", "c": "changed"}


@pytest.mark.parametrize(
    ("kind", "more", "attributes"),
    [
        ("scriptTask", "<bpmn:script>b = a + 1</bpmn:script>", ""),
        ("serviceTask", "", 'camunda:expression="${a + 1}" camunda:resultVariable="b"'),
        (
            "subProcess",
            '<bpmn:startEvent id="is"/><bpmn:scriptTask id="ik"><bpmn:script>b = a + 1</bpmn:script></bpmn:scriptTask>'
            '<bpmn:endEvent id="ie"/><bpmn:sequenceFlow id="i1" sourceRef="is" targetRef="ik"/>'
            '<bpmn:sequenceFlow id="i2" sourceRef="ik" targetRef="ie"/>',
            "",
        ),
    ],
)
def test_on_activities_that_do_not_wait(
    kind: str, more: str, attributes: str, begin: Callable[..., Any], drawn: Callable[..., Bundle]
) -> None:
    inside = into("a", "${start}") + out_of("c", "${b * 2}")
    case = begin(drawn(mapped(kind, inside, more, attributes) + THEN, "t", "then"), start=1)
    assert data(case, "then") == {"start": 1, "b": 2, "c": 4}


def test_on_an_external_task(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    task = mapped(
        "serviceTask",
        into("id", "${child}") + out_of("found", "${answer.name}"),
        attributes='camunda:type="external" camunda:topic="x"',
    )
    case = begin(drawn(task + THEN, "t", "then"), child="c1")
    assert dict(case.external("t").variables) == {"child": "c1", "id": "c1"}
    assert data(case.work("t", answer={"name": "n"}), "then") == {"child": "c1", "found": "n", "answer": {"name": "n"}}


def test_each_member_has_its_own(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    loop = '<bpmn:multiInstanceLoopCharacteristics camunda:collection="units" camunda:elementVariable="unit"/>'
    case = begin(drawn(mapped("userTask", into("who", "unit ${unit}"), loop), "t"), units=["a", "b"])
    assert [case.instance.task_data(task.id)["who"] for task in case.instance.open_tasks()] == ["unit a", "unit b"]


def test_a_value_that_is_not_there_is_an_incident(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    with pytest.raises(Incident) as stopped:
        begin(drawn(mapped("userTask", into("a", "${nothing}")), "t"))
    assert stopped.value.params["element"] == "t"
    case = begin(drawn(mapped("userTask", out_of("a", "${nothing}")), "t"))
    with pytest.raises(Incident):
        case.do("t")


LOOP = (
    "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality>"
    "</bpmn:multiInstanceLoopCharacteristics>"
)


@pytest.mark.parametrize(
    ("task", "key"),
    [
        (
            mapped("userTask", into("a", '<camunda:script scriptFormat="groovy">1</camunda:script>')),
            "parameters.script",
        ),
        (mapped("userTask", into("", "x")), "parameters.no_name"),
        (mapped("userTask", into("a", "<camunda:bean/>")), "parameters.unreadable"),
        (mapped("userTask", out_of("a", "x"), LOOP), "parameters.no_output"),
        (mapped("exclusiveGateway", into("a", "x")), "parameters.host"),
        (mapped("userTask", into("a", "${x..y}")), "expressions"),
    ],
)
def test_what_cannot_be_handed_is_refused(
    task: str, key: str, refused: Callable[..., Any], drawn: Callable[..., Bundle]
) -> None:
    assert refused(drawn(task, "t")) == [("t", f"diagrams.{key}")]
