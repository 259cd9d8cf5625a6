"""When a session ends by itself, and what comes before being in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.people.sessions import PENDING, Ending, Outstanding, SessionPolicy, Stage, agent_of

START = datetime(2026, 3, 2, 1, tzinfo=UTC)
POLICY = SessionPolicy()
minutes = st.integers(0, 60 * 24 * 3).map(lambda number: timedelta(minutes=number))


@given(minutes, minutes, minutes)
def test_what_is_over_stays_over(seen, asked, later):
    policy, seen_at = POLICY, START + seen
    if policy.over(START, seen_at, Stage.FULL, seen_at + asked) is not None:
        assert policy.over(START, seen_at, Stage.FULL, seen_at + asked + later) is not None


@given(minutes, minutes)
def test_it_lives_exactly_until_the_earlier_of_its_two_ends(seen, asked):
    now, seen_at = START + seen + asked, START + seen
    lives = POLICY.over(START, seen_at, Stage.FULL, now) is None
    assert lives == (now < min(POLICY.ends_at(START), POLICY.idle_at(seen_at)))


@given(st.lists(st.integers(1, 19), max_size=80))
def test_whoever_keeps_working_is_logged_out_by_the_longest_time_alone(pauses):
    seen_at = START
    for pause in pauses:
        now = seen_at + timedelta(minutes=pause)
        ending = POLICY.over(START, seen_at, Stage.FULL, now)
        assert ending is (Ending.EXPIRED if now - START >= timedelta(hours=12) else None)
        seen_at = now


def test_a_clock_set_back_ends_nothing():
    assert POLICY.over(START, START, Stage.FULL, START - timedelta(hours=1)) is None


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.FULL])
def test_a_sign_in_half_done_lives_ten_minutes(stage):
    busy = START + PENDING - timedelta(seconds=1)
    assert POLICY.over(START, busy, stage, busy) is None
    assert POLICY.over(START, START + PENDING, stage, START + PENDING) is Ending.EXPIRED


@given(st.builds(Outstanding, st.booleans(), st.booleans(), st.booleans(), st.booleans()))
def test_one_is_in_only_when_nothing_is_outstanding(needs):
    anything = needs.factor or needs.password or needs.enrol or needs.other
    assert (needs.stage is Stage.FULL) == (not anything)


def test_who_it_is_comes_before_anything_else():
    assert Outstanding(True, True, True, True).stage is Stage.FACTOR
    assert Outstanding(False, True, True, True).stage is Stage.PASSWORD
    assert Outstanding(False, False, True, True).stage is Stage.ENROL


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/109.0.0.0 Safari/537.36", "Chrome 109 · Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0", "Edge 120 · Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox 130 · Linux"),
        ("curl/8", ""),
        ("Chrome/<script>", "Chrome"),
    ],
)
def test_a_browser_in_two_words(header, said):
    assert agent_of(header) == said
