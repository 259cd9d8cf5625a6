"""Says when the house must ask for a notice: from November on, a missing next year leaves due days undetermined."""

from __future__ import annotations

from datetime import date

from engine.deadlines.working_days import WorkingDays

#: a term of 30 working days from 20 November on crosses the year's end; notices came between 25 October and 10 December
ALARM_FROM_MONTH = 11


def missing_year(calendar: WorkingDays, today: date) -> int | None:
    """The first year whose notice is wanted on this Beijing day, None while nothing is missing."""
    needed = today.year + 1 if today.month >= ALARM_FROM_MONTH else today.year
    published = calendar.known_at(today).published_through.year
    return published + 1 if published < needed else None
