"""What a check tells of tables: each fault by its own name, with an example, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from engine.diagrams.bundle import Bundle
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.decision_functions import decision_functions
from engine.diagrams.lint.decision_tables import decision_tables
from tests.unit.engine.decisions.drawing import decision, decision_table, model

WHOLE = [("n", "integer", "")]
FAULTS: list[tuple[list[Any], list[Any], str, dict[str, Any], str, str]] = [
    (WHOLE, [("<= 3", "1"), (">= 3", "2")], "UNIQUE", {}, "error overlap", "n = 3"),
    (WHOLE, [("<= 3", "1"), (">= 3", "2")], "ANY", {}, "error disagreement", "n = 3"),
    (WHOLE, [("< 3", "1"), ("> 3", "2")], "FIRST", {}, "error gap", "n = 3"),
    (WHOLE, [("-", "1"), ("3", "2")], "FIRST", {}, "warning hidden", "n = 3"),
    ([("n", "integer", ">= 0")], [("-", "1"), ("< 0", "2")], "COLLECT", {}, "warning never", "n: < 0"),
    (WHOLE, [("-", "1"), ('"3"', "2")], "FIRST", {}, "error input_clash", '"3"'),
    (WHOLE, [("-", '"x"')], "UNIQUE", {"types": {"out": "number"}}, "error output_clash", "number"),
    (WHOLE, [("? > m", "1")], "COLLECT", {}, "warning unchecked", ""),
]


def context(*args: Any, **named: Any) -> Context:
    return Context(Bundle({"t.dmn": model(decision("grade", decision_table(*args, **named)))}))


@pytest.mark.parametrize(("columns", "rows", "policy", "more", "told", "example"), FAULTS)
def test_faults_are_told_with_an_example(
    columns: list[Any], rows: list[Any], policy: str, more: dict[str, Any], told: str, example: str
) -> None:
    read = context(columns, rows, policy, **more)
    assert read.findings == []
    found = list(decision_tables(read))
    assert told in {f"{one.severity} {one.key.removeprefix('decisions.')}" for one in found}
    for lang in ("zh", "en"):
        assert any(example in one.message(lang) for one in found)
        assert all(one.remedy(lang) != f"{one.key}.remedy" for one in found)


@pytest.mark.parametrize("policy", ["UNIQUE", "FIRST", "ANY"])
def test_a_whole_table_and_one_with_defaults_are_left_alone(policy: str) -> None:
    assert list(decision_tables(context(WHOLE, [("< 3", "1"), (">= 3", "2")], policy))) == []
    assert list(decision_tables(context(WHOLE, [("< 3", "1")], policy, defaults={"out": "2"}))) == []


def test_a_function_that_nobody_has_is_told() -> None:
    found = list(decision_functions(context(WHOLE, [("-", "launch(1)"), ("-", "due(n)"), ("-", "abs(n)")], "COLLECT")))
    assert [(one.key, one.params["name"]) for one in found] == [("diagrams.expressions.function", "launch")]
