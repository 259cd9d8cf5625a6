"""What may not be done to a deadline, each refusal with what is so and what to do instead."""

from __future__ import annotations

from datetime import date, datetime

from engine.clock import beijing_day
from engine.deadlines.deadline import Deadline
from engine.deadlines.events import Unit
from engine.deadlines.working_days import LATEST_START, LONGEST_TERM, WorkingDays
from engine.errors import Conflict, Invalid

#: three years; longer limits are counted in days
LONGEST_HOURS = 26_280


def check_opening(length: int, unit: str) -> Unit:
    """The unit, once length and unit fit together. Raises Invalid."""
    if unit not in tuple(Unit):
        raise Invalid("deadlines.unknown_unit", unit=unit, units=", ".join(Unit))
    most = LONGEST_HOURS if unit == Unit.HOURS else LONGEST_TERM
    if not 0 <= length <= most:
        raise Invalid("deadlines.days_out_of_range", days=length, most=most)
    return Unit(unit)


def check_open(deadline: Deadline) -> None:
    """Raises Conflict when the deadline was met or closed."""
    if not deadline.is_open:
        ended = deadline.performed_at or deadline.closed_at
        day = beijing_day(ended).isoformat() if ended else ""
        raise Conflict("deadlines.already_ended", name=deadline.name, item=deadline.item, at=day)


def check_running(deadline: Deadline) -> None:
    """Raises Conflict when the deadline ended or stands still."""
    check_open(deadline)
    if deadline.suspended_on is not None:
        since = deadline.suspended_on.isoformat()
        raise Conflict("deadlines.is_suspended", name=deadline.name, item=deadline.item, since=since)


def check_limited(deadline: Deadline) -> None:
    """Raises Invalid when the deadline has no limit that could be moved."""
    if deadline.unit is Unit.NONE:
        raise Invalid("deadlines.no_limit", name=deadline.name, item=deadline.item)


def check_day_of_event(on: date, at: datetime, not_before: date | None = None) -> None:
    """Raises Invalid for an event of tomorrow, or of a day before the one it must follow."""
    today = beijing_day(at)
    if on > today:
        raise Invalid("deadlines.day_in_future", day=on.isoformat(), today=today.isoformat())
    if not_before is not None and on < not_before:
        raise Invalid("deadlines.day_too_early", day=on.isoformat(), earliest=not_before.isoformat())


def check_can_stand_still(deadline: Deadline, on: date) -> None:
    """Raises Conflict when the due day ended before `on`: a clock that has run out cannot be stopped."""
    if deadline.due is not None and on > deadline.due:
        raise Conflict("deadlines.already_passed", day=on.isoformat(), due=deadline.due.isoformat())


def check_new_due(deadline: Deadline, new_due: date, calendar: WorkingDays) -> None:
    """An extension names a concrete working day after the present one. Raises Invalid naming the next that would do.

    In a year nobody has published yet the likely working days decide; the day stays provisional until the notice.
    """
    present = deadline.due or deadline.estimate
    if present is not None and new_due <= present:
        raise Invalid("deadlines.new_due_not_later", new_due=new_due.isoformat(), due=present.isoformat())
    if not calendar.first_day <= new_due <= LATEST_START:
        raise Invalid(
            "deadlines.new_due_out_of_range",
            new_due=new_due.isoformat(),
            first=calendar.first_day.isoformat(),
            last=LATEST_START.isoformat(),
        )
    if not calendar.reason(new_due).kind.is_working:
        term = calendar.add(new_due, 0)
        next_day = term.due or term.estimate
        raise Invalid("deadlines.new_due_is_rest_day", new_due=new_due.isoformat(), next=str(next_day))


def check_correction(deadline: Deadline, start: date | None, met_on: date | None, at: datetime) -> None:
    """A correction names a start day or a day of performance, neither ahead. Raises Invalid or Conflict."""
    if start is None and met_on is None:
        raise Invalid("deadlines.nothing_to_correct", name=deadline.name, item=deadline.item)
    for day in (start, met_on):
        if day is not None:
            check_day_of_event(day, at)
    if met_on is not None and deadline.performed_at is None:
        raise Conflict("deadlines.not_met", name=deadline.name, item=deadline.item)
    if start is not None and deadline.is_suspended:
        check_running(deadline)
