"""What shows only over several files or the whole of a diagram: calls, settings, forms, tables, lanes, size."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from engine.diagrams.findings import Finding, Severity
from engine.diagrams.lint.size import MAX_DEPTH, MAX_NODES

Keys = Callable[..., set[str]]
S, E, U = '<bpmn:startEvent id="s"/>', '<bpmn:endEvent id="z"/>', '<user id="u"/>'
SCRIPT = '<bpmn:scriptTask id="{}"><bpmn:script>{}</bpmn:script></bpmn:scriptTask>'
HEAD = '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">'
DMN = (
    '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d">'
    '<decision id="t">{}</decision></definitions>'
)
TABLE = (
    '<decisionTable hitPolicy="{}"><input><inputExpression typeRef="integer"><text>n</text></inputExpression></input>'
    '<output name="o"/><rule><inputEntry><text>{}</text></inputEntry><outputEntry><text>{}</text></outputEntry></rule>'
    "</decisionTable>"
)


def other(id_: str, calls: str) -> bytes:
    """A process of its own that calls another."""
    body = f'{S}<bpmn:callActivity id="t" calledElement="{calls}"/>{E}'
    flows = (
        '<bpmn:sequenceFlow id="a" sourceRef="s" targetRef="t"/><bpmn:sequenceFlow id="b" sourceRef="t" targetRef="z"/>'
    )
    for name in ("s", "t", "z", "a", "b"):
        body, flows = (text.replace(f'"{name}"', f'"{id_}_{name}"') for text in (body, flows))
    return (
        f'{HEAD}<bpmn:process id="{id_}" isExecutable="true">{body}{flows}</bpmn:process></bpmn:definitions>'.encode()
    )


def form(*components: dict[str, object]) -> bytes:
    """A form of these components."""
    return json.dumps({"type": "default", "id": "extra", "schemaVersion": 19, "components": components}).encode()


def test_processes_that_call_each_other_in_a_ring(errors: Keys) -> None:
    body = S + '<bpmn:callActivity id="t" calledElement="q"/>' + E
    assert "recursion" in errors(body, "s>t>z", files={"q.bpmn": other("q", "r"), "r.bpmn": other("r", "p")})
    assert "recursion" not in errors(body, "s>t>z", files={"q.bpmn": other("q", "r"), "r.bpmn": other("r", "none")})


def test_two_processes_of_one_id(errors: Keys) -> None:
    assert "duplicate_ids" in errors(S + E, "s>z", files={"q.bpmn": other("p", "none")})


def test_elements_of_one_id_in_files_that_run_together(errors: Keys) -> None:
    body = S + '<bpmn:callActivity id="u" calledElement="q"/>' + E
    twice = other("q", "none").replace(b'"q_s"', b'"s"')
    assert "duplicate_ids.element" in errors(body, "s>u>z", files={"q.bpmn": twice})
    assert "duplicate_ids.element" not in errors(body, "s>u>z", files={"q.bpmn": other("q", "none")})
    assert "duplicate_ids.element" not in errors(S + U + E, "s>u>z", files={"q.bpmn": twice})


def test_a_case_is_never_begun_by_time(draw: Callable[..., list[Finding]]) -> None:
    cycle = '<bpmn:timerEventDefinition id="td"><bpmn:timeCycle>R/P1D</bpmn:timeCycle></bpmn:timerEventDefinition>'
    found = draw(f'<bpmn:startEvent id="s">{cycle}</bpmn:startEvent>{U}{E}', "s>u>z")
    assert [(one.element, one.severity) for one in found if one.rule == "timed_starts"] == [("s", Severity.WARNING)]


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        ("days: [{from: 2022-01-01, value: 30}]", None),
        ("other: [{from: 2022-01-01, value: 30}]", "expressions.setting"),
        ("days: 30", "settings.values"),
        ("days: [{from: soon, value: 30}]", "settings.values"),
        ("days: [{from: 2023-01-01, value: 1}, {from: 2022-01-01, value: 2}]", "settings.order"),
        ("days: [", "unreadable.yaml_syntax"),
        ("- days", "unreadable.object"),
    ],
)
def test_settings(errors: Keys, settings: str, key: str | None) -> None:
    found = errors(
        S + SCRIPT.format("k", "a = setting('days')") + E, "s>k>z", files={"settings.yaml": settings.encode()}
    )
    assert key in found if key else found == set()


def test_settings_are_not_asked_for_where_there_are_none(errors: Keys) -> None:
    assert errors(S + SCRIPT.format("k", "a = setting('days')") + E, "s>k>z") == set()


@pytest.mark.parametrize(
    ("components", "key"),
    [
        (({"type": "number", "key": "due", "id": "f", "label": "期限"},), "forms.function_name"),
        (({"type": "number", "key": "typename", "id": "f", "label": "x"},), "forms"),
        (({"type": "textfield", "key": "a", "id": "f", "label": "x", "properties": {"routing": "true"}},), "forms"),
        (({"type": "number", "key": "a", "id": "f", "properties": {"writers": "step:ghost"}},), "forms.step"),
        (({"type": "hologram", "key": "a", "id": "f"},), "forms"),
        (({"type": "number", "key": "a", "id": "f"}, {"type": "number", "key": "a", "id": "g"}), "forms"),
    ],
)
def test_forms(errors: Keys, components: tuple[dict[str, object], ...], key: str) -> None:
    assert key in errors(S + E, "s>z", files={"extra.form": form(*components)})


def test_a_form_that_is_no_json(errors: Keys) -> None:
    assert "unreadable.json" in errors(S + E, "s>z", files={"extra.form": b"{"})


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (TABLE.format("UNIQUE", "-", "1"), None),
        (TABLE.format("FIRST", "-", "1"), None),
        (TABLE.format("PRIORITY", "-", "1"), "decisions.priority_without_values"),
        (TABLE.format('COLLECT" aggregation="SUM', "-", "1"), None),
        (TABLE.format("UNIQUE", "&gt; 3", "1"), "decisions.gap"),
        (TABLE.format("UNIQUE", "x (", "1"), "decisions.cell"),
        (TABLE.format("UNIQUE", "-", "launch(1)"), "expressions.function"),
        ("<literalExpression><text>1</text></literalExpression>", None),
    ],
)
def test_tables(errors: Keys, content: str, key: str | None) -> None:
    body = S + '<bpmn:businessRuleTask id="t" camunda:decisionRef="t" camunda:resultVariable="r"/>' + E
    found = errors(body, "s>t>z", files={"t.dmn": DMN.format(content).encode()})
    assert key in found if key else found == set()


def test_a_lane_holds_each_node_once(errors: Keys, warnings: Keys) -> None:
    lane = '<bpmn:lane id="{}" name="省未保办">{}</bpmn:lane>'
    reference = "<bpmn:flowNodeRef>{}</bpmn:flowNodeRef>"
    first, second = reference.format("s") + reference.format("z"), reference.format("z") + reference.format("ghost")
    lanes = f'<bpmn:laneSet id="l">{lane.format("l1", first)}{lane.format("l2", second)}</bpmn:laneSet>'
    assert errors(lanes + S + U + E, "s>u>z") == {"lanes.several", "lanes.unknown"}
    assert "lanes.none" in warnings(lanes + S + U + E, "s>u>z")


def test_too_many_nodes(errors: Keys) -> None:
    names = [f"n{n}" for n in range(MAX_NODES)]
    body = S + "".join(f'<user id="{name}"/>' for name in names) + E
    assert "size.nodes" in errors(body, ">".join(["s", *names, "z"]))


def test_too_deep(errors: Keys) -> None:
    body = ""
    for n in range(MAX_DEPTH + 2):
        inner = body or '<bpmn:userTask id="b"/>'
        target = f"sub{n - 1}" if body else "b"
        flows = (
            f'<bpmn:sequenceFlow id="f{n}" sourceRef="s{n}" targetRef="{target}"/>'
            f'<bpmn:sequenceFlow id="g{n}" sourceRef="{target}" targetRef="z{n}"/>'
        )
        events = f'<bpmn:startEvent id="s{n}"/><bpmn:endEvent id="z{n}"/>'
        body = f'<bpmn:subProcess id="sub{n}">{events}{inner}{flows}</bpmn:subProcess>'
    assert "size.depth" in errors(S + body + E, f"s>sub{MAX_DEPTH + 1}>z")


def test_a_loop_in_which_nobody_acts(warnings: Keys) -> None:
    condition = "<bpmn:conditionExpression>n == 2</bpmn:conditionExpression>"
    out = f'<bpmn:sequenceFlow id="o" sourceRef="g1" targetRef="z">{condition}</bpmn:sequenceFlow>'
    body = S + SCRIPT.format("k", "n = 1") + '<bpmn:exclusiveGateway id="g1" default="{}"/>' + E + out
    assert "size.busy_loop" in warnings(body.format("g1_k"), "s>k>g1>k")
    assert "size.busy_loop" not in warnings(U + body.format("g1_u"), "s>u>k>g1>u")


def test_two_branches_that_write_one_variable(warnings: Keys) -> None:
    fork = '<bpmn:parallelGateway id="g1"/><bpmn:parallelGateway id="g2"/>'
    same = S + fork + SCRIPT.format("k1", "a = 1") + SCRIPT.format("k2", "a = 2") + SCRIPT.format("k3", "a = 3") + E
    other_names = same.replace("a = 2", "b = 2")
    assert "parallel_writes" in warnings(same, "s>g1>k1>g2>k3>z g1>k2>g2")
    assert "parallel_writes" not in warnings(other_names, "s>g1>k1>g2>k3>z g1>k2>g2")


def test_a_fork_to_nowhere_is_told_once(errors: Keys) -> None:
    assert errors(S + '<bpmn:parallelGateway id="g1"/>' + E, "s>g1>z g1>a g1>b") == {"flow_ends.missing"}


def test_a_refused_task_is_told_without_its_neighbours(errors: Keys) -> None:
    body = S + '<bpmn:complexGateway id="t"/>' + U + E
    assert errors(body, "s>t>u>z") == {"known_elements.complexGateway"}


def test_a_name_that_nothing_sets(warnings: Keys) -> None:
    assert "variables" in warnings(S + SCRIPT.format("k", "a = missing + 1") + E, "s>k>z")


def test_a_camunda_attribute_without_effect_is_named(draw: Callable[..., list]) -> None:
    found = draw(S + '<user id="u" camunda:formHandlerClass="demo" camunda:taskPriority="5"/>' + E, "s>u>z")
    assert [(one.severity, one.params["name"]) for one in found] == [
        ("warning", "formHandlerClass"),
        ("warning", "taskPriority"),
    ]


def test_a_deadline_that_no_timer_watches(warnings: Keys) -> None:
    declared = '<bpmn:extensionElements><huishang:deadline name="d" days="3" basis="R6"/></bpmn:extensionElements>'
    assert "deadlines.unwatched" in warnings(S + f'<user id="u">{declared}</user>' + E, "s>u>z")


def test_a_form_may_be_named_by_its_key(errors: Keys) -> None:
    task = '<bpmn:userTask id="u" camunda:candidateGroups="a" camunda:formKey="camunda-forms:deployment:answer.form"/>'
    assert errors(S + task + E, "s>u>z") == set()


def test_what_the_engine_hands_in_is_no_slip(warnings: Keys) -> None:
    assert "variables" not in warnings(S + SCRIPT.format("k", "a = loopCounter") + E, "s>k>z")
