"""Tables answer right or refuse: one rule for UNIQUE, all for COLLECT, and never a guess for what is unknown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.decisions.cells import input_cell
from engine.decisions.refusals import CellRefused, DecisionRefused
from engine.errors import Refusal

Read = Callable[..., Any]
NUMBER = [("n", "integer", "")]


def no_condition(*_: object) -> bool:
    raise AssertionError("a FEEL cell needs no condition")


@pytest.mark.parametrize(
    ("cell", "passing", "failing"),
    [
        ("-", [1, "a", None], []),
        ("", [1], []),
        ("30", [30, 30.0], [29]),
        (">= 30", [30, 31], [29]),
        ("< 3", [2, -1], [3]),
        ("!= 3", [2], [3]),
        ("[3..9]", [3, 9], [2, 10]),
        ("]3..9[", [4, 8], [3, 9]),
        ("(3..9]", [9], [3]),
        ("1, 2, > 10", [1, 2, 11], [3, 10]),
        ("not(1, 2)", [3], [1, 2]),
        ("-5", [-5], [5]),
        ("1.5", [1.5], [1]),
        ('"a", "b"', ["a", "b"], ["c"]),
        ('not("a")', ["b"], ["a"]),
        ("'中文'", ["中文"], ["中"]),
        ('">= 3"', [">= 3"], ["3"]),
        ("true", [True], [False]),
        ("false", [False], [True]),
        ("null", [None], ["a", 1]),
        ("not(null)", ["a"], [None]),
        ('["2026-01-01".."2026-12-31"]', ["2026-06-01"], ["2027-01-01"]),
    ],
)
def test_feel_cells(cell: str, passing: list[Any], failing: list[Any]) -> None:
    test = input_cell(cell)
    assert [test.holds(value, no_condition) for value in passing] == [True] * len(passing)
    assert [test.holds(value, no_condition) for value in failing] == [False] * len(failing)


@pytest.mark.parametrize(
    "cell",
    ['"a" or "b"', "x", "3..9", "[9..3]", ">= ", "[1..\"a\"]", '"a', "1 2", ",", "not 3", "[1..2", ">= true", "a?b",
     "??", "?.x", "? if", "__import__('os')", "9" * 2000, "= = 3", "not(1", "n > 3", "[1,2]", "{1}"],
)  # fmt: skip
def test_what_is_no_cell_is_refused(cell: str) -> None:
    with pytest.raises(Refusal):
        input_cell(cell)


@pytest.mark.parametrize(
    "cell", ["10 <= ? <= 29", '? in ("a", "b") or n > 3', "? >= 10 and ? <= 29", "len(str(?)) == 2"]
)
def test_python_conditions_look_at_the_value(read: Read, cell: str) -> None:
    decision, findings = read(NUMBER, [(cell, '"yes"'), ("? < 0", '"no"')])
    assert findings == []
    assert decision.evaluate({"n": 12}).value() == "yes"


def test_a_condition_that_is_no_truth_is_refused(read: Read) -> None:
    decision, _ = read(NUMBER, [("? + 1", "1")])
    with pytest.raises(DecisionRefused):
        decision.evaluate({"n": 1})


def test_the_outcome_explains_itself(read: Read) -> None:
    decision, _ = read(NUMBER, [("< 3", '"small"'), (">= 3", '"large"')])
    outcome = decision.evaluate({"n": 5})
    assert (outcome.value(), outcome.rules, outcome.inputs) == ("large", ("r2",), {"n": 5})


def test_two_matching_rules_of_a_unique_table_are_refused(read: Read) -> None:
    decision, _ = read(NUMBER, [("<= 3", "1"), (">= 3", "2")])
    with pytest.raises(DecisionRefused) as refused:
        decision.evaluate({"n": 3})
    assert (refused.value.key, refused.value.params["rules"]) == ("diagrams.outcome_ambiguous", "r1, r2")


def test_no_matching_rule_of_a_unique_table_is_refused(read: Read) -> None:
    decision, _ = read(NUMBER, [("< 3", "1")])
    with pytest.raises(DecisionRefused) as refused:
        decision.evaluate({"n": 3})
    assert refused.value.params["inputs"] == "n=3"


@pytest.mark.parametrize(
    ("column", "value", "key"),
    [
        (("n", "integer", ""), None, "input_missing"),
        (("n", "integer", ""), "3", "input_of_other_kind"),
        (("n", "integer", ""), True, "input_of_other_kind"),
        (("n", "integer", ""), 2.5, "input_of_other_kind"),
        (("n", "integer", ">= 0"), -1, "input_not_allowed"),
        (("n", "string", '"a", "b"'), "c", "input_not_allowed"),
        (("n", "boolean", ""), 1, "input_of_other_kind"),
    ],
)
def test_a_missing_or_foreign_input_is_named(read: Read, column: tuple[str, str, str], value: Any, key: str) -> None:
    decision, _ = read([column], [("-", "1")])
    with pytest.raises(DecisionRefused) as refused:
        decision.evaluate({"n": value})
    assert refused.value.key == f"diagrams.{key}"
    assert refused.value.params["input"] == "n"


def test_values_of_different_sorts_are_not_compared(read: Read) -> None:
    decision, _ = read([("n", "", "")], [("> 3", "1")])
    with pytest.raises(DecisionRefused):
        decision.evaluate({"n": "4"})


def test_a_column_that_speaks_of_null_takes_it(read: Read) -> None:
    decision, _ = read([("n", "string", "")], [("null", "1"), ("not(null)", "2")])
    assert decision.evaluate({"n": None}).value() == 1
    assert decision.evaluate({"n": "a"}).value() == 2


def test_collect_gives_all(read: Read) -> None:
    decision, _ = read(NUMBER, [("> 1", '"a"'), ("> 2", '"b"'), ("> 9", '"c"')], policy="COLLECT")
    assert decision.evaluate({"n": 5}).value() == ["a", "b"]
    assert decision.evaluate({"n": 0}).value() == []


def test_several_outputs_give_an_object(read: Read) -> None:
    decision, _ = read(NUMBER, [("-", '"a"', "n + 1")], outputs=("x", "y"))
    assert decision.evaluate({"n": 1}).value() == {"x": "a", "y": 2}


def test_the_shape_of_the_result_can_be_chosen(read: Read) -> None:
    decision, _ = read(NUMBER, [("-", '"a"')])
    outcome = decision.evaluate({"n": 1})
    shapes = {name: outcome.value(name) for name in ("singleEntry", "singleResult", "collectEntries", "resultList")}
    assert shapes == {
        "singleEntry": "a",
        "singleResult": {"out": "a"},
        "collectEntries": ["a"],
        "resultList": [{"out": "a"}],
    }


@pytest.mark.parametrize("policy", ["FIRST", "ANY", "PRIORITY", "RULE ORDER", "OUTPUT ORDER"])
def test_other_hit_policies_are_findings(read: Read, policy: str) -> None:
    decision, findings = read(NUMBER, [("-", "1")], policy=policy)
    assert decision is None
    assert [one.rule for one in findings] == ["hit_policy"]


@pytest.mark.parametrize(
    ("rows", "rule"),
    [([("-",)], "rule_columns"), ([("x", "1")], "cell"), ([("-", "import os")], "cell"), ([], "table_without")],
)
def test_a_table_that_cannot_be_read_is_a_finding(read: Read, rows: list[tuple[str, ...]], rule: str) -> None:
    decision, findings = read(NUMBER, rows)
    assert decision is None
    assert rule in {one.rule for one in findings}


def test_a_refused_cell_tells_itself() -> None:
    with pytest.raises(CellRefused) as refused:
        input_cell('"a" or "b"')
    assert refused.value.params["cell"] == '"a" or "b"'
