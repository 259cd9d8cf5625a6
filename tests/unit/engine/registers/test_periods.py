"""Periods as an office names them, over the turn of a year too."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.registers.periods import NAMES, period, periods


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("this_month", date(2026, 1, 1), date(2026, 1, 31)),
        ("last_month", date(2025, 12, 1), date(2025, 12, 31)),
        ("this_quarter", date(2026, 1, 1), date(2026, 3, 31)),
        ("last_quarter", date(2025, 10, 1), date(2025, 12, 31)),
        ("this_year", date(2026, 1, 1), date(2026, 12, 31)),
        ("last_year", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_in_january_what_was_lies_in_the_year_before(name: str, first: date, last: date) -> None:
    assert period(name, date(2026, 1, 15)) == (first, last)


def test_february_ends_when_it_ends() -> None:
    assert period("this_month", date(2028, 2, 1)) == (date(2028, 2, 1), date(2028, 2, 29))


def test_no_name_of_ours_is_no_period() -> None:
    assert period("someday", date(2026, 1, 15)) is None


@given(st.dates(date(1992, 1, 1), date(2198, 12, 31)))
def test_this_holds_today_and_last_ends_the_day_before(today: date) -> None:
    found = {name: (first, last) for name, first, last in periods(today)}
    assert tuple(found) == NAMES
    for length in ("month", "quarter", "year"):
        first, last = found[f"this_{length}"]
        assert first <= today <= last
        assert found[f"last_{length}"][1] == first - timedelta(days=1)
