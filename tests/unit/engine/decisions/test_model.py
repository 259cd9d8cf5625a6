"""Whole models: decisions that require others, functions, boxed expressions, types, and files that import files."""

from __future__ import annotations

from typing import Any

import pytest

from engine.decisions.library import Library
from engine.decisions.model_reader import read_models
from engine.decisions.refusals import DecisionRefused, DecisionUnknown
from engine.errors import Refusal
from tests.unit.engine.decisions.drawing import decision, decision_table, literal, model

NAMESPACES = (
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "http://www.omg.org/spec/DMN/20151101",
    "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
)
N = '<inputData id="n" name="n"><variable name="n" typeRef="number"/></inputData>'


def library(*elements: str, **named: Any) -> Library:
    return read_models({"m.dmn": model(*elements, **named)})


def answer(elements: tuple[str, ...], asked: str, **data: Any) -> Any:
    read = library(*elements)
    assert list(read.findings) == []
    return read.evaluate(asked, data).result


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_every_version_of_the_standard_is_read(namespace: str) -> None:
    read = library(decision("a", literal("n + 1")), namespace=namespace)
    assert read.evaluate("a", {"n": 1}).result == 2


def test_what_is_not_dmn_is_a_finding() -> None:
    assert [one.rule for one in library(decision("a", literal("1")), namespace="urn:x").findings] == ["not_dmn"]


def test_a_decision_sees_the_answers_it_requires() -> None:
    elements = (
        N,
        decision("low", literal("n - 1"), ("?n",)),
        decision("grade", decision_table([("low", "number", "")], [("< 3", '"a"'), (">= 3", '"b"')]), ("low",)),
        decision("told", literal('"grade " + grade'), ("grade",)),
    )
    assert answer(elements, "told", n=4) == "grade b"


def test_required_decisions_are_explained_before_those_that_require_them() -> None:
    rows = [("-", "1")]
    read = library(
        decision("a", decision_table([("n", "", "")], rows)),
        decision("b", decision_table([("a", "", "")], rows), ("a",)),
    )
    outcome = read.evaluate("b", {"n": 7})
    assert [(line["decision"], line["inputs"]) for line in outcome.explained()] == [("a", {"n": 7}), ("b", {"a": 1})]


def test_a_shared_requirement_is_made_and_told_once() -> None:
    read = library(
        decision("a", decision_table([("n", "", "")], [("-", "1")])),
        decision("b", literal("a"), ("a",)),
        decision("c", literal("a"), ("a",)),
        decision("d", literal("b + c"), ("b", "c")),
    )
    outcome = read.evaluate("d", {"n": 7})
    assert outcome.result == 2
    assert [one.decision for one in outcome.chain()] == ["a", "b", "c", "d"]


def test_a_required_table_is_seen_by_the_names_of_its_columns_as_camunda_does() -> None:
    elements = (
        decision("a", decision_table([("n", "", "")], [("-", "1", "2")], outputs=("x", "y"))),
        decision("b", literal("x + y"), ("a",)),
    )
    assert answer(elements, "b", n=0) == 3


def test_a_circle_is_a_finding_and_refused() -> None:
    read = library(decision("a", literal("b"), ("b",)), decision("b", literal("a"), ("a",)))
    assert [one.rule for one in read.findings] == ["requires_itself"]
    with pytest.raises(DecisionRefused):
        read.evaluate("a", {})


def test_what_is_required_must_be_there() -> None:
    read = library(decision("a", literal("1"), ("gone",)))
    assert [one.rule for one in read.findings] == ["requires_unknown"]
    with pytest.raises(DecisionRefused):
        read.evaluate("a", {})


def test_one_broken_decision_leaves_the_others_to_be_asked() -> None:
    read = library(decision("a", literal("1 +")), decision("b", literal("2")))
    assert read.evaluate("b", {}).result == 2
    with pytest.raises(DecisionRefused):
        read.evaluate("a", {})


def test_decisions_are_found_by_id_or_name_and_ids_are_optional() -> None:
    read = library(f'<decision name="the first">{literal("1")}</decision>', decision("b", literal("2")))
    assert read.evaluate("the first", {}).result == 1
    with pytest.raises(DecisionUnknown):
        read.evaluate("c", {})


def test_a_name_that_two_decisions_have_is_refused() -> None:
    read = library(*(f'<decision id="{n}" name="x">{literal(n)}</decision>' for n in "12"))
    assert read.findings == ()
    with pytest.raises(DecisionUnknown):
        read.evaluate("x", {})


# -- boxed expressions -----------------------------------------------------------------------------------------------


def entry(name: str, logic: str) -> str:
    variable = f'<variable name="{name}"/>' if name else ""
    return f"<contextEntry>{variable}{logic}</contextEntry>"


def test_a_context_gives_an_object_and_later_lines_see_earlier_ones() -> None:
    lines = entry("a", literal("1")) + entry("b", literal("a + 1"))
    assert answer((decision("d", f"<context>{lines}</context>"),), "d") == {"a": 1, "b": 2}


def test_the_last_line_of_a_context_may_be_its_answer() -> None:
    lines = entry("a", literal("1")) + entry("", literal("a + 1"))
    assert answer((decision("d", f"<context>{lines}</context>"),), "d") == 2


