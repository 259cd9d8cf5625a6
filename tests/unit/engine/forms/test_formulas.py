"""Computed fields: the server computes them again and believes nobody."""

from __future__ import annotations

import pytest

COMPONENTS = [
    {"type": "number", "key": "a"},
    {"type": "number", "key": "b"},
    {"type": "expression", "key": "total", "expression": "=a + b", "properties": {"routing": "true"}},
    {"type": "expression", "key": "grade", "expression": '=if total >= 10 then "high" else "low"'},
    {
        "type": "dynamiclist",
        "path": "rows",
        "components": [
            {"type": "number", "key": "days"},
            {"type": "expression", "key": "weeks", "expression": "=days / 7"},
        ],
    },
    {"type": "expression", "key": "all", "expression": "=sum(rows.days)"},
]


@pytest.mark.parametrize("claimed", [{}, {"total": 3}, {"total": 1_000, "grade": "low", "all": "x"}])
def test_whatever_is_posted_the_server_computes_it(form, claimed):
    whole = form(*COMPONENTS).accept({"a": 4, "b": 8, "rows": [{"days": 14}, {"days": 7, "weeks": 99}], **claimed})

    assert whole == {
        "a": 4,
        "b": 8,
        "total": 12,
        "grade": "high",
        "rows": [{"days": 14, "weeks": 2}, {"days": 7, "weeks": 1}],
        "all": 21,
    }
    assert form(*COMPONENTS).routing(whole) == {"total": 12}


def test_without_its_values_a_formula_has_none(form):
    assert form(*COMPONENTS).accept({"a": 1, "total": 5}) == {"a": 1, "grade": "low"}


def test_a_formula_that_a_condition_hides_is_not_kept(form):
    hidden = {**COMPONENTS[2], "conditional": {"hide": "=a = 1"}}

    assert form(*COMPONENTS[:2], hidden).accept({"a": 1, "b": 2, "total": 3}) == {"a": 1, "b": 2}
