"""A cursor's texts read back are the key they were written from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.actions.house.sort_keys import day_key, instant_key


@given(st.dates(), st.text())
def test_a_day_comes_back(day, name):
    assert day_key((day.isoformat(), name)) == (day, name)


@given(st.datetimes(timezones=st.timezones()), st.text())
def test_an_instant_comes_back(at, name):
    read, last = instant_key((at.isoformat(), name))
    assert (read.utcoffset(), read.replace(tzinfo=None), last) == (at.utcoffset(), at.replace(tzinfo=None), name)


def test_the_first_page_has_no_key():
    assert day_key(None) is None
    assert instant_key(None) is None


@pytest.mark.parametrize("read", [day_key, instant_key])
def test_what_is_no_day_is_refused(read):
    with pytest.raises(ValueError, match="isoformat"):
        read(("tomorrow", "t1"))
