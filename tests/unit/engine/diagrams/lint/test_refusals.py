"""What the library would drop or run wrongly: for each the smallest diagram, and the finding that tells it."""

# ruff: noqa: E501  # one case a line reads best as a table

from __future__ import annotations

from collections.abc import Callable

import pytest

S, E = '<bpmn:startEvent id="s"/>', '<bpmn:endEvent id="z"/>'
U = '<user id="u"/>'
CATCH = '<bpmn:intermediateCatchEvent id="c">{}</bpmn:intermediateCatchEvent>'
SENDER = '<bpmn:extensionElements><huishang:sender groups="bench"/></bpmn:extensionElements>'
BOUNDARY = '<bpmn:boundaryEvent id="b" attachedToRef="u" {}>{}</bpmn:boundaryEvent><bpmn:endEvent id="zz"/>'
DURATION = "<bpmn:timerEventDefinition><bpmn:timeDuration>{}</bpmn:timeDuration></bpmn:timerEventDefinition>"
DATE = "<bpmn:timerEventDefinition><bpmn:timeDate>{}</bpmn:timeDate></bpmn:timerEventDefinition>"
CYCLE = "<bpmn:timerEventDefinition><bpmn:timeCycle>{}</bpmn:timeCycle></bpmn:timerEventDefinition>"
SCRIPT = '<bpmn:scriptTask id="k"><bpmn:script>{}</bpmn:script></bpmn:scriptTask>'
GATE = '<bpmn:exclusiveGateway id="x1"{}/>'
LOOP = "<bpmn:multiInstanceLoopCharacteristics{}>{}</bpmn:multiInstanceLoopCharacteristics>"
INNER = '<bpmn:startEvent id="is"/><bpmn:endEvent id="iz"/><bpmn:sequenceFlow id="if" sourceRef="is" targetRef="iz"/>'
DEADLINE = '<bpmn:extensionElements><huishang:deadline name="d" days="30" basis="R6"{}/></bpmn:extensionElements>'


def conditional(source: str, target: str, condition: str) -> str:
    """A flow with a condition."""
    return (
        f'<bpmn:sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}">'
        f"<bpmn:conditionExpression>{condition}</bpmn:conditionExpression></bpmn:sequenceFlow>"
    )


