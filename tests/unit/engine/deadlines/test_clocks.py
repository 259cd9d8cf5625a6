"""However often a clock stands still, it gives exactly the days it promised."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendar_files import shipped_tables
from engine.clock import at_beijing
from engine.deadlines.clocks import end_of_day, measure, runs
from engine.deadlines.ledger import Ledger
from engine.deadlines.working_days import WorkingDays

CALENDAR = WorkingDays.from_tables(shipped_tables())
KEY = ("opinion", "p01")


def ledger_with(start: date, length: int, unit: str) -> Ledger:
    ledger = Ledger([], CALENDAR)
    ledger.open(
        *KEY,
        start=start,
        start_rule="service",
        length=length,
        unit=unit,
        basis="拟定",
        proposed=True,
        at=at_beijing(start, 12),
        by="p-1",
    )
    return ledger


@given(
    start=st.dates(date(2018, 1, 1), date(2024, 1, 1)),
    length=st.integers(10, 60),
    pauses=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 40)), max_size=3),
)
def test_a_clock_that_stood_still_counts_the_days_it_promised(start, length, pauses):
    ledger = ledger_with(start, length, "working_days")
    day = start
    for running, standing in pauses:
        day += timedelta(days=running)
        if day >= ledger.get(*KEY).due:
            break
        ledger.suspend(*KEY, reason="r", by="p", at=at_beijing(day, 12))
        day += timedelta(days=standing)
        ledger.resume(*KEY, reason="r", by="p", at=at_beijing(day, 12))

    deadline = ledger.get(*KEY)
    counted = [day for run in runs(deadline, CALENDAR) for day in CALENDAR.working_between(run.after, run.through)]
    assert len(counted) == len(set(counted)) == length
    assert counted[-1] == deadline.due


def test_stopped_on_its_due_day_it_is_due_when_it_is_resumed():
    ledger = ledger_with(date(2022, 4, 20), 2, "working_days")
    ledger.suspend(*KEY, reason="r", by="p", at=at_beijing(date(2022, 4, 22), 12))

    resumed = ledger.resume(*KEY, reason="r", by="p", at=at_beijing(date(2022, 4, 30), 12))

    assert resumed.due == date(2022, 5, 5)  # resumed on a holiday: its next working day


@given(start=st.dates(date(2018, 1, 1), date(2025, 1, 1)), length=st.integers(0, 120))
def test_calendar_days_end_on_the_first_working_day_from_the_last_one(start, length):
    deadline = ledger_with(start, length, "calendar_days").get(*KEY)
    last = start + timedelta(days=length)

    assert CALENDAR.is_working(deadline.due)
    assert deadline.due >= last
    assert CALENDAR.working_between(last - timedelta(days=1), deadline.due) == [deadline.due]


def test_reading_changes_nothing_and_repeats_itself():
    deadline = ledger_with(date(2022, 4, 20), 10, "working_days").get(*KEY)

    assert measure(deadline, CALENDAR) == measure(deadline, CALENDAR) == deadline.reading


@pytest.mark.parametrize(
    ("cut_off", "ends_at"),
    [(time(0), at_beijing(date(2022, 4, 21))), (time(17, 30), at_beijing(date(2022, 4, 20), 17, 30))],
)
def test_a_day_ends_at_midnight_unless_an_office_says_earlier(cut_off, ends_at):
    assert end_of_day(date(2022, 4, 20), cut_off) == ends_at
