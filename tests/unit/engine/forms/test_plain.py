"""Hostile submissions: refused by what they are, before anything reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.forms import limits
from engine.forms.plain import plain_errors

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=30,
)


def nested(depth):
    value = "x"
    for _ in range(depth):
        value = {"k": value}
    return value


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ([], "object"),
        (None, "object"),
        ("text", "object"),
        ({"a": float("nan")}, "number"),
        ({"a": float("inf")}, "number"),
        ({"a": 10**16}, "number"),
        ({"a": "nul\0"}, "characters"),
        ({"a": "half \ud83d"}, "characters"),
        ({"a\0": 1}, "key"),
        ({"typename": "x"}, "key"),
        ({"a": {"__proto__": {}}}, "key"),
        ({1: "x"}, "key"),
        ({"a": {1, 2}}, "json"),
        ({"a": b"bytes"}, "json"),
        ({"a": "x" * (limits.MAX_TEXT + 1)}, "too_long"),
        (nested(limits.MAX_DEPTH + 1), "deep"),
        ({"a": [0] * (limits.MAX_VALUES + 1)}, "much"),
        ({f"k{i}": "x" * limits.MAX_TEXT for i in range(21)}, "much"),
    ],
)
def test_refused(data, reason):
    assert f"forms.error.{reason}" in [error.key for error in plain_errors(data)]


def test_a_place_is_named():
    assert [error.path for error in plain_errors({"a": [{"b": "\0"}]})] == ["a.0.b"]


def test_the_deepest_allowed():
    assert plain_errors(nested(limits.MAX_DEPTH)) == []


@given(JSON)
def test_no_json_breaks_it(data):
    assert isinstance(plain_errors(data), list)
    assert isinstance(plain_errors({"a": data}), list)


def test_a_list_that_holds_itself_ends():
    endless: list = []
    endless.append(endless)
    assert plain_errors({"a": endless})