# fmt: off
CASES: dict[str, tuple[str, str, str]] = {
    # elements
    "service task": (S + '<bpmn:serviceTask id="t"/>' + E, "s>t>z", "services.nobody"),
    "complex gateway": (S + '<bpmn:complexGateway id="t"/>' + E, "s>t>z", "known_elements.complexGateway"),
    "ad hoc": (S + f'<bpmn:adHocSubProcess id="t">{INNER}</bpmn:adHocSubProcess>' + E, "s>t>z", "known_elements.adHocSubProcess"),
    "standard loop": (
        S + '<user id="u"><bpmn:standardLoopCharacteristics/></user>' + E,
        "s>u>z",
        "normalizing.repetitions.endless",
    ),
    # events
    "compensation end": (S + '<bpmn:endEvent id="z"><bpmn:compensateEventDefinition/></bpmn:endEvent>', "s>z", "event_positions.compensate"),
    "link throw": (S + '<bpmn:intermediateThrowEvent id="c"><bpmn:linkEventDefinition name="l"/></bpmn:intermediateThrowEvent>' + E, "s>c>z", "normalizing.links.not_caught"),
    "error catch": (S + CATCH.format('<bpmn:errorEventDefinition errorRef="e"/>') + E, "s>c>z", "event_positions"),
    "escalation catch": (S + CATCH.format('<bpmn:escalationEventDefinition escalationRef="x"/>') + E, "s>c>z", "event_positions"),
    "error start": ('<bpmn:startEvent id="s"><bpmn:errorEventDefinition errorRef="e"/></bpmn:startEvent>' + E, "s>z", "normalizing.start_events.trigger"),
    "timer throw": (S + f'<bpmn:intermediateThrowEvent id="c">{DURATION.format("PT1H")}</bpmn:intermediateThrowEvent>' + E, "s>c>z", "event_positions"),
    "catch without definition": (S + CATCH.format("") + E, "s>c>z", "event_positions.none"),
    "two definitions": (S + CATCH.format(SENDER + '<bpmn:messageEventDefinition messageRef="m"/>' + DURATION.format("PT1H")) + E, "s>c>z", "event_positions.several"),
    "event subprocess": (S + f'<bpmn:subProcess id="t" triggeredByEvent="true">{INNER}</bpmn:subProcess>' + E, "s>z", "normalizing.event_subprocesses.one_start"),
    "compensation handler": (S + '<user id="u" isForCompensation="true"/>' + E, "s>u>z", "event_subprocesses.compensation"),
    # event-based gateways
    "task behind event gateway": (S + '<bpmn:eventBasedGateway id="g1"/>' + CATCH.format(DURATION.format("PT1H")) + U + E, "s>g1>c>z g1>u>z", "event_gateways.not_catching"),
    # multi-instance
    "multi-instance over nothing": (S + f'<user id="u">{LOOP.format("", "")}</user>' + E, "s>u>z", "multi_instances.over_nothing"),
    "completion condition": (
        S + '<user id="u">' + LOOP.format("", "<bpmn:loopCardinality>3</bpmn:loopCardinality><bpmn:completionCondition>True</bpmn:completionCondition>") + "</user>" + E,
        "s>u>z",
        "multi_instances.completion",
    ),
    "interrupting event on a multi-instance subprocess": (
        S + f'<bpmn:subProcess id="u">{INNER}{LOOP.format("", "<bpmn:loopCardinality>3</bpmn:loopCardinality>")}</bpmn:subProcess>' + BOUNDARY.format("", DURATION.format("PT1H")) + E,
        "s>u>z b>zz",
        "multi_instances.interrupted",
    ),
    # flows
    "no default": (S + GATE.format("") + E + '<bpmn:endEvent id="z2"/>' + conditional("x1", "z", "True") + conditional("x1", "z2", "True"), "s>x1", "splits.no_default"),
    "no condition": (S + GATE.format(' default="x1_z"') + E + '<bpmn:endEvent id="z2"/>', "s>x1>z x1>z2", "normalizing.gateways.open_choice"),
    "unreachable": (S + U + E, "s>z u>z", "reachability.unreachable"),
    "dead end": (S + GATE.format("") + E, "s>x1", "reachability.dead_end"),
    "missing target": (S + E, "s>nowhere", "flow_ends.missing"),
    "boundary of nothing": (S + E + BOUNDARY.format("", DURATION.format("PT1H")), "s>z b>zz", "flow_ends.unattached"),
    # references
    "unknown process": (S + '<bpmn:callActivity id="t" calledElement="nowhere"/>' + E, "s>t>z", "references.process"),
    "process that calls itself": (S + '<bpmn:callActivity id="t" calledElement="p"/>' + E, "s>t>z", "recursion"),
    "unknown decision": (S + '<bpmn:businessRuleTask id="t" camunda:decisionRef="none" camunda:resultVariable="r"/>' + E, "s>t>z", "references.decision"),
    "unknown decision among several": (S + """<bpmn:businessRuleTask id="t" camunda:decisionRef="${x == 1 ? 'none' : 'other'}" camunda:resultVariable="r"/>""" + E, "s>t>z", "references.decision"),
    "decision that is computed": (S + """<bpmn:businessRuleTask id="t" camunda:decisionRef="${table}" camunda:resultVariable="r"/>""" + E, "s>t>z", "decisions.computed"),
    "decision made of pieces": (S + """<bpmn:businessRuleTask id="t" camunda:decisionRef="grade_${level}" camunda:resultVariable="r"/>""" + E, "s>t>z", "decisions.computed"),
    "decision that cannot be read": (S + """<bpmn:businessRuleTask id="t" camunda:decisionRef="${x ==}" camunda:resultVariable="r"/>""" + E, "s>t>z", "expressions"),
    "fields of a task in the diagram": (S + '<bpmn:userTask id="t" camunda:candidateGroups="a"><bpmn:extensionElements><camunda:formData><camunda:formField id="age" type="long"/></camunda:formData></bpmn:extensionElements></bpmn:userTask>' + E, "s>t>z", "people.form_data"),
    "fields of a start in the diagram": ('<bpmn:startEvent id="s"><bpmn:extensionElements><camunda:formData><camunda:formField id="age"/></camunda:formData></bpmn:extensionElements></bpmn:startEvent>' + E, "s>z", "people.form_data"),
    "unknown form": (S + '<bpmn:userTask id="t" camunda:candidateGroups="a" camunda:formRef="none"/>' + E, "s>t>z", "references.form"),
    "unknown message": (S + CATCH.format(SENDER + '<bpmn:messageEventDefinition messageRef="none"/>') + E, "s>c>z", "references.declaration"),
    "user task without candidates": (S + '<bpmn:userTask id="t" camunda:formRef="answer"/>' + E, "s>t>z", "people.no_candidates"),
    "user task without form": (S + '<bpmn:userTask id="t" camunda:candidateGroups="a"/>' + E, "s>t>z", "people.no_form"),
    "message without sender": (S + CATCH.format('<bpmn:messageEventDefinition messageRef="m"/>') + E, "s>c>z", "people.no_sender"),
    # code
    "condition that does not compile": (S + GATE.format(' default="x1_z"') + E + '<bpmn:endEvent id="z2"/>' + conditional("x1", "z2", "x = = 1"), "s>x1>z", "expressions"),
    "import in a script": (S + SCRIPT.format("import os") + E, "s>k>z", "expressions"),
    "dunder walk in a condition": (S + GATE.format(' default="x1_z"') + E + '<bpmn:endEvent id="z2"/>' + conditional("x1", "z2", "().__class__.__base__"), "s>x1>z", "expressions"),
    "unknown function": (S + SCRIPT.format("a = launch('rocket')") + E, "s>k>z", "expressions.function"),
    "wrong number of arguments": (S + SCRIPT.format("a = before_due('x')") + E, "s>k>z", "expressions.arguments"),
    "unknown element": (S + SCRIPT.format("a = is_open('nowhere')") + E, "s>k>z", "expressions.element"),
    "groovy": (S + '<bpmn:scriptTask id="k" scriptFormat="groovy"><bpmn:script>a = 1</bpmn:script></bpmn:scriptTask>' + E, "s>k>z", "scripts.language"),
    "empty script": (S + '<bpmn:scriptTask id="k"/>' + E, "s>k>z", "scripts.empty"),
    # timers
    "empty timer": (S + CATCH.format(DURATION.format("")) + E, "s>c>z", "normalizing.timers.timeDuration"),
    "P": (S + CATCH.format(DURATION.format("P")) + E, "s>c>z", "normalizing.timers.timeDuration"),
    "PT": (S + CATCH.format(DURATION.format("PT")) + E, "s>c>z", "normalizing.timers.timeDuration"),
    "instant as duration": (S + CATCH.format(DURATION.format("working_days(today(), 3)")) + E, "s>c>z", "timers.instant_as_duration"),
    "no specification": (S + CATCH.format("<bpmn:timerEventDefinition/>") + E, "s>c>z", "timers.specification"),
    "repetition as duration": (S + CATCH.format(DURATION.format("R3/PT1H")) + E, "s>c>z", "normalizing.timers.timeDuration"),
    "raw duration on a legal deadline": (S + f'<user id="u">{DEADLINE.format("")}</user>' + BOUNDARY.format('cancelActivity="false"', DURATION.format("P42D")) + E, "s>u>z b>zz", "timers.legal"),
    "unknown deadline": (S + CATCH.format(DATE.format("due('nothing')")) + E, "s>c>z", "deadlines.unknown"),
    "deadline without length": (S + f'<user id="u">{DEADLINE.format("").replace("days=", "start=")}</user>' + E, "s>u>z", "deadlines.no_days"),
    # extensions
    "unknown extension": (S + '<user id="u"><bpmn:extensionElements><huishang:dead/></bpmn:extensionElements></user>' + E, "s>u>z", "extensions.unknown"),
    "unknown attribute": (S + f'<user id="u">{DEADLINE.format(" dayz=" + chr(34) + "1" + chr(34))}</user>' + E, "s>u>z", "extensions.attribute"),
    "missing attribute": (S + '<user id="u"><bpmn:extensionElements><huishang:guard/></bpmn:extensionElements></user>' + E, "s>u>z", "extensions.required"),
    "wrong unit": (S + f'<user id="u">{DEADLINE.format(" unit=" + chr(34) + "weeks" + chr(34))}</user>' + E, "s>u>z", "extensions.value"),
    "wrong host": (S + E.replace("/>", f">{DEADLINE.format('')}</bpmn:endEvent>"), "s>z", "extensions.host"),
    "unknown act": (S + '<user id="u"><bpmn:extensionElements><huishang:act value="fly"/></bpmn:extensionElements></user>' + E, "s>u>z", "extensions.act"),
    "our attribute on a foreign place": (S + '<user id="u" huishang:due="3"/>' + E, "s>u>z", "attributes.huishang"),
    "spiffworkflow script": (S + '<user id="u"><bpmn:extensionElements><spiffworkflow:preScript>import os</spiffworkflow:preScript></bpmn:extensionElements></user>' + E, "s>u>z", "attributes.foreign"),
}

