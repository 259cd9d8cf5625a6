"""Tables answer right or refuse: each hit policy is held to its word, and what is unknown is never a guess."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.decisions.refusals import DecisionRefused
from engine.errors import Refusal

Read = Callable[..., Any]
NUMBER = [("n", "number", "")]
WHOLE = [("n", "integer", "")]
TEXT = [("t", "string", "")]


@pytest.mark.parametrize(
    ("cell", "passing", "failing"),
    [
        ("-", [1, "a"], []),
        ("", [1], []),
        ("30", [30, 30.0], [29]),
        (">= 30", [30, 31], [29]),
        ("< 3", [2, -1], [3]),
        ("[3..9]", [3, 9], [2, 10]),
        ("]3..9[", [4, 8], [3, 9]),
        ("(3..9]", [9], [3]),
        ("1, 2, > 10", [1, 2, 11], [3, 10]),
        ("not(1, 2)", [3], [1, 2]),
        ("-5", [-5], [5]),
        ("1.5", [1.5], [1]),
        ('"a", "b"', ["a", "b"], ["c"]),
        ('not("a")', ["b"], ["a"]),
        ('">= 3"', [">= 3"], ["3"]),
        ("true", [True], [False]),
        ("? > 3 and ? < 9", [4], [3, 9]),
        ("n + 1", [], [5]),
        ('date("2026-01-01")', ["2026-01-01"], ["2026-01-02"]),
    ],
)
def test_cells(read: Read, cell: str, passing: list[Any], failing: list[Any]) -> None:
    type_ = "date" if cell.startswith("date") else ""
    library, findings = read([("n", type_, "")], [(cell, "1")])
    assert findings == []
    assert [library.evaluate("grade", {"n": value}).result for value in passing] == [1] * len(passing)
    assert [library.evaluate("grade", {"n": value}).result for value in failing] == [None] * len(failing)


@pytest.mark.parametrize(
    "cell",
    ["[1..", ">= ", '"a', "1 2", "__import__('os')", "9" * 20_000, "= = 3", "not(1", "{1}"],
)
def test_what_is_no_cell_is_a_finding(read: Read, cell: str) -> None:
    library, findings = read(NUMBER, [(cell, "1")])
    assert [one.rule for one in findings] == ["cell"]
    with pytest.raises(DecisionRefused) as refused:
        library.evaluate("grade", {"n": 1})
    assert refused.value.key == "decisions.not_usable"


def test_the_outcome_explains_itself(read: Read) -> None:
    library, _ = read(NUMBER, [("< 3", '"small"'), (">= 3", '"large"')])
    outcome = library.evaluate("grade", {"n": 5})
    assert (outcome.result, outcome.rules, outcome.inputs) == ("large", ("r2",), {"n": 5})
    assert outcome.explained() == [
        {
            "decision": "grade",
            "table": "grade",
            "rule": 2,
            "id": "r2",
            "inputs": {"n": 5},
            "outputs": {"out": "large"},
            "text": "",
        }
    ]


# -- hit policies ----------------------------------------------------------------------------------------------------

ABOVE = [("> 1", '"a"'), ("> 2", '"b"'), ("> 3", '"c"')]
RANKED = {"values": {"out": '"c", "a", "b"'}}


@pytest.mark.parametrize(
    ("policy", "more", "answers"),
    [
        ("FIRST", {}, {2: "a", 3: "a", 5: "a", 0: None}),
        ("PRIORITY", RANKED, {2: "a", 3: "a", 5: "c", 0: None}),
        ("RULE ORDER", {}, {2: ["a"], 3: ["a", "b"], 5: ["a", "b", "c"], 0: []}),
        ("OUTPUT ORDER", RANKED, {2: ["a"], 3: ["a", "b"], 5: ["c", "a", "b"], 0: []}),
        ("COLLECT", {}, {2: ["a"], 3: ["a", "b"], 5: ["a", "b", "c"], 0: []}),
        ("COLLECT", {"aggregation": "COUNT"}, {2: 1, 5: 3, 0: 0}),
    ],
)
def test_hit_policies(read: Read, policy: str, more: dict[str, Any], answers: dict[int, Any]) -> None:
    library, findings = read(NUMBER, ABOVE, policy, **more)
    assert findings == []
    assert {n: library.evaluate("grade", {"n": n}).result for n in answers} == answers


@pytest.mark.parametrize(
    ("aggregation", "answers"),
    [
        ("SUM", {2: 0.1, 3: 0.3, 5: 0.6, 0: None}),
        ("MIN", {2: 0.1, 3: 0.1, 5: 0.1, 0: None}),
        ("MAX", {2: 0.1, 3: 0.2, 5: 0.3, 0: None}),
    ],
)
def test_aggregations_count_exactly(read: Read, aggregation: str, answers: dict[int, Any]) -> None:
    library, _ = read(NUMBER, [("> 1", "0.1"), ("> 2", "0.2"), ("> 3", "0.3")], "COLLECT", aggregation=aggregation)
    assert {n: library.evaluate("grade", {"n": n}).result for n in answers} == answers


@pytest.mark.parametrize(
    ("policy", "rows", "more", "key"),
    [
        ("UNIQUE", [("<= 3", "1"), (">= 3", "2")], {}, "outcome_ambiguous"),
        ("UNIQUE", [("<= 3", "1"), (">= 3", "1")], {}, "outcome_ambiguous"),
        ("ANY", [("<= 3", "1"), (">= 3", "2")], {}, "outcome_disagrees"),
        ("PRIORITY", [("3", '"x"')], {"values": {"out": '"a", "b"'}}, "output_not_allowed"),
        ("COLLECT", [("3", '"x"')], {"aggregation": "SUM"}, "outcome_no_number"),
        ("COLLECT", [("3", '"x"'), ("3", "1")], {"aggregation": "MAX"}, "outcome_no_number"),
        ("FIRST", [("3", '"x"')], {"types": {"out": "number"}}, "output_of_other_kind"),
    ],
)
def test_a_broken_policy_is_refused_never_guessed(
    read: Read, policy: str, rows: list[Any], more: dict[str, Any], key: str
) -> None:
    library, _ = read(NUMBER, rows, policy, **more)
    with pytest.raises(DecisionRefused) as refused:
        library.evaluate("grade", {"n": 3})
    assert refused.value.key == f"decisions.{key}"


def test_any_answers_where_all_agree(read: Read) -> None:
    library, _ = read(NUMBER, [("<= 3", "1 + 1"), (">= 3", "2")], "ANY")
    assert library.evaluate("grade", {"n": 3}).result == 2


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("FIRST", {"x": "a", "y": 1}),
        ("RULE ORDER", [{"x": "a", "y": 1}, {"x": "b", "y": 2}]),
        ("OUTPUT ORDER", [{"x": "b", "y": 2}, {"x": "a", "y": 1}]),
        ("PRIORITY", {"x": "b", "y": 2}),
    ],
)
def test_several_outputs_give_objects(read: Read, policy: str, expected: Any) -> None:
    rows = [("-", '"a"', "1"), ("-", '"b"', "2")]
    library, _ = read(NUMBER, rows, policy, ("x", "y"), values={"x": '"b", "a"'})
    assert library.evaluate("grade", {"n": 1}).result == expected


def test_equal_rank_with_different_answers_is_refused(read: Read) -> None:
    rows = [("-", '"a"', "1"), ("-", '"a"', "2")]
    library, _ = read(NUMBER, rows, "PRIORITY", ("x", "y"), values={"x": '"b", "a"'})
    with pytest.raises(DecisionRefused) as refused:
        library.evaluate("grade", {"n": 1})
    assert refused.value.key == "decisions.outcome_of_equal_rank"


@pytest.mark.parametrize(("policy", "expected"), [("UNIQUE", "x"), ("FIRST", "x"), ("COLLECT", ["x"])])
def test_defaults_answer_where_no_rule_matches(read: Read, policy: str, expected: Any) -> None:
    library, _ = read(NUMBER, [("3", '"a"')], policy, defaults={"out": '"x"'})
    assert library.evaluate("grade", {"n": 1}, strict=True).result == expected


@pytest.mark.parametrize(
    ("policy", "more", "rule"),
    [
        ("SOME", {}, "hit_policy"),
        ("PRIORITY", {}, "priority_without_values"),
        ("OUTPUT ORDER", {}, "priority_without_values"),
        ("UNIQUE", {"aggregation": "SUM"}, "aggregation"),
        ("COLLECT", {"aggregation": "MEAN"}, "aggregation"),
    ],
)
def test_a_policy_that_cannot_work_is_a_finding(read: Read, policy: str, more: dict[str, Any], rule: str) -> None:
    _, findings = read(NUMBER, [("-", "1")], policy, **more)
    assert [one.rule for one in findings] == [rule]


def test_several_outputs_cannot_be_aggregated(read: Read) -> None:
    _, findings = read(NUMBER, [("-", "1", "2")], "COLLECT", ("x", "y"), aggregation="SUM")
    assert [one.rule for one in findings] == ["aggregation_of_several"]


# -- inputs ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value", "key"),
    [
        (("n", "integer", ""), "3", "input_of_other_kind"),
        (("n", "integer", ""), True, "input_of_other_kind"),
        (("n", "integer", ""), 2.5, "input_of_other_kind"),
        (("n", "integer", ">= 0"), -1, "input_not_allowed"),
        (("n", "string", '"a", "b"'), "c", "input_not_allowed"),
        (("n", "boolean", ""), 1, "input_of_other_kind"),
        (("n", "date", ""), "2026-13-01", "input_of_other_kind"),
    ],
)
def test_a_foreign_input_is_named(read: Read, column: tuple[str, str, str], value: Any, key: str) -> None:
    library, _ = read([column], [("-", "1")])
    with pytest.raises(DecisionRefused) as refused:
        library.evaluate("grade", {"n": value})
    assert refused.value.key == f"decisions.{key}"
    assert refused.value.params["input"] == "n"


def test_a_missing_input_is_null_by_the_standard_and_refused_in_a_case(read: Read) -> None:
    library, _ = read(WHOLE, [("-", "1")])
    assert library.evaluate("grade", {}).result == 1
    with pytest.raises(DecisionRefused) as refused:
        library.evaluate("grade", {}, strict=True)
    assert refused.value.key == "decisions.input_missing"


def test_a_column_that_speaks_of_null_takes_it_in_a_case(read: Read) -> None:
    library, _ = read(TEXT, [("null", "1"), ("not(null)", "2")])
    assert library.evaluate("grade", {"t": None}, strict=True).result == 1
    assert library.evaluate("grade", {"t": "a"}, strict=True).result == 2


def test_an_open_question_is_null_by_the_standard_and_refused_in_a_case(read: Read) -> None:
    library, _ = read(NUMBER, [("< 3", "1")])
    assert library.evaluate("grade", {"n": 3}).result is None
    with pytest.raises(DecisionRefused) as refused:
        library.evaluate("grade", {"n": 3}, strict=True)
    assert refused.value.params["inputs"] == "n = 3"


def test_values_of_different_kinds_are_not_compared_in_a_case(read: Read) -> None:
    library, _ = read([("n", "", "")], [("> 3", "1")])
    assert library.evaluate("grade", {"n": "4"}).result is None
    with pytest.raises(DecisionRefused) as refused:
        library.evaluate("grade", {"n": "4"}, strict=True)
    assert refused.value.key == "decisions.cell_cannot_tell"


# -- the shape a process takes ---------------------------------------------------------------------------------------


def test_the_shape_of_the_result_can_be_chosen(read: Read) -> None:
    library, _ = read(NUMBER, [("-", '"a"')])
    outcome = library.evaluate("grade", {"n": 1})
    shapes = {name: outcome.value(name) for name in ("singleEntry", "singleResult", "collectEntries", "resultList")}
    assert shapes == {
        "singleEntry": "a",
        "singleResult": {"out": "a"},
        "collectEntries": ["a"],
        "resultList": [{"out": "a"}],
    }


def test_a_shape_that_does_not_fit_is_refused(read: Read) -> None:
    library, _ = read(NUMBER, ABOVE, "COLLECT")
    with pytest.raises(Refusal):
        library.evaluate("grade", {"n": 5}).value("singleEntry")


# -- notations -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "output", "value", "expected"),
    [
        ("${cellInput > 3}", "${n + 1}", 4, 5),
        ("${n gt 3 and n lt 9}", "'x'.concat('y')" and "${n}", 4, 4),
        ("cellInput > 3", "n + 1", 4, 5),
    ],
)
def test_camundas_spelling_in_cells(read: Read, cell: str, output: str, value: int, expected: Any) -> None:
    library, findings = read([("n", "integer", "")], [(cell, output)])
    assert findings == []
    assert library.evaluate("grade", {"n": value}).result == expected
