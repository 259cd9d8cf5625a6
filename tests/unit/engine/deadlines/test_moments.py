"""The instants timers are armed with."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from engine.clock import at_beijing
from engine.deadlines.moments import moment_from_due


@pytest.mark.parametrize(
    ("offset", "day"),
    [
        (-5, "2022-05-26"),
        (-1, "2022-06-01"),
        (0, "2022-06-02"),
        (1, "2022-06-06"),  # Dragon Boat Festival lies between
        (5, "2022-06-10"),
    ],
)
def test_nine_in_the_morning_of_a_working_day(opened, calendar, offset, day):
    deadline = opened().get("implementation", "d1")

    assert moment_from_due(deadline, offset, calendar) == at_beijing(date.fromisoformat(day), 9)


def test_the_due_instant_is_midnight_after_the_due_day(opened):
    ledger = opened()
    deadline = ledger.get("implementation", "d1")

    assert ledger.due_instant(deadline) == at_beijing(date(2022, 6, 3))
    assert ledger.before_due(deadline, 5) == at_beijing(date(2022, 5, 26), 9)
    assert ledger.after_due(deadline, 1) == at_beijing(date(2022, 6, 6), 9)


def test_no_timer_is_armed_on_an_undetermined_day(opened):
    ledger = opened(start="2026-11-23")
    deadline = ledger.get("implementation", "d1")

    assert ledger.due_instant(deadline) is None
    assert ledger.before_due(deadline, 5) is None


def test_a_rung_after_a_provisional_day_waits_for_the_notice(opened):
    ledger = opened(start="2026-11-19")
    deadline = ledger.get("implementation", "d1")

    assert ledger.due_instant(deadline) == at_beijing(date(2027, 1, 1))
    assert ledger.after_due(deadline, 5) is None


def test_a_clock_in_hours_counts_hours(opened, noon):
    ledger = opened(length=48, unit="hours")
    deadline = ledger.get("implementation", "d1")

    assert ledger.before_due(deadline, 4) == noon("2022-04-22") - timedelta(hours=4)
