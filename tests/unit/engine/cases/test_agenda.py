"""An agenda has no gaps and no overlaps, and starts when the meeting starts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.cases.agenda import LONGEST, SHORTEST, USUAL, Slot, clock_text, is_time, minutes_of, slots, whole

TIMES = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
GIVEN = st.lists(st.one_of(st.none(), st.integers(SHORTEST, LONGEST)), max_size=12)


@given(TIMES, GIVEN)
def test_slots_follow_each_other_without_overlap(starts_at, given_minutes):
    found = slots(starts_at, given_minutes)

    assert [slot.ends - slot.starts for slot in found] == [minutes or USUAL for minutes in given_minutes]
    assert all(before.ends == after.starts for before, after in pairwise(found))
    assert not any(one.overlaps(other) for one in found for other in found if one is not other)
    assert not found or found[0].starts == minutes_of(starts_at)


@given(TIMES)
def test_a_time_is_read_as_it_is_written(text):
    assert clock_text(minutes_of(text)) == text
    assert is_time(text)


@given(st.integers(0, 1440), st.integers(0, 1440), st.integers(0, 1440), st.integers(0, 1440))
def test_overlapping_is_mutual_and_means_a_shared_minute(a, b, c, d):
    one, other = Slot(min(a, b), max(a, b)), Slot(min(c, d), max(c, d))
    shared = set(range(one.starts, one.ends)) & set(range(other.starts, other.ends))

    assert one.overlaps(other) == other.overlaps(one)
    if one.starts < one.ends and other.starts < other.ends:
        assert one.overlaps(other) == bool(shared)


@pytest.mark.parametrize("text", ["24:00", "9:00", "09:60", "noon", "", "09:00 ", "０９:00"])
def test_what_is_no_time_is_none(text):
    assert not is_time(text)
    with pytest.raises(ValueError, match="HH:MM"):
        minutes_of(text)


def test_a_meeting_without_a_time_takes_the_whole_day():
    assert whole(None, None) == Slot(0, 1440)
    assert whole("22:00", None) == Slot(1320, 1440)
    assert slots(None, [30]) is None
    assert Slot(540, 585).text == "09:00—09:45"
