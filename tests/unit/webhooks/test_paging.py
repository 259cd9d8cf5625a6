"""A cursor holds its key; anything we did not make is refused, never a 500."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Invalid
from webhooks.paging import cursor_of, key_of


@given(st.lists(st.text(st.characters(codec="utf-8")) | st.integers(-(2**53), 2**53), min_size=1, max_size=4))
def test_the_key_comes_back(key: list[str | int]) -> None:
    assert key_of(cursor_of(key), len(key)) == tuple(key)


def test_no_cursor_is_the_first_page() -> None:
    assert cursor_of(None) is None
    assert key_of(None, 2) is None
    assert key_of("", 2) is None


@pytest.mark.parametrize("cursor", ["x", "!!!!", "e30", cursor_of(["a"]), "W251bGwsMV0", "W10", "事"])
def test_a_foreign_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid):
        key_of(cursor, 2)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_any_text_ends_in_a_key_or_a_refusal(cursor: str) -> None:
    with contextlib.suppress(Invalid):
        assert key_of(cursor, 2) is None or len(key_of(cursor, 2) or ()) == 2
