"""Likely working days of years no notice covers yet: an estimate for people to plan with, never a due day.

It knows Monday to Friday and the holidays whose day the law fixes; lunar holidays and make-up days are unknowable
before the notice, so an estimate is usually early.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache

#: 全国年节及纪念日放假办法 (2024) art. 2: days off whose date is fixed in the solar calendar, as (month, day)
FIXED_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
#: 国务院关于职工工作时间的规定 art. 7: Saturday and Sunday are rest days of state organs
SATURDAY = 6
#: the last day an estimate can name: the latest start allowed plus the longest term
HORIZON = date(2112, 12, 31)


def likely_working(day: date) -> bool:
    """Whether this day would be worked if no notice said otherwise."""
    return day.isoweekday() < SATURDAY and (day.month, day.day) not in FIXED_HOLIDAYS


def likely_days_after(day: date) -> list[date]:
    """Every likely working day after `day` up to the horizon."""
    days = _all_likely_days()
    return days[bisect_right(days, day) :]


@cache
def _all_likely_days() -> list[date]:
    first = date(2000, 1, 1)
    span = (first + timedelta(offset) for offset in range((HORIZON - first).days + 1))
    return [day for day in span if likely_working(day)]
