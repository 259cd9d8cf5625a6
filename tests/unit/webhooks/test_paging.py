"""A cursor holds its key; anything we did not make is refused, never a 500."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Invalid
from webhooks.paging import Part, a_day, a_number, a_text, an_instant, cursor_of, key_of

DAY = "2026-11-24"
AT = "2026-11-24T09:00:00+08:00"


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00")), min_size=1, max_size=4))
def test_the_key_comes_back(key: list[str]) -> None:
    assert key_of(cursor_of(key), *[a_text] * len(key)) == tuple(key)


@pytest.mark.parametrize(("kind", "part"), [(a_day, DAY), (an_instant, AT), (a_number, 0), (a_number, 2**31 - 1)])
def test_each_kind_takes_its_own(kind: Part, part: object) -> None:
    assert key_of(cursor_of([part]), kind) == (part,)


def test_no_cursor_is_the_first_page() -> None:
    assert cursor_of(None) is None
    assert key_of(None, a_text) is None
    assert key_of("", a_text) is None


@pytest.mark.parametrize(
    "cursor",
    ["x", "!!!!", "e30", cursor_of(["a"]), cursor_of(["a"] * 3), "W251bGwsMV0", "W10", "eyJhIjoxLCJiIjoyfQ", "事"],
)
def test_a_foreign_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid):
        key_of(cursor, a_text, a_text)


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        (a_day, "2026-13-01"),
        (a_day, 5),
        (an_instant, "2026-11-24T09:00:00"),
        (an_instant, "soon"),
        (an_instant, "0001-01-01T00:00:00+23:59"),
        (an_instant, "9999-12-31T23:59:59-23:59"),
        (a_text, "a\x00"),
        (a_text, 1),
        (a_number, -1),
        (a_number, 2**31),
        (a_number, True),
        (a_number, "1"),
    ],
)
def test_a_part_of_another_kind_is_refused(kind: Part, part: object) -> None:
    with pytest.raises(Invalid):
        key_of(cursor_of([part]), kind)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_any_text_ends_in_a_key_or_a_refusal(cursor: str) -> None:
    with contextlib.suppress(Invalid):
        assert key_of(cursor, a_text) is None or len(key_of(cursor, a_text) or ()) == 1
