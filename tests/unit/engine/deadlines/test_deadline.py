"""A deadline is its events and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from engine.deadlines.deadline import apply, fold, instant_of, performed_at
from engine.deadlines.events import Event, EventKind


def test_folding_is_deterministic_and_gradual(opened, noon):
    ledger = opened()
    ledger.extend(
        "implementation", "d1", new_due=date(2022, 7, 15), ground="g", reason="r", by="p", at=noon("2022-05-30")
    )
    deadline = ledger.get("implementation", "d1")

    assert fold("implementation", "d1", 1, deadline.events) == deadline
    assert apply(fold("implementation", "d1", 1, deadline.events[:1]), deadline.events[1]) == deadline


def test_events_begin_with_the_opening(noon):
    closed = Event(EventKind.CLOSED, noon("2022-04-20"), "p-1", {"reason": "r"})

    for events in ((), (closed,)):
        with pytest.raises(ValueError, match="begin with its opening"):
            fold("implementation", "", 1, events)


def test_a_day_entered_afterwards_counts_from_its_edges(noon):
    today, earlier = date(2022, 4, 20), date(2022, 4, 18)

    assert performed_at(today, noon("2022-04-20")) == noon("2022-04-20")
    assert performed_at(earlier, noon("2022-04-20")).isoformat() == "2022-04-17T16:00:00+00:00"
    assert instant_of(today, noon("2022-04-20")) == noon("2022-04-20")
    assert instant_of(earlier, noon("2022-04-20")).isoformat() == "2022-04-18T16:00:00+00:00"