KNOWN = (
    '<businessKnowledgeModel id="twice" name="twice"><encapsulatedLogic><formalParameter name="x" typeRef="number"/>'
    + literal("x * 2")
    + "</encapsulatedLogic></businessKnowledgeModel>"
)


def test_functions_are_called_from_expressions_and_by_invocations() -> None:
    invoked = f'<invocation>{literal("twice")}<binding><parameter name="x"/>{literal("n")}</binding></invocation>'
    elements = (
        KNOWN,
        decision("a", literal("twice(n) + 1"), knows=("twice",)),
        decision("b", invoked, knows=("twice",)),
    )
    assert answer(elements, "a", n=4) == 9
    assert answer(elements, "b", n=4) == 8


def test_a_function_of_another_language_is_refused_by_name() -> None:
    java = KNOWN.replace("<encapsulatedLogic>", '<encapsulatedLogic kind="Java">')
    read = library(java, decision("a", literal("twice(1)"), knows=("twice",)))
    assert [one.rule for one in read.findings] == ["function_kind"]
    with pytest.raises(Refusal):
        read.evaluate("a", {})


@pytest.mark.parametrize(
    ("logic", "expected"),
    [
        (f"<list>{literal('1')}{literal('n')}</list>", [1, 4]),
        (
            f"<relation><column name='a'/><column name='b'/><row>{literal('1')}{literal('n')}</row></relation>",
            [{"a": 1, "b": 4}],
        ),
        (
            f"<conditional><if>{literal('n > 3')}</if><then>{literal('1')}</then>"
            f"<else>{literal('2')}</else></conditional>",
            1,
        ),
        (
            f"<for iteratorVariable='i'><in>{literal('[1, 2]')}</in><return>{literal('i * n')}</return></for>",
            [4, 8],
        ),
        (
            f"<some iteratorVariable='i'><in>{literal('[1, 5]')}</in><satisfies>{literal('i > n')}</satisfies></some>",
            True,
        ),
        (
            f"<every iteratorVariable='i'><in>{literal('[1, 5]')}</in>"
            f"<satisfies>{literal('i > n')}</satisfies></every>",
            False,
        ),
        (f"<filter><in>{literal('[1, 5]')}</in><match>{literal('item > n')}</match></filter>", [5]),
    ],
)
def test_boxed_expressions(logic: str, expected: Any) -> None:
    assert answer((decision("d", logic),), "d", n=4) == expected


# -- types -----------------------------------------------------------------------------------------------------------

PERSON = (
    '<itemDefinition name="tPerson"><itemComponent name="age"><typeRef>number</typeRef></itemComponent>'
    '<itemComponent name="born on"><typeRef>date</typeRef></itemComponent></itemDefinition>'
    '<itemDefinition name="tColour"><typeRef>string</typeRef><allowedValues><text>"red", "blue"</text></allowedValues>'
    '</itemDefinition><itemDefinition name="tColours" isCollection="true"><typeRef>tColour</typeRef></itemDefinition>'
)


def typed(name: str, type_: str) -> str:
    return f'<inputData id="{name}" name="{name}"><variable name="{name}" typeRef="{type_}"/></inputData>'


def test_data_are_read_by_their_types() -> None:
    elements = (PERSON, typed("p", "tPerson"), decision("d", literal("p.born on.year + p.age"), ("?p",)))
    assert answer(elements, "d", p={"age": 3, "born on": "2020-02-01"}) == 2023


@pytest.mark.parametrize(
    ("type_", "value"),
    [("tColour", "green"), ("tPerson", 3), ("tPerson", {"age": "x"}), ("tColours", ["red", "green"]), ("number", "1")],
)
def test_data_of_another_type_are_refused(type_: str, value: Any) -> None:
    read = library(PERSON, typed("v", type_), decision("d", literal("v"), ("?v",)))
    with pytest.raises(DecisionRefused) as refused:
        read.evaluate("d", {"v": value})
    assert refused.value.key == "decisions.input_of_other_kind"


@pytest.mark.parametrize(
    ("declared", "rule"),
    [
        ('<itemDefinition name="a"><typeRef>b</typeRef></itemDefinition>'
         '<itemDefinition name="b"><typeRef>a</typeRef></itemDefinition>', "type_cycle"),
        ("", "type_unknown"),
    ],
)  # fmt: skip
def test_a_type_that_means_nothing_is_a_finding(declared: str, rule: str) -> None:
    read = library(declared, typed("v", "a"), decision("d", literal("v"), ("?v",)))
    assert [one.rule for one in read.findings] == [rule]


def test_a_list_of_one_stands_for_its_entry_and_the_other_way_round() -> None:
    elements = (PERSON, typed("v", "tColours"), decision("d", literal("v[1]"), ("?v",)))
    assert answer(elements, "d", v="red") == "red"


# -- several files ---------------------------------------------------------------------------------------------------


def test_files_may_require_what_other_files_declare() -> None:
    other = (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" namespace="urn:other" name="o">'
        + decision("base", literal("40 + n"))
        + "</definitions>"
    ).encode()
    own = model(
        '<import name="o" namespace="urn:other" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>',
        '<decision id="a" name="a"><informationRequirement><requiredDecision href="urn:other#base"/>'
        f"</informationRequirement>{literal('o.base + 1')}</decision>",
    )
    read = read_models({"own.dmn": own, "other.dmn": other})
    assert read.findings == ()
    assert read.evaluate("a", {"n": 1}).result == 42
