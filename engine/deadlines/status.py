"""The one word that says how a deadline stands, and how many days are left."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from engine.clock import beijing_day
from engine.deadlines.deadline import Deadline
from engine.deadlines.term import Certainty
from engine.deadlines.working_days import WorkingDays

#: a deadline is due soon when this many working days are left, unless an office says otherwise
SOON = 5


class ClockState(StrEnum):
    """How a clock stands; in this order the first that is true wins."""

    CLOSED = "closed"  #: ended without performance
    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    SUSPENDED = "suspended"
    UNDETERMINED = "undetermined"
    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    DUE_SOON = "due_soon"
    PROVISIONAL = "provisional"
    ON_TRACK = "on_track"


def clock_state(deadline: Deadline, at: datetime, calendar: WorkingDays, soon: int = SOON) -> ClockState:
    """How this deadline stands at this instant."""
    if deadline.closed_at is not None:
        return ClockState.CLOSED
    if deadline.performed_at is not None:
        return ClockState.DONE_IN_TIME if deadline.done_in_time else ClockState.DONE_LATE
    if deadline.is_suspended:
        return ClockState.SUSPENDED
    if deadline.reading.certainty is Certainty.UNDETERMINED:
        return ClockState.UNDETERMINED
    return _running_state(deadline, at, calendar, soon)


def days_left(deadline: Deadline, at: datetime, calendar: WorkingDays) -> int | None:
    """Working days after today up to the due day, negative once it has passed; None without a due day."""
    if deadline.due is None:
        return None
    return calendar.count(beijing_day(at), deadline.due)


def _running_state(deadline: Deadline, at: datetime, calendar: WorkingDays, soon: int) -> ClockState:
    left = days_left(deadline, at, calendar)
    if left is None:
        return ClockState.ON_TRACK
    if deadline.has_passed(at):
        return ClockState.OVERDUE
    if deadline.due == beijing_day(at):
        return ClockState.DUE_TODAY
    if left <= soon:
        return ClockState.DUE_SOON
    if deadline.reading.certainty is Certainty.PROVISIONAL:
        return ClockState.PROVISIONAL
    return ClockState.ON_TRACK
