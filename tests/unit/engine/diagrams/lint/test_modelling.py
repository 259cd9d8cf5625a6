"""Habits of drawing that mislead a reader are warnings, under the names that modelers know."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.findings import Finding, Severity

S, E, U = '<bpmn:startEvent id="s"/>', '<bpmn:endEvent id="z"/>', '<user id="u" name="受理"/>'
FORK = '<bpmn:parallelGateway id="g1"/><user id="u1" name="甲"/><user id="u2" name="乙"/>'
ASK = '<bpmn:exclusiveGateway id="g1" name="受理？" default="g1_u"/>'
SERVICE = '<bpmn:serviceTask id="u" camunda:type="external" camunda:topic="a"/>'
TERMINATE = '<bpmn:endEvent id="z"><bpmn:terminateEventDefinition/></bpmn:endEvent>'

CASES = {
    "no name": (S + '<user id="u"/>' + E, "s>u>z", {"label-required"}),
    "service without a name": (
        S + '<bpmn:serviceTask id="u" camunda:type="external" camunda:topic="a"/>' + E,
        "s>u>z",
        {"label-required"},
    ),
    "gateway with one way": (S + '<bpmn:parallelGateway id="g1"/>' + U + E, "s>g1>u>z", {"superfluous-gateway"}),
    "two parallel ways into a task": (S + FORK.replace("u1", "u") + E, "s>g1>u2>z g1>u>z", set()),
    "join and fork at once": (
        S + FORK + '<bpmn:parallelGateway id="g2"/><user id="u3" name="丙"/><user id="u4" name="丁"/>' + E,
        "s>g1>u1>g2>u3>z g1>u2>g2>u4>z",
        {"no-gateway-join-fork"},
    ),
    "only end terminates": (S + U + TERMINATE, "s>u>z", {"superfluous-termination"}),
    "the end of one branch terminates": (S + FORK + TERMINATE, "s>g1>u1>z g1>u2>z", set()),
    "named and plain": (S + U + E, "s>u>z", set()),
    "return to a task": (S + U + ASK.replace("g1_u", "g1_z") + E, "s>u>g1>z g1>u", set()),
}


@pytest.mark.parametrize(("body", "flows", "rules"), CASES.values(), ids=CASES)
def test_it_is_told_by_name(draw: Callable[..., list[Finding]], body: str, flows: str, rules: set[str]) -> None:
    found = draw(body, flows, style=True)
    assert {one.rule for one in found} == rules
    assert {one.severity for one in found} <= {Severity.WARNING}


def test_the_same_flow_twice(draw: Callable[..., list[Finding]]) -> None:
    again = '<bpmn:sequenceFlow id="again" sourceRef="s" targetRef="u"/>'
    (found,) = draw(S + U + E + again, "s>u>z", style=True)
    assert (found.rule, found.element) == ("no-duplicate-sequence-flows", "s_u")


def test_a_fork_straight_into_one_task(draw: Callable[..., list[Finding]]) -> None:
    body = S + '<bpmn:parallelGateway id="g1"/><bpmn:parallelGateway id="g2"/>' + U + '<user id="v" name="乙"/>' + E
    found = draw(body, "s>g1>u>z g1>g2>u g2>v>z", style=True)
    assert {one.rule for one in found} == {"fake-join"}
