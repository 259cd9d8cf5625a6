"""A term lists every day that makes it."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from engine.calendar_files import shipped_tables
from engine.deadlines.term import DayKind
from engine.deadlines.working_days import WorkingDays

CALENDAR = WorkingDays.from_tables(shipped_tables())


@given(start=st.dates(date(2018, 1, 1), date(2026, 6, 1)), days=st.integers(1, 120))
def test_counted_and_skipped_days_are_all_days_to_the_due_day(start, days):
    term = CALENDAR.add(start, days)

    listed = sorted([*term.counted, *(day.day for day in term.skipped)])
    passed = [start + timedelta(days=offset) for offset in range(1, (term.due - start).days + 1)]
    assert listed == passed
    assert len(term.counted) == days
    assert term.counted[-1] == term.due


def test_each_day_off_and_each_added_day_names_its_notice():
    term = CALENDAR.add(date(2022, 4, 20), 30)

    assert [(day.day.isoformat(), day.occasion) for day in term.added] == [
        ("2022-04-24", "劳动节"),
        ("2022-05-07", "劳动节"),
    ]
    holidays = [day for day in term.skipped if day.kind is DayKind.HOLIDAY]
    assert [day.day.day for day in holidays] == [30, 1, 2, 3, 4]
    assert {day.notice.number for day in (*holidays, *term.added)} == {"国办发明电〔2021〕11号"}


def test_an_undetermined_term_lists_only_what_is_known():
    term = CALENDAR.add(date(2026, 11, 23), 30)

    assert len(term.counted) == 28
    assert term.counted[-1] == date(2026, 12, 31)
    assert {day.day.year for day in term.skipped} == {2026}


def test_a_term_in_an_unpublished_year_lists_nothing():
    term = CALENDAR.add(date(2028, 1, 3), 5)

    assert (term.counted, term.skipped, term.added) == ([], [], [])


def test_a_term_of_no_days_that_rolled_over_says_why():
    term = CALENDAR.add(date(2022, 4, 30), 0)

    assert term.counted == []
    assert [day.day.day for day in term.skipped] == [1, 2, 3, 4]
