"""Overlaps, gaps and rules never reached are found with an input that shows them; what is told of a table is true."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.decisions.clashes import clashes
from engine.decisions.coverage import Coverage, coverage
from engine.decisions.library import Library
from engine.decisions.model_reader import read_models
from engine.decisions.refusals import DecisionRefused
from engine.decisions.stretches import OTHER_TEXT, Uncheckable
from engine.decisions.table import Table
from engine.expressions.feel_values.exchange import plain
from tests.unit.engine.decisions.drawing import decision, decision_table, model

Draw = Callable[..., Table]
COUNT = [("deaths", "integer", ">= 0"), ("serious", "integer", ">= 0")]
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
WHOLE = Coverage(None)


def test_the_table_of_grades_is_complete_without_overlap(table: Draw) -> None:
    assert coverage(table(COUNT, GRADES)) == WHOLE


@pytest.mark.parametrize("row", range(len(GRADES)))
def test_a_missing_row_is_shown_by_an_input_it_would_take(table: Draw, read: Callable[..., Any], row: int) -> None:
    # given the table without one of its rows
    gap = coverage(table(COUNT, GRADES[:row] + GRADES[row + 1 :])).gap
    # then the gap is an input that the missing row takes
    whole, _ = read(COUNT, GRADES)
    assert gap is not None
    assert whole.evaluate("grade", gap).rules == (f"r{row + 1}",)


def test_overlapping_rows_are_shown_by_an_input_both_take(table: Draw) -> None:
    drawn = table(COUNT, [*GRADES[:2], ("[10..30]", "< 100", "3"), *GRADES[3:]])
    ((first, second, values),) = coverage(drawn).overlaps
    assert (first, second, values["deaths"]) == (1, 3, 30)


@pytest.mark.parametrize(
    ("columns", "rows", "gap"),
    [
        ([("n", "number", "")], [("< 3", "1"), ("> 3", "2")], {"n": 3}),
        ([("n", "number", "")], [("<= 3", "1"), (">= 4", "2")], {"n": 3.5}),
        ([("n", "integer", "")], [("<= 3", "1"), (">= 4", "2")], None),
        ([("t", "string", "")], [('"a"', "1")], {"t": OTHER_TEXT}),
        ([("t", "string", '"a", "b"')], [('"a"', "1"), ('"b"', "2")], None),
        ([("b", "boolean", "")], [("true", "1")], {"b": False}),
        ([("t", "string", "")], [("null", "1"), ('"a"', "2"), ('not(null, "a")', "3")], None),
        ([("d", "date", "")], [('< date("2026-01-01")', "1"), ('> date("2026-01-01")', "2")], {"d": "2026-01-01"}),
        ([("d", "date", "")], [('< @"2026-01-01"', "1"), ('> @"2026-01-02"', "2")], {"d": "2026-01-01"}),
        ([("d", "", "")], [('< duration("P1D")', "1"), ('> duration("P1D")', "2")], {"d": "P1D"}),
        ([("n", "integer", "")], [("? < 3 or ? > 5", "1"), ("[3..5]", "2")], None),
    ],
)
def test_gaps(table: Draw, columns: list[Any], rows: list[Any], gap: dict[str, Any] | None) -> None:
    assert plain(coverage(table(columns, rows)).gap) == gap


def test_a_rule_behind_earlier_ones_is_shown(table: Draw) -> None:
    drawn = table([("n", "integer", "")], [("< 5", "1"), ("< 3", "2"), ("-", "3")], "FIRST")
    ((number, before, values),) = coverage(drawn).hidden
    assert (number, before) == (2, 1)
    assert values["n"] < 3


def test_a_rule_that_takes_nothing_is_shown(table: Draw) -> None:
    drawn = table([("n", "integer", ">= 0")], [("-", "1"), ("< 0", "2")], "COLLECT")
    assert coverage(drawn).never == (2,)


@pytest.mark.parametrize("cell", ["? > m", "? > due(m)"])
def test_cells_that_look_elsewhere_cannot_be_tried(table: Draw, cell: str) -> None:
    with pytest.raises(Uncheckable):
        coverage(table([("n", "integer", ""), ("m", "integer", "")], [(cell, "-", "1")]))


def test_cells_that_calculate_tell_only_what_they_show(table: Draw) -> None:
    drawn = table([("n", "integer", "")], [("modulo(?, 2) = 0", "1"), ("modulo(?, 2) = 1", "2")])
    covered = coverage(drawn)
    assert (covered.gap, covered.is_complete) == (None, False)


@pytest.mark.parametrize(
    ("columns", "rows", "more", "keys"),
    [
        ([("n", "number", "")], [('"3"', "1")], {}, ["input_clash"]),
        ([("n", "", "")], [("3", "1"), ("4", "1"), ('"3"', "1")], {}, ["input_clash"]),
        ([("n", "string", "")], [("> 3", "1")], {}, ["input_clash"]),
        ([("n", "string", "")], [("null", "1")], {}, []),
        ([("n", "date", "")], [('> date("2026-01-01")', "1")], {}, []),
        ([("n", "", "")], [("-", '"x"')], {"types": {"out": "number"}}, ["output_clash"]),
        ([("n", "", "")], [("-", '"x"')], {"values": {"out": '"a", "b"'}}, ["output_excluded"]),
        ([("n", "", "")], [("-", "n + 1")], {"types": {"out": "number"}}, []),
    ],
)
def test_clashes(table: Draw, columns: list[Any], rows: list[Any], more: dict[str, Any], keys: list[str]) -> None:
    assert [one.key for one in clashes(table(columns, rows, **more))] == keys


def test_a_text_cannot_be_summed(table: Draw) -> None:
    drawn = table([("n", "", "")], [("-", '"x"')], "COLLECT", aggregation="SUM")
    assert [one.key for one in clashes(drawn)] == ["output_no_number"]


CELLS = st.sampled_from(
    ["-", "< 3", "<= 3", "> 3", ">= 3", "3", "[1..5]", "]1..5[", "not(3)", "1, 2", "? > 2", "-1", "? > 1 and ? < 4"]
)
VALUES = st.integers(-3, 8)


def drawn(rows: list[tuple[str, str]], policy: str) -> Library:
    columns = [("a", "integer", ""), ("b", "integer", "")]
    return read_models(
        {"m.dmn": model(decision("grade", decision_table(columns, [(*row, "1") for row in rows], policy)))}
    )


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5), VALUES, VALUES)
def test_what_is_said_of_a_table_is_true_of_every_input(rows: list[tuple[str, str]], a: int, b: int) -> None:
    # given any table of whole numbers
    library = drawn(rows, "UNIQUE")
    covered = coverage(library.decisions[0].tables[0])
    # then an input that is refused is one of the kinds it told
    matched = library.evaluate("grade", {"a": a, "b": b}).rules if not covered.overlaps else ("r1",)
    assert len(matched) == 1 or covered.gap
    # and what it told is refused
    for example in [covered.gap, *(values for _, _, values in covered.overlaps)]:
        if example is not None:
            with pytest.raises(DecisionRefused):
                library.evaluate("grade", example, strict=True)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5), VALUES, VALUES)
def test_a_hidden_rule_is_never_the_answer(rows: list[tuple[str, str]], a: int, b: int) -> None:
    library = drawn(rows, "FIRST")
    covered = coverage(library.decisions[0].tables[0])
    matched = [line["rule"] for line in library.evaluate("grade", {"a": a, "b": b}).explained()]
    assert matched[:1] != [number for number, _, _ in covered.hidden if [number] == matched[:1]] or not matched
    assert not set(matched) & set(covered.never)


@pytest.mark.parametrize("name", ["accident_grade.dmn", "circumstances.dmn"])
def test_the_shipped_tables_are_complete(name: str) -> None:
    library = read_models({name: (PROCEDURE / name).read_bytes()})
    assert library.findings == ()
    for one in library.decisions:
        assert list(clashes(one.tables[0])) == []
        if one.tables[0].policy == "UNIQUE":
            assert coverage(one.tables[0]) == WHOLE