#: what is drawn in short, or was not run once
RUNS: dict[str, tuple[str, str]] = {
    "plain task": (S + '<bpmn:task id="t"/>' + E, "s>t>z"),
    "manual task": (S + '<bpmn:manualTask id="t"/>' + E, "s>t>z"),
    "transaction": (S + f'<bpmn:transaction id="t">{INNER}</bpmn:transaction>' + E, "s>t>z"),
    "data store": (S + E + '<bpmn:dataStoreReference id="t"/>', "s>z"),
    "signal end": (S + '<bpmn:endEvent id="z"><bpmn:signalEventDefinition signalRef="g"/></bpmn:endEvent>', "s>z"),
    "message end": (S + '<bpmn:endEvent id="z"><bpmn:messageEventDefinition messageRef="m"/></bpmn:endEvent>', "s>z"),
    "link catch": (S + CATCH.format('<bpmn:linkEventDefinition name="l"/>') + E, "s>c>z"),
    "conditional catch": (S + CATCH.format("<bpmn:conditionalEventDefinition><bpmn:condition>True</bpmn:condition></bpmn:conditionalEventDefinition>") + E, "s>c>z"),
    "timer start": (f'<bpmn:startEvent id="s">{DURATION.format("PT1H")}</bpmn:startEvent>' + E, "s>z"),
    "message start": ('<bpmn:startEvent id="s"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>' + E, "s>z"),
    "two timers": (
        S + '<bpmn:eventBasedGateway id="g1"/>' + CATCH.format(DURATION.format("PT1H")) + CATCH.format(DURATION.format("PT2H")).replace('"c"', '"c2"') + E,
        "s>g1>c>z g1>c2>z",
    ),
    "two flows out of a task": (S + U + E + '<bpmn:endEvent id="z2"/>', "s>u>z u>z2"),
    "condition out of a task": (S + U + E + conditional("u", "z", "True"), "s>u"),
    "no end": (S + U, "s>u"),
    "no start": (U + E, "u>z"),
    "no error named": (S + U + BOUNDARY.format("", "<bpmn:errorEventDefinition/>") + E, "s>u>z b>zz"),
    "juel condition": (S + GATE.format(' default="x1_z"') + E + '<bpmn:endEvent id="z2"/>' + conditional("x1", "z2", "${a == 1}"), "s>x1>z"),
    "P0D": (S + CATCH.format(DURATION.format('"P0D"')) + E, "s>c>z"),
    "duration as date": (S + CATCH.format(DATE.format('"P30D"')) + E, "s>c>z"),
    "unquoted date": (S + CATCH.format(DATE.format("2026-12-31")) + E, "s>c>z"),
    "date without zone": (S + CATCH.format(DATE.format("'2026-12-31T09:00:00'")) + E, "s>c>z"),
    "cycle that interrupts": (S + U + BOUNDARY.format("", CYCLE.format("R3/PT1H")) + E, "s>u>z b>zz"),
}
# fmt: on


