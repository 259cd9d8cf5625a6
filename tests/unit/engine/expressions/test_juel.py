"""`${…}` means what engines of the Camunda 7 family mean by it, or is refused with its place and its name."""

from __future__ import annotations

from typing import Any

import pytest

from engine.expressions.expression import compile_expression
from engine.expressions.notation import Notation
from engine.expressions.refusals import ExpressionFailed, ExpressionRefused

DATA: dict[str, Any] = {
    "n": 61,
    "price": 2.5,
    "status": "filed",
    "approved": True,
    "numeral": "61",
    "nothing": None,
    "blank": "",
    "flags": {"LIP": True, "WELSH": None},
    "orders": [{"id": "a", "price": 100}, {"id": "b", "price": 250}],
    "units": ["health", "justice"],
    "none": [],
    "中文": "是",
    "wide": "😀x",
}


def evaluated(source: str) -> Any:
    return compile_expression(source, Notation.JUEL).evaluate(DATA)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        # comparisons, both spellings
        ("${n >= 60 && n ge 60}", True),
        ("${n == 61 and n eq 61}", True),
        ("${n != 61 || n ne 61}", False),
        ("${n < 1 or n lt 1 or n > 99 or n gt 99 or n le 1}", False),
        ("#{approved}", True),
        ("${not approved}", False),
        ("${!(status == 'filed')}", False),
        ('${ execution.getVariable("approved") == true }', True),
        # null
        ("${nothing == null}", True),
        ("${nothing != 'x'}", True),
        ("${nothing > 1 or nothing < 1}", False),
        ("${nothing <= null}", True),
        ("${nothing + 1}", 1),
        ("${nothing && approved}", False),
        ("${empty nothing and empty blank and empty none and not empty units}", True),
        # coercion by the other side
        ("${numeral == 61}", True),
        ("${numeral + 1}", 62),
        ("${'1.5' + 1}", 2.5),
        ("${approved == 'true' and approved == 'TRUE'}", True),
        ("${approved == 'yes'}", False),
        ("${'true' && approved}", True),
        ("${'10' < '9'}", True),
        ("${'10' < 9}", False),
        ("${'' == 0}", True),
        # arithmetic: a double quotient, a remainder with the sign of the dividend
        ("${7 / 2} ", 3.5),
        ("${6 div 3}", 2.0),
        ("${-7 % 3}", -1),
        ("${-7 mod 3.0}", -1.0),
        ("${2 + 3 * 4 - -1}", 15),
        ("${-numeral}", -61),
        # conditional, access
        ("${approved ? 'a' : n > 1 ? 'b' : 'c'}", "a"),
        ("${orders[1].price >= 250}", True),
        ("${orders[1]['id'] += '!'}", "b!"),
        ("${orders['0'].id}", "a"),
        ("${orders[9]}", None),
        ("${flags.missing.deeper}", None),
        ("${flags.WELSH == true}", False),
        ("${empty flags.WELSH || !flags.WELSH}", True),
        ("${中文 == '是'}", True),
        ("${[1, 'a', [null]]}", [1, "a", [None]]),
        ("${{'a': n, 'b': {}}['a']}", 61),
        # texts
        ("${'it\\'s \\\\'}", "it's \\"),
        ('${"a\'b"}', "a'b"),
        ("Case ${n} of ${status}, ${approved}, ${nothing}${price}", "Case 61 of filed, true, 2.5"),
        ("no placeholder", "no placeholder"),
        ("\\${n} ${n}", "${n} 61"),
        ("${10000000.0 += ''}", "1.0E7"),
        ("${0.00012 += ''}", "1.2E-4"),
        ("${-12345678.9 += ''}", "-1.23456789E7"),
        # methods
        ("${status.equals('filed') && !status.equals(n)}", True),
        ("${status.equalsIgnoreCase('FILED')}", True),
        ("${status.contains('il') && status.startsWith('f') && status.endsWith('d')}", True),
        ("${status.toUpperCase().substring(1, 3)}", "IL"),
        ("${' a '.trim().length()}", 1),
        ("${wide.length()}", 3),
        ("${wide.indexOf('x')}", 2),
        ("${wide.substring(2)}", "x"),
        ("${status.replace('i', 'o').concat(1)}", "foled1"),
        ("${units.size() == 2 && !units.isEmpty() && units.contains('health')}", True),
        ("${units.get(1)}", "justice"),
        ("${flags.get('LIP') && flags.containsKey('WELSH') && !flags.containsKey('x')}", True),
        ("${price.intValue() + n.toString().length()}", 4),
        ("${execution.hasVariable('n') && !execution.hasVariable('x') && empty execution.getVariable('x')}", True),
        ("${execution.getVariable(status) == null}", True),
        ("${len(units) + max(1, 2)}", 4),
    ],
)
def test_it_means_what_the_language_says(source: str, value: object) -> None:
    found = evaluated(source)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("source", "key", "column"),
    [
        ("${}", "empty_placeholder", 3),
        ("", "empty", 1),
        ("${n", "open_placeholder", 1),
        ("${n >}", "ends_early", 6),
        ("${n = 1}", "assignment", 5),
        ("${n 1}", "unexpected", 5),
        ("${n -> 1}", "unexpected", 6),
        ("${n; 1}", "unexpected", 4),
        ("a ${n} #{n}", "mixed_placeholders", 8),
        ("${'\\n'}", "escape", 4),
        ("${bean.doIt(n)}", "method", 3),
        ("${status.matches('.*')}", "method", 3),
        ("${status.getClass()}", "method", 3),
        ("${status.class}", "java_only", 3),
        ("${status['class'].x.class.y}", "java_only", 3),
        ("${status.substring()}", "method_arguments", 3),
        ("${execution.engineServices}", "execution", 3),
        ("${execution.setVariable('x', 1)}", "execution", 3),
        ("${f(execution)}", "execution", 5),
        ("${fn:length(n)}", "prefixed_function", 3),
        ("${status + 'x'}", "adding_texts", 12),
        ("${status * 'x'}", "numbers_only", 12),
        ("${9999999999999999999999}", "number_too_large", 3),
        ("x\n  ${n.foo()}", "method", 5),
    ],
)
def test_what_it_does_not_offer_is_refused_by_name(source: str, key: str, column: int) -> None:
    with pytest.raises(ExpressionRefused) as refused:
        compile_expression(source, Notation.JUEL)
    assert (refused.value.key, refused.value.column) == (f"expressions.{key}", column)


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("${missing}", "unknown_name"),
        ("${missing.part}", "unknown_name"),
        ("${status == 1}", "not_a_number"),
        ("${status + 1}", "not_a_number"),
        ("${approved + 1}", "not_a_number"),
        ("${n && approved}", "not_a_truth"),
        ("${n ? 1 : 2}", "not_a_truth"),
        ("${1 / 0}", "division_by_zero"),
        ("${1 % nothing}", "division_by_zero"),
        ("${status.length}", "no_property"),
        ("${units.size}", "no_property"),
        ("${nothing.trim()}", "no_method"),
        ("${n.trim()}", "no_method"),
        ("${n.equals(61)}", "number_identity"),
        ("${units.contains(1)}", "number_identity"),
        ("${units.get(2)}", "unknown_entry"),
        ("${units < units}", "not_ordered"),
        ("units: ${units}", "no_text"),
        ("${status.substring(9)}", "unknown_entry"),
        ("${1e15 * 10}", "number_too_large"),
        ("${f(1)}", "unknown_function"),
        ("${execution.id}", "no_property"),
    ],
)
def test_what_has_no_value_is_refused_when_it_runs(source: str, key: str) -> None:
    with pytest.raises(ExpressionFailed) as failed:
        evaluated(source)
    assert failed.value.key == f"expressions.{key}"


def test_it_tells_what_it_reads_and_calls() -> None:
    expression = compile_expression("${execution.getVariable('a') == b.c && before_due('report', n)}", Notation.JUEL)
    assert expression.names == {"a", "b", "n"}
    assert [(call.name, call.arguments, call.literal, call.column) for call in expression.calls] == [
        ("before_due", 2, "report", 40)
    ]


def test_functions_are_handed_in_and_never_come_from_the_data() -> None:
    expression = compile_expression("${working_days(n, 2) + n}", Notation.JUEL)
    assert expression.evaluate({"n": 1, "working_days": 9}, {"working_days": lambda a, b: a + b}) == 4


def test_the_execution_answers_what_the_caller_tells_of_it() -> None:
    # given a caller that tells the key of the case
    data = {"execution": {"processBusinessKey": "2026-1"}, "x": 1}
    # when it is asked as a property and by its getter, beside a variable of the task
    source = "${execution.processBusinessKey == execution.getProcessBusinessKey() && task.getVariable('x') == 1}"
    expression = compile_expression(source, Notation.JUEL)
    # then both answer, and the caller knows that it must tell
    assert expression.evaluate(data) is True
    assert expression.names == {"execution", "x"}
