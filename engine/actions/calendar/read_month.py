"""One month as a calendar on a page shows it: whole weeks from Monday on, each day with what it is and how far away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from engine.actions.house.office import Office
from engine.clock import beijing_day
from engine.deadlines.term import DayReason
from engine.deadlines.working_days import WorkingDays
from engine.errors import Invalid

#: always six weeks, so that the page does not jump from month to month
DAYS = 6 * 7
#: years that a field of an office could mean; before the first table every weekday counts as worked
FIRST_YEAR, LAST_YEAR = 1949, 2098


@dataclass(frozen=True, slots=True)
class MonthDay:
    """One day. `ahead` is the number of working days after today, negative for the past, None where nobody knows."""

    reason: DayReason
    ahead: int | None
    is_published: bool


@dataclass(frozen=True, slots=True)
class Month:
    """Six weeks around a month, as the notices known today have it."""

    first: date
    today: date
    days: tuple[MonthDay, ...]
    #: whether every day of the month itself lies in a year that a notice has published
    is_published: bool


def read_month(office: Office, year: int, month: int) -> Month:
    """The month with its neighbours' days. Raises Invalid for a month that no field could mean."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise Invalid("pages.date.no_month")
    now = office.clock.now()
    with office.database.reading() as connection:
        calendar = office.reference(connection).calendar_at(now)
    today, first = beijing_day(now), date(year, month, 1)
    monday = first - timedelta(days=first.weekday())
    days = tuple(_day(calendar, monday + timedelta(days=offset), today) for offset in range(DAYS))
    shown = [one for one in days if one.reason.day.month == month]
    return Month(first, today, days, all(one.is_published for one in shown))


def _day(calendar: WorkingDays, day: date, today: date) -> MonthDay:
    is_published = calendar.is_working(day) is not None
    ahead = calendar.count(today, day) if is_published and calendar.is_working(today) is not None else None
    return MonthDay(calendar.reason(day), ahead, is_published)