@pytest.mark.parametrize(("body", "flows", "key"), CASES.values(), ids=CASES)
def test_it_is_refused(errors: Callable[..., set[str]], body: str, flows: str, key: str) -> None:
    assert key in errors(body, flows)


@pytest.mark.parametrize(("body", "flows"), RUNS.values(), ids=RUNS)
def test_it_is_run(errors: Callable[..., set[str]], body: str, flows: str) -> None:
    assert errors(body, flows) == set()


def test_a_finding_points_at_its_element(draw: Callable[..., list]) -> None:
    # given a complex gateway on the second line of the file
    found = [one for one in draw(S + '<bpmn:complexGateway id="t"/>' + E, "s>t>z") if one.rule == "known_elements"]
    # then the finding names file, line and element, and says in both languages what to do
    (finding,) = found
    assert (finding.file, finding.line, finding.element) == ("p.bpmn", 2, "t")
    assert "网关" in finding.remedy("zh")
    assert "gateway" in finding.remedy("en")


def test_all_findings_come_at_once(errors: Callable[..., set[str]]) -> None:
    body = S + '<bpmn:complexGateway id="t"/>' + SCRIPT.format("import os") + CATCH.format(DURATION.format("P")) + E
    assert errors(body, "s>t>k>c") >= {
        "known_elements.complexGateway",
        "expressions",
        "normalizing.timers.timeDuration",
    }


def test_every_finding_speaks_both_languages(draw: Callable[..., list]) -> None:
    for body, flows, _ in CASES.values():
        for finding in draw(body, flows):
            for text in (finding.message("zh"), finding.message("en"), finding.remedy("zh"), finding.remedy("en")):
                assert text
                assert not text.startswith("diagrams.")
