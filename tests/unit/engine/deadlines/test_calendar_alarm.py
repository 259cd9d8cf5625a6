"""From 1 November the house asks for next year's notice."""

from __future__ import annotations

from datetime import date

import pytest

from engine.deadlines.calendar_alarm import missing_year


@pytest.mark.parametrize(
    ("today", "missing"),
    [
        ("2026-10-31", None),
        ("2026-11-01", 2027),
        ("2026-11-24", 2027),
        ("2027-02-01", 2027),
        ("2025-11-03", 2026),
        ("2025-11-04", None),  # the day it was published
        ("2024-11-12", None),
    ],
)
def test_missing_year(calendar, today, missing):
    assert missing_year(calendar, date.fromisoformat(today)) == missing


def test_an_imported_notice_ends_it(calendar_2027):
    assert missing_year(calendar_2027, date(2026, 12, 1)) is None
