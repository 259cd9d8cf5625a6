# quoted XML
"""Faults of structure are told with a shortest story; what is drawn properly is proved; what is unknown is not told."""

from __future__ import annotations

import pytest

from engine.diagrams.bundle import Bundle
from engine.proofs.moves import Doing
from engine.proofs.proving import prove
from engine.proofs.verdict import Counterexample, Proof, Verdict

HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'id="d" targetNamespace="urn:t">'
)
START, END = '<bpmn:startEvent id="s"/>', '<bpmn:endEvent id="e"/>'
ASK = '<bpmn:serviceTask id="ask" camunda:type="external" camunda:topic="registry"/>'


def task(name: str, inner: str = "") -> str:
    return f'<bpmn:userTask id="{name}">{inner}</bpmn:userTask>'


def gateway(kind: str, name: str, more: str = "") -> str:
    return f'<bpmn:{kind}Gateway id="{name}" {more}/>'


def drawn(nodes: str, *flows: str, top: str = "") -> Bundle:
    """One process; flows are written `a->b`, `a->b: condition`."""
    lines = []
    for number, flow in enumerate(flows):
        ends, _, condition = flow.partition(":")
        source, target = ends.split("->")
        told = f'<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">{condition}</bpmn:conditionExpression>'
        lines.append(
            f'<bpmn:sequenceFlow id="f{number}" sourceRef="{source}" targetRef="{target}">'
            f"{told if condition else ''}</bpmn:sequenceFlow>"
        )
    process = f'<bpmn:process id="p" isExecutable="true">{nodes}{"".join(lines)}</bpmn:process>'
    return Bundle({"p.bpmn": f"{HEAD}{top}{process}</bpmn:definitions>".encode()})


def fault(proof: Proof, rule: str) -> Counterexample:
    assert proof.verdict is Verdict.COUNTEREXAMPLE, proof.to_json("en")
    assert {one.rule for one in proof.findings} == {rule}, proof.to_json("en")
    return proof.findings[0]


def test_a_choice_into_a_parallel_join_is_stuck():
    nodes = START + END + task("a") + task("b") + gateway("exclusive", "x", 'default="f1"') + gateway("parallel", "j")
    found = fault(prove(drawn(nodes, "s->x", "x->a", "x->b: ok == 'yes'", "a->j", "b->j", "j->e")), "deadlock")

    assert [move.doing for move in found.story] == [Doing.START, Doing.COMPLETE]


def test_a_task_nobody_comes_to():
    nodes = START + END + task("a") + task("b") + gateway("exclusive", "x", 'default="f2"')
    found = fault(prove(drawn(nodes, "s->x", "x->b: 1 == 2", "x->a", "a->e", "b->e")), "unreachable")

    assert (found.element, found.story) == ("b", ())


def test_two_tokens_where_one_is_meant():
    nodes = START + END + task("a") + gateway("parallel", "x") + gateway("exclusive", "m")
    found = fault(prove(drawn(nodes, "s->x", "x->m", "x->m", "m->a", "a->e")), "two_tokens")

    assert (found.element, [move.doing for move in found.story]) == ("a", [Doing.START])


def test_a_token_is_left_when_the_end_was_reached():
    nodes = START + END + '<bpmn:endEvent id="e2"/>' + task("a") + task("b") + gateway("parallel", "x")
    nodes += gateway("exclusive", "y", 'default="f4"') + gateway("parallel", "j")
    flows = ("s->x", "x->a", "x->y", "a->e", "y->b", "y->j: ok == 'yes'", "b->j", "j->e2")
    found = fault(prove(drawn(nodes, *flows)), "token_left")

    assert [move.element for move in found.story] == ["s", "a"]


def test_a_loop_without_a_person():
    nodes = START + END + gateway("exclusive", "m") + gateway("exclusive", "x", 'default="f2"')
    found = fault(prove(drawn(nodes, "s->m", "m->x", "x->m", "x->e: 1 == 2")), "endless")

    assert [move.doing for move in found.story] == [Doing.START]


