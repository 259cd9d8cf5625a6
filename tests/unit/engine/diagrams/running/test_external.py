"""External tasks: opened, seen, completed, failed with an error that the drawing catches or does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.diagrams.bundle import Bundle
from engine.errors import Conflict, Incident, Invalid

ASK = '<bpmn:serviceTask id="ask" camunda:type="external" camunda:topic="registry"/>'
ERRORS = '<bpmn:error id="gone" name="gone" errorCode="GONE"/><bpmn:error id="any"/>'


def caught(activity: str, error: str = 'errorRef="gone"', more: str = "") -> str:
    return (
        f'<bpmn:boundaryEvent id="caught" attachedToRef="{activity}"><bpmn:errorEventDefinition {error} {more}/>'
        '</bpmn:boundaryEvent><bpmn:userTask id="mend"/><bpmn:endEvent id="mended"/>'
        '<bpmn:sequenceFlow id="m1" sourceRef="caught" targetRef="mend"/>'
        '<bpmn:sequenceFlow id="m2" sourceRef="mend" targetRef="mended"/>'
    )


def test_a_worker_does_the_work(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    case = begin(drawn(f'{ASK}<bpmn:userTask id="then"/>', "ask", "then"), child="c1")
    task = case.external("ask")
    assert (task.topic, task.priority, dict(task.variables), task.error_codes) == ("registry", 0, {"child": "c1"}, ())
    assert {(place.element, place.state) for place in case.instance.positions()} == {("ask", "waiting")}
    assert case.open == set()
    case.work("ask", found=True)
    assert case.open == {"then@"}
    assert case.instance.task_data(case.task("then").id) == {"child": "c1", "found": True}
    assert case.instance.external_tasks() == []
    assert [(one.element, one.topic) for one in case.happened("externals_opened")] == [("ask", "registry")]
    assert [(one.id, one.completed) for one in case.happened("externals_closed")] == [(task.id, True)]
    assert [one.element for one in case.happened("entered")] == ["ask", "then"]


def test_topic_and_priority_may_be_computed(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    ask = (
        '<bpmn:sendTask id="ask" camunda:type="external" camunda:topic="to_${city}" camunda:taskPriority="${urgent}"/>'
    )
    case = begin(drawn(ask, "ask"), city="luoyang", urgent=7)
    assert (case.external("ask").topic, case.external("ask").priority) == ("to_luoyang", 7)
    with pytest.raises(Incident):
        begin(drawn(ask, "ask"), city="luoyang", urgent="soon")


def test_an_error_takes_its_own_way(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    variables = 'camunda:errorCodeVariable="code" camunda:errorMessageVariable="why"'
    case = begin(drawn(ASK + caught("ask", more=variables), "ask", top=ERRORS), child="c1")
    task = case.external("ask")
    assert task.error_codes == ("GONE",)
    with pytest.raises(Conflict):
        case.fail("ask", "OTHER")
    case.fail("ask", "GONE", message="moved away", since="2025")
    assert case.open == {"mend@"}
    assert case.instance.task_data(case.task("mend").id) == {
        "child": "c1",
        "since": "2025",
        "code": "GONE",
        "why": "moved away",
    }
    assert [(one.id, one.completed) for one in case.happened("externals_closed")] == [(task.id, False)]
    case.do("mend")
    assert case.instance.outcome == "mended"


def test_an_error_without_code_catches_every_one(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    case = begin(drawn(ASK + caught("ask", 'errorRef="any"'), "ask", top=ERRORS))
    assert case.external("ask").error_codes == ("*",)
    assert case.fail("ask", "WHATEVER").open == {"mend@"}


def test_an_error_is_caught_on_the_activity_around(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    inner = (
        f'<bpmn:subProcess id="inner"><bpmn:startEvent id="s"/>{ASK}<bpmn:endEvent id="e"/>'
        '<bpmn:sequenceFlow id="g1" sourceRef="s" targetRef="ask"/><bpmn:sequenceFlow id="g2" sourceRef="ask" '
        'targetRef="e"/></bpmn:subProcess>'
    )
    case = begin(drawn(inner + caught("inner"), "inner", top=ERRORS))
    assert case.external("ask").error_codes == ("GONE",)
    assert case.fail("ask", "GONE").open == {"mend@"}
    assert [one.completed for one in case.happened("externals_closed")] == [False]


def test_each_member_has_a_task_of_its_own(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    loop = (
        '<bpmn:multiInstanceLoopCharacteristics camunda:collection="units" camunda:elementVariable="unit" '
        'huishang:outputCollection="answers" huishang:outputElement="answer"/>'
    )
    ask = f'<bpmn:serviceTask id="ask" camunda:type="external" camunda:topic="registry">{loop}</bpmn:serviceTask>'
    bundle = drawn(ask + caught("ask") + '<bpmn:userTask id="then"/>', "ask", "then", top=ERRORS)
    case = begin(bundle, units=["a", "b"])
    assert [task.item for task in case.instance.external_tasks()] == ["a", "b"]
    case.work("ask", "b", known=True).work("ask", "a", known=False)
    answers = case.instance.task_data(case.task("then").id)["answers"]
    assert answers == [{"id": "b", "known": True}, {"id": "a", "known": False}]
    case = begin(bundle, units=["a", "b"])
    assert case.external("ask", "a").error_codes == ("GONE",)
    assert case.fail("ask", "GONE", "b").open == {"mend@"}
    assert case.instance.external_tasks() == []
    assert [one.completed for one in case.happened("externals_closed")] == [False, False]


def test_an_interrupting_timer_takes_it_away(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    late = (
        '<bpmn:boundaryEvent id="late" attachedToRef="ask"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H'
        '</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent><bpmn:userTask id="call"/>'
        '<bpmn:endEvent id="called"/><bpmn:sequenceFlow id="l1" sourceRef="late" targetRef="call"/>'
        '<bpmn:sequenceFlow id="l2" sourceRef="call" targetRef="called"/>'
    )
    case = begin(drawn(ASK + late, "ask"))
    task = case.external("ask")
    case.later(hours=2)
    assert case.open == {"call@"}
    with pytest.raises(Conflict):
        case.instance.complete_external(task.id, {})


def test_what_is_handed_in_is_checked(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    case = begin(drawn(ASK, "ask"))
    with pytest.raises(Invalid):
        case.work("ask", when={1})
    with pytest.raises(Conflict):
        case.instance.complete_external("none-1", {})
    case.work("ask")
    assert case.instance.is_completed


@pytest.mark.parametrize(
    ("task", "key"),
    [
        ('<bpmn:serviceTask id="t"/>', "services.nobody"),
        ('<bpmn:serviceTask id="t" camunda:type="external"/>', "services.no_topic"),
        ('<bpmn:serviceTask id="t" camunda:class="org.example.Ask"/>', "services.foreign"),
        ('<bpmn:serviceTask id="t" camunda:delegateExpression="${ask}"/>', "services.foreign"),
        ('<bpmn:serviceTask id="t" camunda:type="mail"/>', "services.foreign"),
        (
            '<bpmn:serviceTask id="t"><bpmn:extensionElements><camunda:connector/></bpmn:extensionElements>'
            "</bpmn:serviceTask>",
            "services.foreign",
        ),
        ('<bpmn:serviceTask id="t" camunda:expression="${ask.now(execution)}"/>', "expressions"),
        ('<bpmn:serviceTask id="t" huishang:operation="format_disk"/>', "services.operation"),
        ('<bpmn:serviceTask id="t" camunda:type="external" camunda:topic="huishang:none"/>', "services.operation"),
        ('<bpmn:serviceTask id="t" huishang:operation="notice"/>', "services.parameters"),
        (
            '<bpmn:serviceTask id="t" camunda:type="external" camunda:topic="x"><bpmn:extensionElements>'
            '<camunda:errorEventDefinition id="r" expression="${true}"/></bpmn:extensionElements></bpmn:serviceTask>',
            "services.error_rule",
        ),
    ],
)
def test_what_nobody_here_could_do_is_refused(
    task: str, key: str, refused: Callable[..., Any], drawn: Callable[..., Bundle]
) -> None:
    assert refused(drawn(task, "t")) == [("t", f"diagrams.{key}")]


def test_operations_of_ours(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    def parameter(name: str, value: str) -> str:
        return f'<camunda:inputParameter name="{name}">{value}</camunda:inputParameter>'

    def task(id: str, operation: str, *parameters: str) -> str:
        inside = f"<camunda:inputOutput>{''.join(parameters)}</camunda:inputOutput>"
        return (
            f'<bpmn:serviceTask id="{id}" {operation}><bpmn:extensionElements>{inside}</bpmn:extensionElements>'
            "</bpmn:serviceTask>"
        )

    tell = task("tell", 'huishang:operation="event"', parameter("name", "referred"), parameter("city", "${city}"))
    note = task(
        "note",
        'camunda:type="external" camunda:topic="huishang:notice"',
        parameter("kind", "reminder"),
        parameter("to", "liaison@${city}, office"),
    )
    case = begin(drawn(tell + note + '<bpmn:userTask id="then"/>', "tell", "note", "then"), city="luoyang")
    assert [(one.name, one.values) for one in case.happened("told")] == [("referred", {"city": "luoyang"})]
    assert [(one.kind, one.to) for one in case.happened("notices")] == [("reminder", ("liaison@luoyang", "office"))]
    assert case.instance.task_data(case.task("then").id) == {"city": "luoyang"}
    with pytest.raises(Incident):
        begin(drawn(tell, "tell"), city={"name": "a child"})
