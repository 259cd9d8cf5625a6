"""Overlaps and gaps are found with an input that shows them; what is told of a table is true."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.decisions.cells import input_cell
from engine.decisions.decision import Decision, Input, Rule
from engine.decisions.gaps import Uncheckable, coverage
from engine.decisions.reading import read_decisions
from engine.decisions.refusals import DecisionRefused
from engine.expressions.expression import compile_expression

Read = Callable[..., Any]
COUNT = ("deaths", "integer", ">= 0"), ("serious", "integer", ">= 0")
GRADES = [
    (">= 30", "-", "1"),
    ("< 30", ">= 100", "2"),
    ("[10..29]", "< 100", "3"),
    ("< 10", "[50..99]", "4"),
    ("[3..9]", "< 50", "5"),
    ("< 3", "[10..49]", "6"),
    ("1, 2", "< 10", "7"),
    ("0", "[1..9]", "8"),
    ("0", "0", "9"),
]
PROCEDURE = Path(__file__).parents[4] / "processes" / "case_consultation"


def test_the_table_of_grades_is_complete_without_overlap(read: Read) -> None:
    decision, _ = read(list(COUNT), GRADES)
    assert coverage(decision) == coverage(decision).__class__(gap=None, overlaps=())


@pytest.mark.parametrize("row", range(len(GRADES)))
def test_a_missing_row_is_shown_by_an_input_it_would_take(read: Read, row: int) -> None:
    # given the table without one of its rows
    decision, _ = read(list(COUNT), GRADES[:row] + GRADES[row + 1 :])
    # then the gap is an input that the missing row takes
    gap = coverage(decision).gap
    whole, _ = read(list(COUNT), GRADES)
    assert whole.evaluate(gap).rules == (f"r{row + 1}",)


def test_overlapping_rows_are_shown_by_an_input_both_take(read: Read) -> None:
    decision, _ = read(list(COUNT), [*GRADES[:2], ("[10..30]", "< 100", "3"), *GRADES[3:]])
    ((first, second, values),) = coverage(decision).overlaps
    assert (first, second, values["deaths"]) == ("r1", "r3", 30)


@pytest.mark.parametrize(
    ("columns", "rows", "gap"),
    [
        ([("n", "number", "")], [("< 3", "1"), ("> 3", "2")], {"n": 3}),
        ([("n", "number", "")], [("<= 3", "1"), (">= 4", "2")], {"n": 3.5}),
        ([("n", "integer", "")], [("<= 3", "1"), (">= 4", "2")], None),
        ([("t", "string", "")], [('"a"', "1")], {"t": "…"}),
        ([("t", "string", '"a", "b"')], [('"a"', "1"), ('"b"', "2")], None),
        ([("b", "boolean", "")], [("true", "1")], {"b": False}),
        ([("t", "string", "")], [("null", "1"), ('"a"', "2"), ('not("a")', "3")], None),
        ([("d", "string", "")], [('< "2026-01-01"', "1"), ('> "2026-01-01"', "2")], {"d": "2026-01-01"}),
        ([("n", "integer", "")], [("? in (1, 2)", "1"), ("not(1, 2)", "2")], None),
    ],
)
def test_gaps(read: Read, columns: list[Any], rows: list[Any], gap: dict[str, Any] | None) -> None:
    decision, findings = read(columns, rows)
    assert findings == []
    assert coverage(decision).gap == gap


@pytest.mark.parametrize("cell", ["? > m", "? > setting('x')"])
def test_cells_that_look_elsewhere_cannot_be_tried(read: Read, cell: str) -> None:
    decision, _ = read([("n", "integer", "")], [(cell, "1")])
    with pytest.raises(Uncheckable):
        coverage(decision)


CELLS = st.sampled_from(["-", "< 3", "<= 3", "> 3", ">= 3", "3", "[1..5]", "]1..5[", "not(3)", "1, 2", "? > 2", "-1"])
VALUES = st.integers(-3, 8)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5), VALUES, VALUES)
def test_what_is_said_of_a_table_is_true_of_every_input(rows: list[tuple[str, str]], a: int, b: int) -> None:
    # given any table of whole numbers
    always = input_cell("-")
    columns = tuple(Input(name, compile_expression(name), "integer", always, False) for name in ("a", "b"))
    one = compile_expression("1")
    rules = tuple(Rule(f"r{n}", n, tuple(input_cell(cell) for cell in row), (one,)) for n, row in enumerate(rows))
    decision = Decision("d", "d", "d.dmn", 1, "UNIQUE", columns, ("out",), rules)
    covered = coverage(decision)
    # then an input that is refused is one of the kinds it told
    try:
        decision.evaluate({"a": a, "b": b})
    except DecisionRefused as refused:
        told = covered.overlaps if refused.key == "diagrams.outcome_ambiguous" else covered.gap
        assert told
    # and what it told is refused
    for example in [covered.gap, *(values for _, _, values in covered.overlaps)]:
        if example is not None:
            with pytest.raises(DecisionRefused):
                decision.evaluate(example)


@pytest.mark.parametrize("name", ["accident_grade.dmn", "circumstances.dmn"])
def test_the_shipped_tables_are_complete(name: str) -> None:
    decisions, findings = read_decisions(name, (PROCEDURE / name).read_bytes())
    assert findings == []
    for decision in decisions:
        if decision.hit_policy == "UNIQUE":
            assert coverage(decision) == coverage(decision).__class__(gap=None, overlaps=())