def test_a_loop_of_persons_without_an_end():
    nodes = START + task("a") + task("b") + gateway("exclusive", "m")
    fault(prove(drawn(nodes, "s->m", "m->a", "a->b", "b->m")), "goes_round")


def test_a_proper_drawing_is_proved():
    loop = ('<bpmn:multiInstanceLoopCharacteristics camunda:collection="{}" camunda:elementVariable="one"/>').format(
        "members"
    )
    late = (
        '<bpmn:boundaryEvent id="late" attachedToRef="a"><bpmn:timerEventDefinition><bpmn:timeDuration>P3D'
        "</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>"
    )
    nodes = START + END + task("a") + task("each", loop) + late + gateway("exclusive", "m")
    proof = prove(drawn(nodes, "s->a", "a->m", "late->m", "m->each", "each->e"))

    assert proof.verdict is Verdict.PROVED, proof.to_json("en")
    assert proof.notes  # nothing describes the members: the proof says that it made them up


CAUGHT = (
    '<bpmn:boundaryEvent id="caught" attachedToRef="ask"><bpmn:errorEventDefinition errorRef="gone"/>'
    "</bpmn:boundaryEvent>"
)
GONE = '<bpmn:error id="gone" name="gone" errorCode="GONE"/>'


def test_a_worker_moves_the_case_on():
    proof = prove(
        drawn(START + END + ASK + CAUGHT + task("mend"), "s->ask", "ask->e", "caught->mend", "mend->e", top=GONE)
    )

    assert proof.verdict is Verdict.PROVED, proof.to_json("en")
    assert not proof.notes


def test_what_a_worker_hands_in_is_made_up_and_said():
    nodes = START + END + ASK + task("a") + task("b") + gateway("exclusive", "x", 'default="f3"')
    proof = prove(drawn(nodes, "s->ask", "ask->x", "x->a: found == 'yes'", "x->b", "a->e", "b->e"))

    assert proof.verdict is Verdict.PROVED, proof.to_json("en")
    assert "ask" in proof.notes[0][1]
    assert "ask" in proof.to_json("en")["notes"][0]


@pytest.mark.parametrize("kind", ["signal", "message"])
def test_waiting_for_the_world_outside_is_no_fault(kind: str):
    top = f'<bpmn:{kind} id="bell" name="bell"/>'
    catch = (
        f'<bpmn:intermediateCatchEvent id="c"><bpmn:{kind}EventDefinition {kind}Ref="bell"/>'
        "</bpmn:intermediateCatchEvent>"
    )
    proof = prove(drawn(START + END + catch, "s->c", "c->e", top=top))

    assert proof.verdict is Verdict.PROVED, proof.to_json("en")


IN_A_ROW = (
    '<bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:loopCardinality>{}</bpmn:loopCardinality>'
    "</bpmn:multiInstanceLoopCharacteristics>"
)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_members_in_a_row_are_followed_to_the_last(count: int):
    """Who is still to come tells two moments apart: the first of two members is not the last of them."""
    nodes = START + END + task("each", IN_A_ROW.format(count)) + task("then")
    proof = prove(drawn(nodes, "s->each", "each->then", "then->e"))

    assert (proof.verdict, proof.moments) == (Verdict.PROVED, count + 1 + 1), proof.to_json("en")


def test_what_is_stuck_behind_members_in_a_row_is_told():
    nodes = START + END + task("each", IN_A_ROW.format(2)) + task("a") + task("b") + gateway("parallel", "j")
    nodes += gateway("exclusive", "x", 'default="f2"')
    bundle = drawn(nodes, "s->each", "each->x", "x->a", "x->b: ok == 'yes'", "a->j", "b->j", "j->e")
    found = fault(prove(bundle), "deadlock")

    assert [move.element for move in found.story][:3] == ["s", "each", "each"]


def test_members_in_a_row_of_what_others_hand_in_are_no_fault():
    loop = '<bpmn:multiInstanceLoopCharacteristics isSequential="true" camunda:collection="members"/>'
    proof = prove(drawn(START + END + task("each", loop) + task("then"), "s->each", "each->then", "then->e"))

    assert proof.verdict is not Verdict.COUNTEREXAMPLE, proof.to_json("en")
