"""What code wants to know of its values, in each notation; two values that answer alike must make it say the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Refusal
from engine.expressions.written import compile_written
from engine.proofs.uses import Test as How
from engine.proofs.uses import Want, answers
from engine.proofs.wanting import counted_by, steps_of, wants_of

ASKED = [
    ("choice == 'grant'", {Want(("choice",), How.EQUALS, "grant")}),
    ("choice in ['a', 'b']", {Want(("choice",), How.EQUALS, "a"), Want(("choice",), How.EQUALS, "b")}),
    ("len(parts or []) > 0", {Want(("parts",), How.LENGTH, 0)}),
    ("count >= 3", {Want(("count",), How.SIZE, 3)}),
    ("not done", {Want(("done",), How.TRUTH)}),
    ("row['kind'] == fact('office')", {Want(("row", "kind"), How.EQUALS, ("fact", "office"))}),
    ("amount * 2 > limit", {Want(("amount",), How.WHOLE), Want(("limit",), How.WHOLE)}),
    ("'case ' + str(number)", set()),
    ("[p for p in parts if p['open']]", {Want(("parts",), How.WHOLE)}),
    ("${choice == 'grant' and empty reason}", {Want(("choice",), How.EQUALS, "grant"), Want(("reason",), How.EMPTY)}),
    ("${execution.getVariable('grade') > 2}", {Want(("execution",), How.WHOLE), Want(("grade",), How.WHOLE)}),
    ("= grade > 2", {Want(("grade",), How.WHOLE)}),
]


@pytest.mark.parametrize(("text", "wanted"), ASKED, ids=[text for text, _ in ASKED])
def test_no_more_is_wanted_than_is_asked(text: str, wanted: set[Want]) -> None:
    assert wants_of(text) == wanted


@pytest.mark.parametrize(
    ("script", "raised"),
    [("n = n + 1", 1), ("n += 2", 2), ("n = m + 1", None), ("n = n + m", None), ("n = n - 1", None)],
)
def test_counters_are_known_by_how_they_are_raised(script: str, raised: int | None) -> None:
    steps = steps_of(script)
    assert steps is not None
    assert counted_by(*steps[0]) == raised


def test_a_script_that_branches_is_not_taken_apart() -> None:
    assert steps_of("if a:\n    b = 1") is None


SCALARS = st.sampled_from(
    [None, True, False, 0, 1, 2, 3, 1.0, 2.5, "", "0", "1", "grant", "false", "true", "other", [], [1], [1, 2], {}]
)
QUESTIONS = [
    "a == 1",
    "a == '1'",
    "a != 'grant'",
    "a in [1, 'grant', None]",
    "a > 1",
    "len(a) >= 1",
    "not a",
    "a and b",
    "a or b == 'grant'",
    "1 if a else b",
    "${a == 1}",
    "${a == '1'}",
    "${a != true}",
    "${empty a}",
    "${not a || b}",
    "${a > 1}",
    "${a ? b : 'none'}",
    "= a = 1",
    "= a > 1 and b = null",
    "= if a then b else 3",
]


def _told(text: str, data: dict[str, Any]) -> Any:
    try:
        value = compile_written(text).evaluate(data)
    except Refusal as refusal:
        return ("refused", refusal.key)
    return (type(value).__name__, repr(value))


@pytest.mark.parametrize("text", QUESTIONS)
@given(one=st.tuples(SCALARS, SCALARS), other=st.tuples(SCALARS, SCALARS))
def test_values_that_answer_alike_make_it_say_the_same(text: str, one: tuple[Any, Any], other: tuple[Any, Any]) -> None:
    wants, said = wants_of(text), []
    for a, b in (one, other):
        data = {"a": a, "b": b}
        told = answers(wants, data, lambda *_: None, lambda _path, value: (type(value).__name__, repr(value)))
        said.append((told, _told(text, data)))

    if said[0][0] == said[1][0]:
        assert said[0][1] == said[1][1]
