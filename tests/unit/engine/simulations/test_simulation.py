"""A diagram from elsewhere is tried as it stands: it completes, waits for the outside, is refused, or says why not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.diagrams.bundle import Bundle
from engine.diagrams.stand_ins import Assumed
from engine.simulations.result import Outcome, Simulation
from engine.simulations.simulation import simulate

Draw = Callable[..., Bundle]
PROCEDURE = Path(__file__).parents[4] / "processes" / "case_consultation"
ENDS = '<bpmn:startEvent id="s" /><bpmn:endEvent id="e" />'


def _way(simulation: Simulation) -> list[str]:
    return [passed.element for passed in simulation.walk.path]


def test_people_time_and_choices_run_to_the_end(foreign: Draw) -> None:
    bundle = foreign(
        f"""{ENDS}<bpmn:userTask id="ask" /><bpmn:exclusiveGateway id="g" default="f3" />
        <bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition id="t"><bpmn:timeDuration>P3D
        </bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>""",
        "s->ask",
        "ask->g",
        "g->wait: ${amount &gt; 100 and kind == 'grant'}",
        "g->e",
        "wait->e",
    )
    simulation = simulate(bundle, runs=20)
    assert simulation.walk.outcome is Outcome.COMPLETED
    assert simulation.coverage == 1.0
    assert {one.what for one in simulation.assumed if one.kind is Assumed.VARIABLE} == {"amount", "kind"}


def test_the_clock_moves_to_each_timer(foreign: Draw) -> None:
    bundle = foreign(
        f"""{ENDS}<bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition id="t"><bpmn:timeDuration>P3D
        </bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>""",
        "s->wait",
        "wait->e",
    )
    first, *_, last = simulate(bundle).walk.path
    assert (last.at - first.at).days == 3


def test_the_same_seed_goes_the_same_way(foreign: Draw) -> None:
    bundle = foreign(
        f'{ENDS}<bpmn:userTask id="a" /><bpmn:exclusiveGateway id="g" default="f3" /><bpmn:userTask id="b" />',
        "s->a",
        "a->g",
        "g->b: ${again}",
        "g->e",
        "b->a",
    )
    assert _way(simulate(bundle, seed=7)) == _way(simulate(bundle, seed=7))
    assert len({tuple(_way(simulate(bundle, seed=seed))) for seed in range(8)}) > 1


def test_foreign_code_is_stood_in_for_and_listed(foreign: Draw) -> None:
    bundle = foreign(
        f"""{ENDS}<bpmn:serviceTask id="check" camunda:class="org.example.Check" /><bpmn:callActivity id="call"
        calledElement="elsewhere" /><bpmn:userTask id="u" camunda:formKey="embedded:app:form.html">
        <bpmn:extensionElements><camunda:taskListener event="create" delegateExpression="${{told}}" />
        </bpmn:extensionElements></bpmn:userTask>""",
        "s->check",
        "check->call",
        "call->u",
        "u->e",
    )
    simulation = simulate(bundle)
    assert simulation.walk.outcome is Outcome.COMPLETED
    assert [(one.kind, one.element, one.what) for one in simulation.assumed] == [
        (Assumed.DELEGATE, "check", "org.example.Check"),
        (Assumed.PROCESS, "call", "elsewhere"),
        (Assumed.LISTENER, "u", "${told}"),
        (Assumed.FORM, "u", "embedded:app:form.html"),
    ]
    assert _way(simulation) == ["s", "check", "call", "u", "e"]


def test_a_foreign_script_is_refused_at_its_own_line(foreign: Draw) -> None:
    bundle = foreign(
        f"""{ENDS}
<bpmn:scriptTask id="js" scriptFormat="javascript"><bpmn:script>while (true) {{}}</bpmn:script></bpmn:scriptTask>""",
        "s->js",
        "js->e",
    )
    simulation = simulate(bundle)
    assert simulation.walk.outcome is Outcome.REFUSED
    assert [(finding.element, finding.line) for finding in simulation.findings] == [("js", 3)]
    assert not simulation.is_fine


def test_a_message_from_outside_is_waited_for(foreign: Draw) -> None:
    bundle = foreign(
        f"""{ENDS}<bpmn:intermediateCatchEvent id="paid"><bpmn:messageEventDefinition id="m" messageRef="payment" />
        </bpmn:intermediateCatchEvent>""",
        "s->paid",
        "paid->e",
        top='<bpmn:message id="payment" name="payment" />',
    )
    simulation = simulate(bundle, runs=2)
    assert simulation.walk.outcome is Outcome.WAITING
    assert simulation.is_fine
    assert simulation.coverage == 1.0, "the second run hands the message in"


def test_a_join_that_waits_for_nobody_is_an_incident_that_names_it(foreign: Draw) -> None:
    bundle = foreign(
        f"""{ENDS}<bpmn:exclusiveGateway id="x" default="f1" /><bpmn:userTask id="a" /><bpmn:userTask id="b" />
        <bpmn:parallelGateway id="join" />""",
        "s->x",
        "x->a",
        "x->b: ${never}",
        "a->join",
        "b->join",
        "join->e",
    )
    simulation = simulate(bundle)
    assert simulation.walk.outcome is Outcome.INCIDENT
    assert simulation.walk.reason is not None
    assert "join" in simulation.walk.reason.text("zh")


def test_an_endless_round_ends_with_a_reason(foreign: Draw) -> None:
    bundle = foreign(f'{ENDS}<bpmn:userTask id="a" /><bpmn:userTask id="b" />', "s->a", "a->b", "b->a")
    simulation = simulate(bundle)
    assert simulation.walk.outcome in (Outcome.INCIDENT, Outcome.REFUSED)


def test_a_file_that_is_no_diagram_is_refused() -> None:
    simulation = simulate(Bundle({"x.bpmn": b"<html/>"}))
    assert simulation.walk.outcome is Outcome.REFUSED
    assert simulation.to_json("zh")["findings"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_shipped_procedure_walks_in_both_languages(lang: str) -> None:
    simulation = simulate(Bundle.read(PROCEDURE), runs=8)
    told = simulation.to_json(lang)
    assert told["outcome"] in ("completed", "waiting"), told["reason"]
    assert told["coverage"] > 0.3
