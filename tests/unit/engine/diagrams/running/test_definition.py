"""What is compiled from a bundle, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest

from engine.deadlines.ledger import Ledger
from engine.deadlines.working_days import WorkingDays
from engine.diagrams.bundle import Bundle
from engine.diagrams.definition import Definition
from engine.diagrams.findings import DiagramRefused
from engine.diagrams.instance import Instance
from engine.diagrams.world import World
from engine.errors import Incident

NAMESPACES = (
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" '
    'xmlns:huishang="https://huishang.invalid/bpmn/1.0" id="d" targetNamespace="urn:t"'
)
TABLE = b"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="t" name="t" namespace="urn:t">
  <decision id="grade" name="Grade"><decisionTable id="table" hitPolicy="UNIQUE">
    <input id="i"><inputExpression id="ie" typeRef="integer"><text>deaths</text></inputExpression></input>
    <output id="o" name="grade" typeRef="string"/>
    <rule id="few"><inputEntry id="e1"><text>&lt; 3</text></inputEntry>
      <outputEntry id="o1"><text>"ordinary"</text></outputEntry></rule>
    <rule id="many"><inputEntry id="e2"><text>&gt;= 3</text></inputEntry>
      <outputEntry id="o2"><text>"serious"</text></outputEntry></rule>
  </decisionTable></decision></definitions>"""


def bundle(nodes: str, *order: str, **files: bytes) -> Bundle:
    """A process of these nodes in this order, between a start and an end event."""
    path = ("begin", *order, "over")
    flows = "".join(
        f'<bpmn:sequenceFlow id="f{n}" sourceRef="{a}" targetRef="{b}"/>' for n, (a, b) in enumerate(pairwise(path))
    )
    xml = (
        f'<bpmn:definitions {NAMESPACES}><bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="begin"/>'
        f'{nodes}<bpmn:endEvent id="over"/>{flows}</bpmn:process></bpmn:definitions>'
    )
    return Bundle({"p.bpmn": xml.encode(), **{name.replace("_", "."): raw for name, raw in files.items()}})


@pytest.fixture
def start(working_days: WorkingDays) -> Callable[..., Instance]:
    def begin(definition: Definition, **data: Any) -> Instance:
        return Instance.start(definition, data, World(datetime(2026, 3, 2, tzinfo=UTC), Ledger([], working_days)))

    return begin


def test_a_decision_table_proposes(start: Callable[..., Instance]) -> None:
    ask = '<bpmn:businessRuleTask id="ask" camunda:decisionRef="grade" camunda:resultVariable="computed"/>'
    definition = Definition.compile(bundle(f'{ask}<bpmn:userTask id="confirm"/>', "ask", "confirm", t_dmn=TABLE))
    case = start(definition, deaths=4)
    assert case.task_data(case.open_tasks()[0].id) == {"deaths": 4, "computed": "serious"}
    made = case.take_effects().decisions
    assert [(one.element, one.decision, one.rules, one.result) for one in made] == [
        ("ask", "grade", ("many",), "serious")
    ]
    with pytest.raises(Incident) as stopped:
        start(definition, deaths="many")
    assert stopped.value.params["element"] == "ask"


def test_a_decision_is_chosen_between_ids_that_are_written_out(start: Callable[..., Instance]) -> None:
    chosen = "${level == 'high' ? 'grade' : 'other'}"
    ask = f'<bpmn:businessRuleTask id="ask" camunda:decisionRef="{chosen}" camunda:resultVariable="computed"/>'
    tables = {"t_dmn": TABLE, "u_dmn": TABLE.replace(b'id="grade"', b'id="other"').replace(b'"serious"', b'"grave"')}
    definition = Definition.compile(bundle(f'{ask}<bpmn:userTask id="confirm"/>', "ask", "confirm", **tables))
    for level, result in (("high", "serious"), ("low", "grave")):
        case = start(definition, deaths=4, level=level)
        assert case.task_data(case.open_tasks()[0].id)["computed"] == result
        assert case.take_effects().decisions[0].decision == ("grade" if level == "high" else "other")


