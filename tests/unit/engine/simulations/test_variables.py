"""Values are made up from what the diagrams compare them with, so that each comparison may go either way."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from engine.expressions.expression import compile_expression
from engine.expressions.shapes import shapes
from engine.simulations.variables import made_up


def _values(source: str, name: str, rounds: int = 60) -> list[Any]:
    shape = shapes([compile_expression(source).tree])[name]
    random = Random(1)
    return [made_up(shape, random) for _ in range(rounds)]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("amount > 100", "amount"),
        ("kind == 'grant'", "kind"),
        ("kind in ['a', 'b']", "kind"),
        ("approved", "approved"),
        ("not approved and amount < 3", "approved"),
        ("person['age'] >= 18", "person"),
    ],
)
def test_a_condition_goes_both_ways(source: str, name: str) -> None:
    other = {"amount": 1, "approved": False, "kind": "", "person": {"age": 1}}
    if source == "approved":
        assert {True, False} <= set(_values("not approved", name))
        return
    expression = compile_expression(source)
    answers = {bool(expression.evaluate({**other, name: value})) for value in _values(source, name)}
    assert answers == {True, False}


def test_what_is_walked_is_a_list_of_members() -> None:
    values = _values("len(people) > 0", "people")
    assert all(isinstance(value, list) for value in values)
    assert [entry["id"] for entry in values[0]] == ["1", "2"]
