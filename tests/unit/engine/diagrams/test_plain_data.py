from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagrams.plain_data import check_given, check_kept, copy_plain, fault_in, same
from engine.errors import Incident, Invalid

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(PLAIN)
def test_plain_values_are_told_plain_and_copied_whole(value: Any) -> None:
    assert fault_in(value) is None
    assert same(copy_plain(value), value)


FOREIGN = {
    "a tuple": (1, 2),
    "a set": {1},
    "bytes": b"x",
    "a key that is a number": {1: "x"},
    "the key the library takes for its own": {"a": [{"typename": "datetime"}]},
    "deep inside": {"a": [{"b": object()}]},
}


@pytest.mark.parametrize("name", FOREIGN)
def test_anything_else_is_refused_from_outside_and_an_incident_inside(name: str) -> None:
    with pytest.raises(Invalid):
        check_given({"value": FOREIGN[name]})
    with pytest.raises(Incident):
        check_kept({"value": FOREIGN[name]}, "element")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, True),
        (1, 1.0),
        (0, False),
        ([1], [True]),
        ({"a": 1}, {"a": 1.0}),
        ([1], [1, 2]),
        ({"a": 1}, {"b": 1}),
        ("", None),
    ],
)
def test_values_of_different_types_are_different(one: Any, other: Any) -> None:
    assert not same(one, other)
    assert not same(other, one)


def test_a_copy_shares_nothing() -> None:
    value = {"list": [{"a": 1}]}
    copied = copy_plain(value)
    copied["list"][0]["a"] = 2
    assert value == {"list": [{"a": 1}]}
