"""The instants a diagram's timers ask for: so many working days before or after a due day, at 09:00 in Beijing."""

from __future__ import annotations

from datetime import datetime, timedelta

from engine.clock import at_beijing
from engine.deadlines.deadline import Deadline
from engine.deadlines.events import Unit
from engine.deadlines.working_days import MORNING, WorkingDays


def moment_from_due(deadline: Deadline, offset: int, calendar: WorkingDays) -> datetime | None:
    """09:00 Beijing time of the working day `offset` working days from the due day, before it when negative.

    Zero is the due day itself. A clock in hours counts hours from its end. None without a due day, and where the
    day lies in a year nobody has published: such a timer waits for the notice.
    """
    due, ends_at = deadline.due, deadline.reading.ends_at
    if due is None or ends_at is None:
        return None
    if deadline.unit is Unit.HOURS:
        return ends_at + timedelta(hours=offset)
    day = due
    if offset:
        found = calendar.after(due, offset) if offset > 0 else calendar.before(due, -offset)
        if found is None:
            return None
        day = found
    return at_beijing(day, MORNING)
