"""A designer sees the cause first and alone; what follows from it, or says the same elsewhere, is folded into it."""

from __future__ import annotations

from collections.abc import Callable

from engine.findings import Finding, Severity

Draw = Callable[..., list[Finding]]
S, E = '<bpmn:startEvent id="s"/>', '<bpmn:endEvent id="z"/>'
TASKS = "".join(f'\n<user id="u{n}"/>' for n in range(20))
CHAIN = ">".join(f"u{n}" for n in range(20))
DMN = (
    '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">'
    '<decision id="t" name="t"><decisionTable hitPolicy="WRONG"/></decision></definitions>'
)


def errors(findings: list[Finding]) -> list[Finding]:
    return [one for one in findings if one.severity is Severity.ERROR]


def test_a_dangling_flow_is_one_finding(draw: Draw) -> None:
    # given a long process whose first flow leads to a node that is not there
    found = errors(draw(S + TASKS + E, f"s>nowhere {CHAIN}>z"))
    # then that flow is all there is to mend, and what follows from it hangs below
    assert [(one.key, one.element) for one in found] == [("diagrams.flow_ends.missing", "s_nowhere")]
    assert [one.element for one in found[0].folded] == ["u0"]


def test_a_flow_from_nowhere_is_one_finding(draw: Draw) -> None:
    (found,) = errors(draw(S + TASKS + E, f"nowhere>{CHAIN}>z"))
    assert (found.key, found.element) == ("diagrams.flow_ends.missing", "nowhere_u0")
    assert {one.element for one in found.folded} == {"u0"}


def test_an_unreached_part_is_told_by_its_first_node(draw: Draw) -> None:
    (found,) = errors(draw(S + TASKS + E, f"s>z {CHAIN}>z"))
    assert (found.key, found.element, found.params["count"]) == ("diagrams.reachability.unreachable_part", "u0", 19)


def test_an_unreached_ring_is_told_once(draw: Draw) -> None:
    (found,) = errors(draw(S + TASKS + E, f"s>z {CHAIN}>u0"))
    assert (found.key, found.element) == ("diagrams.reachability.unreachable_part", "u0")


def test_the_order_of_the_file_does_not_matter(draw: Draw) -> None:
    # given the consequence on a line before its cause
    (found,) = errors(draw(f'\n<user id="u"/>\n{S}{E}', "s>nowhere u>z"))
    assert found.element == "s_nowhere"


def test_an_element_that_is_not_run_is_told_once(draw: Draw) -> None:
    (found,) = errors(draw(S + '<bpmn:complexGateway id="c"/>' + E, "s>c>z"))
    assert found.rule == "known_elements"


def test_a_table_that_cannot_be_read_is_the_cause(draw: Draw) -> None:
    body = S + '<bpmn:businessRuleTask id="t" camunda:decisionRef="t" camunda:resultVariable="r"/>' + E
    found = errors(draw(body, "s>t>z", files={"t.dmn": b"<"}))
    assert {one.file for one in found} == {"t.dmn"}
    assert "diagrams.references.decision" in {below.key for one in found for below in one.folded}


def test_a_table_that_is_refused_is_the_cause(draw: Draw) -> None:
    body = S + '<bpmn:businessRuleTask id="t" camunda:decisionRef="t" camunda:resultVariable="r"/>' + E
    assert {one.file for one in errors(draw(body, "s>t>z", files={"t.dmn": DMN.encode()}))} == {"t.dmn"}


def test_a_file_that_cannot_be_read_is_the_cause(draw: Draw) -> None:
    body = S + '<bpmn:callActivity id="t" calledElement="other"/>' + E
    (found,) = errors(draw(body, "s>t>z", files={"other.bpmn": b"<"}))
    assert found.rule == "not_xml"
    assert [one.key for one in found.folded] == ["diagrams.references.process"]


def test_the_same_warning_elsewhere_is_folded(draw: Draw) -> None:
    body = S + "".join(f'<user id="u{n}" camunda:asyncNonsense="1"/>' for n in range(3)) + E
    (found,) = draw(body, "s>u0>u1>u2>z")
    assert (found.element, [one.element for one in found.folded]) == ("u0", ["u1", "u2"])
    assert [one["element"] for one in found.to_json("zh")["folded"]] == ["u1", "u2"]


def test_a_warning_never_hides_an_error(draw: Draw) -> None:
    body = S + '<bpmn:scriptTask id="k"><bpmn:script>import os</bpmn:script></bpmn:scriptTask><user id="lost"/>' + E
    found = draw(body, "s>k>z lost>z")
    assert {(one.key, one.element) for one in errors(found)} >= {
        ("diagrams.expressions", "k"),
        ("diagrams.reachability.unreachable", "lost"),
    }
