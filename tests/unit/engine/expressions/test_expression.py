"""What a diagram may compute, and how plainly it is told what it may not."""

from __future__ import annotations

from typing import Any

import pytest

from engine.expressions.expression import compile_expression
from engine.expressions.refusals import ExpressionFailed, ExpressionRefused

DATA: dict[str, Any] = {
    "n": 61,
    "status": "filed",
    "decisions": [{"id": "d1", "lead": "education"}, {"id": "d2", "lead": "justice"}],
    "decision": {"id": "d1", "lead": "education", "supports": ["health", "justice"]},
    "nothing": None,
}


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("n >= 60", True),
        ("60 <= n < 62 and status == 'filed'", True),
        ("status in ('filed', 'closed')", True),
        ("status not in ['filed']", False),
        ("nothing is None", True),
        ("not n", False),
        ("-n + 2 * 3 - 7 // 2 + 7 % 4", -55),
        ("n / 2", 30.5),
        ("decision['lead'] + '_office'", "education_office"),
        ("decision.get('missing', 'none')", "none"),
        ("'yes' if n > 60 else 'no'", "yes"),
        ("[d['id'] for d in decisions if d['lead'] != 'justice'][0]", "d1"),
        ("{d['id']: d['lead'] for d in decisions}['d2']", "justice"),
        ("{**decision, 'lead': 'health'}['lead']", "health"),
        ("any(d['lead'] == 'justice' for d in decisions)", True),
        ("all(k != 'x' for k, v in decision.items())", True),
        ("sum(1 for d in decisions)", 2),
        ("sorted([3, 1, 2], reverse=True)[0]", 3),
        ("max([], default=0) + min(4, 2)", 2),
        ("join(sorted(decision['supports']), '、')", "health、justice"),
        ("numbered([{'lead': 'a'}, {'lead': 'b'}], 'd')[1]['id']", "d2"),
        ("distinct([u for d in decisions for u in (d['lead'], 'health')])", ["education", "health", "justice"]),
        ("round(2.567, 1)", 2.6),
        ("int('12') + len('中文')", 14),
        ("n >= 60 and\n  status == 'filed'", True),
        ("   n == 61", True),
        ("decision['supports'][:1]", ["health"]),
    ],
)
def test_it_computes_what_the_subset_offers(source: str, value: object) -> None:
    assert compile_expression(source).evaluate(DATA) == value


@pytest.mark.parametrize(
    ("source", "key", "line", "column", "node"),
    [
        ("n + ().x", "attribute", 1, 5, "Attribute"),
        ("n and\n  '中文'.upper()", "attribute", 2, 3, "Attribute"),
        ("n ** 2", "operator", 1, 1, "BinOp"),
        ("'a' * 9", "numbers_only", 1, 1, "BinOp"),
        ("'%d' % n", "numbers_only", 1, 1, "BinOp"),
        ("f'{n}'", "not_allowed", 1, 1, "JoinedStr"),
        ("lambda: n", "not_allowed", 1, 1, "Lambda"),
        ("{1, 2}", "not_allowed", 1, 1, "Set"),
        ("(x := 3)", "not_allowed", 1, 2, "NamedExpr"),
        ("len(*decisions)", "not_allowed", 1, 5, "Starred"),
        ("len(**decision)", "not_allowed", 1, 5, "keyword"),
        ("decision.get", "attribute", 1, 1, "Attribute"),
        ("decisions[0](n)", "indirect_call", 1, 1, "Call"),
        ("n is 61", "identity", 1, 1, "Compare"),
        ("_n", "private_name", 1, 1, "Name"),
        ("open('x')", "python_function", 1, 1, "Call"),
        ("true", "foreign_literal", 1, 1, "Name"),
        ("9999999999999999999", "number_too_large", 1, 1, "Constant"),
        ("b'x'", "not_allowed", 1, 1, "Constant"),
        ("'x'[0]['y']", "subscript", 1, 1, "Subscript"),
        ("(d for d in decisions)", "bare_generator", 1, 1, "GeneratorExp"),
        ("[1 for decision['x'] in decisions]", "target", 1, 1, "comprehension"),
    ],
)
def test_what_may_not_be_written_is_named_with_its_place(
    source: str, key: str, line: int, column: int, node: str
) -> None:
    with pytest.raises(ExpressionRefused) as refused:
        compile_expression(source)
    error = refused.value
    assert error.key == f"expressions.{key}"
    assert (error.line, error.node) == (line, node)
    assert node == "comprehension" or error.column == column


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("", "empty"),
        ("  \n ", "empty"),
        ("n = 3", "syntax"),
        ("n >", "syntax"),
        ("${n}", "braces"),
        ("'\\x41'", "backslash"),
        ("n\x00", "unreadable"),
        ("1" * 5000, "source_too_long"),
    ],
)
def test_what_cannot_be_read_is_refused(source: str, key: str) -> None:
    with pytest.raises(ExpressionRefused) as refused:
        compile_expression(source)
    assert refused.value.key == f"expressions.{key}"


def test_the_caret_stands_under_the_offending_place() -> None:
    with pytest.raises(ExpressionRefused) as refused:
        compile_expression("n > 1 and decision.lead")
    assert refused.value.caret == "n > 1 and decision.lead\n          ^"


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("missing > 1", "unknown_name"),
        ("decision['missing']", "unknown_entry"),
        ("decisions[9]", "unknown_entry"),
        ("nothing < 3", "failed"),
        ("n.get('x')", "failed"),
        ("1 / 0", "failed"),
        ("status * 9", "failed"),
        ("n * 1000000000000 * 1000000000000", "number_too_large"),
        ("1e15 * 10", "number_too_large"),
        ("nowhere(1)", "unknown_function"),
        ("str(decision)", "failed"),
        ("sum('abc')", "failed"),
        ("int('9' * 1)", None),
    ],
)
def test_what_has_no_value_is_refused_when_it_runs(source: str, key: str | None) -> None:
    if key is None:
        with pytest.raises(ExpressionRefused):
            compile_expression(source)
        return
    with pytest.raises(ExpressionFailed) as failed:
        compile_expression(source).evaluate(DATA)
    assert failed.value.key == f"expressions.{key}"


def test_data_cannot_shadow_a_function() -> None:
    # given data whose keys are the names of functions
    data = {"len": 5, "setting": "mine", "len()": 7}
    # when an expression calls these functions
    value = compile_expression("len([1, 2]) + setting('days') + len").evaluate(data, {"setting": lambda name: 30})
    # then the functions are called, and the data are still readable by their own name
    assert value == 2 + 30 + 5


def test_a_refusal_of_a_world_function_passes_unchanged() -> None:
    from engine.errors import Unknown

    def setting(name: str) -> object:
        raise Unknown("diagrams.unknown_setting", name=name)

    with pytest.raises(Unknown):
        compile_expression("setting('nothing')").evaluate({}, {"setting": setting})


def test_it_tells_what_it_reads_and_calls() -> None:
    expression = compile_expression("[d['id'] for d in decisions if before_due('report', n)]")
    assert expression.names == {"decisions", "n"}
    assert [(call.name, call.arguments, call.literal) for call in expression.calls] == [("before_due", 2, "report")]


def test_one_source_is_compiled_once() -> None:
    assert compile_expression("n >= 60") is compile_expression("n >= 60")