def test_outputs_may_be_named_by_our_own_attributes(start: Callable[..., Instance]) -> None:
    loop = (
        '<bpmn:multiInstanceLoopCharacteristics camunda:collection="${who}" camunda:elementVariable="one" '
        'huishang:outputCollection="answers" huishang:outputElement="answer"/>'
    )
    give = f'<bpmn:userTask id="give">{loop}</bpmn:userTask>'
    case = start(Definition.compile(bundle(f'{give}<bpmn:userTask id="then"/>', "give", "then")), who=["a", "b"])
    for task in case.open_tasks():
        case.complete(task.id, {"vote": task.item})
    data = case.task_data(case.open_tasks()[0].id)
    assert data == {"who": ["a", "b"], "answers": [{"id": "a", "vote": "a"}, {"id": "b", "vote": "b"}]}


def test_an_error_as_the_only_way_out_does_not_complete_the_subprocess(start: Callable[..., Instance]) -> None:
    nodes = (
        '<bpmn:subProcess id="inner"><bpmn:startEvent id="s"/><bpmn:endEvent id="e"><bpmn:errorEventDefinition '
        'errorRef="broken"/></bpmn:endEvent><bpmn:sequenceFlow id="g" sourceRef="s" targetRef="e"/></bpmn:subProcess>'
        '<bpmn:boundaryEvent id="caught" attachedToRef="inner"><bpmn:errorEventDefinition errorRef="broken"/>'
        '</bpmn:boundaryEvent><bpmn:userTask id="mend"/><bpmn:endEvent id="mended"/>'
        '<bpmn:sequenceFlow id="m1" sourceRef="caught" targetRef="mend"/>'
        '<bpmn:sequenceFlow id="m2" sourceRef="mend" targetRef="mended"/>'
    )
    raw = bundle(nodes, "inner").files["p.bpmn"]
    errors = b'<bpmn:error id="broken" name="broken" errorCode="broken"/></bpmn:definitions>'
    definition = Definition.compile(Bundle({"p.bpmn": raw.replace(b"</bpmn:definitions>", errors)}))
    case = start(definition)
    assert [task.element for task in case.open_tasks()] == ["mend"]
    assert [(left.element, left.completed) for left in case.take_effects().left] == [("inner", False)]
    case.complete(case.open_tasks()[0].id, {})
    assert case.is_completed


def test_what_an_element_declares_is_read(definition: Callable[[str], Definition]) -> None:
    known = definition("implementation")
    clock = known.elements["implement"].deadline
    assert clock is not None
    assert (clock.name, clock.unit, clock.basis, clock.proposed) == ("implementation", "working_days", "R6", False)
    assert known.elements["ask_extension"].message == "ask_extension"
    assert known.elements["report"].form == "report"
    assert known.elements["implement"].multiple
    assert known.elements["was_extended"].attached_to == "carry_out"
    assert known.process_id == "main"
    assert known.start_form is None


def test_equal_files_have_equal_digests(definition: Callable[[str], Definition]) -> None:
    one, other = bundle('<bpmn:userTask id="a"/>', "a"), bundle('<bpmn:userTask id="a"/>', "a")
    assert Definition.compile(one).digest == Definition.compile(other).digest == one.digest


REFUSED = {
    "nothing": Bundle({}),
    "no XML": Bundle({"p.bpmn": b"nothing"}),
    "a flow to nowhere": bundle('<bpmn:userTask id="a"/>', "b"),
    "a task for anybody": bundle('<bpmn:adHocSubProcess id="a"/>', "a"),
    "a service task": bundle('<bpmn:serviceTask id="a"/>', "a"),
    "a timer by cron": bundle(
        '<bpmn:intermediateCatchEvent id="a"><bpmn:timerEventDefinition><bpmn:timeCycle>0 0 9 * * ?</bpmn:timeCycle>'
        "</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>",
        "a",
    ),
    "a called process that is not there": bundle('<bpmn:callActivity id="a" calledElement="other"/>', "a"),
    "a group that is no template": bundle('<bpmn:userTask id="a" camunda:candidateGroups="x@${"/>', "a"),
    "a table that is none": bundle('<bpmn:userTask id="a"/>', "a", t_dmn=b"<x/>"),
    "two main processes": Bundle(
        {
            "p.bpmn": bundle('<bpmn:userTask id="a"/>', "a").files["p.bpmn"],
            "q.bpmn": bundle('<bpmn:userTask id="a"/>', "a").files["p.bpmn"].replace(b'"p"', b'"q"'),
        }
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_run_is_refused(name: str) -> None:
    with pytest.raises(DiagramRefused) as refused:
        Definition.compile(REFUSED[name])
    assert refused.value.findings
