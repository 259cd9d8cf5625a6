"""Periods as an office names them: this month, last quarter, this year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

#: their names, in the order in which they are offered; each is the sentence `registers.period.<name>`
NAMES: Final = ("this_month", "last_month", "this_quarter", "last_quarter", "this_year", "last_year")
#: months of a period
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}


def period(name: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of the period that is called so today; None for no name of ours."""
    if name not in NAMES:
        return None
    which, _, length = name.partition("_")
    months = _MONTHS[length]
    begun = (today.month - 1) // months * months
    first = _month(today.year, begun - (months if which == "last" else 0))
    return first, _month(first.year, first.month - 1 + months) - timedelta(days=1)


def periods(today: date) -> list[tuple[str, date, date]]:
    """Every name with its days."""
    found = ((name, period(name, today)) for name in NAMES)
    return [(name, *days) for name, days in found if days]


def _month(year: int, months: int) -> date:
    """The first day of the month that begins so many months after the year does."""
    return date(year + months // 12, months % 12 + 1, 1)
