"""What is likely where no notice speaks."""

from __future__ import annotations

from datetime import date

import pytest

from engine.deadlines.estimates import HORIZON, likely_days_after, likely_working


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2027, 1, 1), False),
        (date(2027, 1, 2), False),  # Saturday
        (date(2027, 1, 4), True),
        (date(2028, 5, 2), False),
        (date(2027, 2, 8), True),  # surely Spring Festival, but no law fixes the day
    ],
)
def test_weekdays_but_for_the_holidays_whose_day_the_law_fixes(day, works):
    assert likely_working(day) is works


def test_they_are_listed_up_to_the_horizon():
    days = likely_days_after(date(2026, 12, 31))

    assert days[0] == date(2027, 1, 4)
    assert days[-1] <= HORIZON
    assert days == sorted(days)
