"""One word says how a clock stands."""

from __future__ import annotations

from datetime import date

import pytest

from engine.deadlines.status import ClockState

KEY = ("implementation", "d1")


@pytest.mark.parametrize(
    ("start", "today", "state", "left"),
    [
        ("2022-04-20", "2022-04-20", ClockState.ON_TRACK, 30),
        ("2022-04-20", "2022-05-25", ClockState.ON_TRACK, 6),
        ("2022-04-20", "2022-05-26", ClockState.DUE_SOON, 5),
        ("2022-04-20", "2022-06-02", ClockState.DUE_TODAY, 0),
        ("2022-04-20", "2022-06-03", ClockState.OVERDUE, 0),  # a holiday: no working day late yet
        ("2022-04-20", "2022-06-06", ClockState.OVERDUE, -1),
        ("2026-11-19", "2026-11-24", ClockState.PROVISIONAL, 27),
        ("2026-11-19", "2026-12-30", ClockState.DUE_SOON, 1),
        ("2026-11-23", "2026-11-24", ClockState.UNDETERMINED, None),
    ],
)
def test_running(opened, noon, start, today, state, left):
    ledger = opened(start=start)
    deadline = ledger.get(*KEY)

    assert (ledger.state(deadline, noon(today)), ledger.days_left(deadline, noon(today))) == (state, left)


def test_ended_or_standing(opened, noon):
    standing, in_time, late, closed, unlimited = opened(), opened(), opened(), opened(), opened(unit="none", length=0)
    at = noon("2022-06-10")
    standing.suspend(*KEY, reason="r", by="p", at=noon("2022-04-27"))
    in_time.meet(*KEY, on=date(2022, 6, 2), at=at, by="p")
    late.meet(*KEY, on=date(2022, 6, 10), at=at, by="p")
    closed.close(*KEY, reason="terminated", at=at, by="p")

    states = [ledger.state(ledger.get(*KEY), at) for ledger in (standing, in_time, late, closed, unlimited)]

    assert states == ["suspended", "done_in_time", "done_late", "closed", "on_track"]
