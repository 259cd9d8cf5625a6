"""The ticker looks at the start, at the due instant and at each heartbeat, and says when it has died."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from engine.clock import MovableClock, SystemClock
from engine.timers.ticker import NextDue, Ticker

PATIENCE = 10.0
NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def test_it_looks_at_once_when_started() -> None:
    looks: list[datetime] = []
    clock = SystemClock()
    ticker = Ticker(lambda: looks.append(clock.now()), clock, heartbeat=3600)
    ticker.start()
    try:
        assert len(looks) == 1
        assert ticker.is_alive
    finally:
        ticker.stop()
    assert not ticker.is_alive


HEARTBEAT = 20


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        pytest.param(None, HEARTBEAT, id="nothing waits"),
        pytest.param(5, 5, id="before the heartbeat"),
        pytest.param(-3 * 24 * 3600, 0, id="overdue: at once"),
        pytest.param(21, HEARTBEAT, id="the heartbeat will find it"),
    ],
)
def test_a_look_arranges_the_next_one(due: int | None, expected: int) -> None:
    named = None if due is None else NOON + timedelta(seconds=due)
    ticker = Ticker(lambda: named, MovableClock(NOON), HEARTBEAT)
    ticker.look_now()
    assert ticker.next_look == NOON + timedelta(seconds=expected)


def test_a_later_look_arranges_anew() -> None:
    due = [NOON + timedelta(seconds=9), NOON + timedelta(seconds=4)]
    ticker = Ticker(lambda: due.pop(0), MovableClock(NOON), HEARTBEAT)
    ticker.look_now()
    ticker.look_now()
    assert ticker.next_look == NOON + timedelta(seconds=4)


def test_the_due_instant_wakes_it() -> None:
    clock = SystemClock()
    woken = threading.Event()
    looks: list[int] = []

    def look() -> datetime | None:
        looks.append(1)
        if len(looks) == 1:
            return clock.now() + timedelta(milliseconds=30)
        woken.set()
        return None

    ticker = Ticker(look, clock, heartbeat=3600)
    ticker.start()
    try:
        assert woken.wait(PATIENCE)
    finally:
        ticker.stop()


def test_the_heartbeat_looks_without_any_due_row() -> None:
    enough = threading.Event()
    looks: list[int] = []

    def look() -> None:
        looks.append(1)
        if len(looks) == 2:
            enough.set()

    ticker = Ticker(look, SystemClock(), heartbeat=1)
    ticker.start()
    try:
        assert enough.wait(PATIENCE)
    finally:
        ticker.stop()


def test_a_ticker_never_started_is_not_alive_and_can_be_stopped() -> None:
    ticker = Ticker(lambda: None, SystemClock(), heartbeat=20)
    assert not ticker.is_alive
    ticker.stop()


def test_what_fell_due_fires_once() -> None:
    trigger = NextDue(timedelta(seconds=HEARTBEAT))
    trigger.due = NOON - timedelta(days=3)
    assert trigger.get_next_fire_time(None, NOON) == NOON
    assert trigger.get_next_fire_time(NOON, NOON) == NOON + timedelta(seconds=HEARTBEAT)
