"""What each day is, what was known when, and how terms are counted."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendar_files import shipped_tables
from engine.clock import at_beijing
from engine.deadlines.term import Certainty, DayKind
from engine.deadlines.working_days import LONGEST_TERM, WorkingDays
from engine.errors import Conflict, Invalid

CALENDAR = WorkingDays.from_tables(shipped_tables())
FIRST, LAST = date(2018, 1, 1), date(2026, 12, 31)
ALL_DAYS = [FIRST + timedelta(days=offset) for offset in range((LAST - FIRST).days + 1)]
days_with_tables = st.dates(FIRST, LAST)
lengths = st.integers(1, 400)


def day(text: str) -> date:
    return date.fromisoformat(text)


# -- against two independent libraries ---------------------------------------------------------------------------------


def test_every_day_agrees_with_chinesecalendar():
    assert [day for day in ALL_DAYS if CALENDAR.is_working(day) != chinese_calendar.is_workday(day)] == []


def test_every_day_agrees_with_holidays():
    china = holidays.country_holidays("CN", years=range(2018, 2027))

    assert [day for day in ALL_DAYS if CALENDAR.is_working(day) != china.is_working_day(day)] == []


# -- what was known when (W8) ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "named", "working"),
    [
        # 2019 Labour Day was one day until 22 March 2019
        ("2019-03-21", "2019-04-28", False),
        ("2019-03-21", "2019-05-01", False),
        ("2019-03-21", "2019-05-02", True),
        ("2019-03-21", "2019-05-03", True),
        ("2019-03-21", "2019-05-05", False),
        ("2019-03-22", "2019-04-28", True),
        ("2019-03-22", "2019-05-02", False),
        ("2019-03-22", "2019-05-05", True),
        # the 2020 Spring Festival ended on 30 January, with 1 February worked, until 27 January 2020
        ("2020-01-26", "2020-01-19", True),
        ("2020-01-26", "2020-01-30", False),
        ("2020-01-26", "2020-01-31", True),
        ("2020-01-26", "2020-02-01", True),
        ("2020-01-26", "2020-02-02", False),
        ("2020-01-27", "2020-01-31", False),
        ("2020-01-27", "2020-02-01", False),
        ("2020-01-27", "2020-02-03", True),
        # the notice for 2019 turned the end of 2018
        ("2018-12-05", "2018-12-29", False),
        ("2018-12-05", "2018-12-31", True),
        ("2018-12-06", "2018-12-29", True),
        ("2018-12-06", "2018-12-31", False),
        # nothing is known of a year before its notice
        ("2025-11-03", "2026-01-05", None),
        ("2025-11-04", "2026-01-05", True),
        ("2026-11-24", "2027-01-04", None),
    ],
)
def test_known_at(as_of, named, working):
    assert CALENDAR.known_at(day(as_of)).is_working(day(named)) is working


def test_versions_name_what_was_known():
    versions = {CALENDAR.known_at(notice.published_on).version for notice in CALENDAR.notices}

    assert CALENDAR.known_at(day("2017-11-29")).version == "none"
    assert sorted(versions) == [
        "2018.1",
        "2019.1",
        "2019.2",
        "2020.1",
        "2020.2",
        "2021.1",
        "2022.1",
        "2023.1",
        "2024.1",
        "2025.1",
        "2026.1",
    ]


def test_a_version_brings_its_calendar_back():
    assert CALENDAR.as_of_version("2019.1") is CALENDAR.known_at(day("2019-01-01"))
    assert CALENDAR.as_of_version("never") is CALENDAR


@given(at=st.dates(date(2017, 1, 1), date(2027, 1, 1)), earlier=st.dates(date(2017, 1, 1), date(2027, 1, 1)))
def test_a_view_of_a_view_is_the_earlier_view(at, earlier):
    assert CALENDAR.known_at(at).known_at(earlier).version == CALENDAR.known_at(min(at, earlier)).version


@given(day=days_with_tables, known=days_with_tables, later=days_with_tables)
def test_what_is_known_later_never_changes_a_day_already_past(day, known, later):
    known, later = sorted((known, later))
    told = CALENDAR.known_at(known).is_working(day) if day <= known else None

    assert told is None or CALENDAR.known_at(later).is_working(day) is told


@given(at=st.dates(date(2018, 1, 1), date(2027, 1, 1)))
def test_a_view_equals_a_calendar_that_never_saw_later_notices(at):
    tables = [
        table | {"notices": [notice for notice in table["notices"] if day(notice["published_on"]) <= at]}
        for table in shipped_tables()
    ]
    unaware = WorkingDays.from_tables(table for table in tables if table["notices"])

    view = CALENDAR.known_at(at)
    assert (view.version, view.published_through) == (unaware.version, unaware.published_through)
    assert view.working_between(FIRST, LAST) == unaware.working_between(FIRST, LAST)


# -- counting ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2022-04-20", 30, "2022-06-02"),  # the first meeting: Labour Day and a make-up Sunday inside
        ("2022-04-24", 1, "2022-04-25"),  # W2: event on a make-up Sunday, itself not counted
        ("2022-04-23", 1, "2022-04-24"),  # event on a Saturday, the make-up Sunday after it counts
        ("2022-04-29", 1, "2022-05-05"),  # event on the last day before a holiday
        ("2022-05-01", 1, "2022-05-05"),  # event on the holiday
        ("2022-05-06", 1, "2022-05-07"),  # make-up Saturday after the holiday
        ("2018-12-28", 1, "2018-12-29"),  # the Saturday worked for New Year 2019
        ("2018-12-29", 1, "2019-01-02"),
        ("2021-12-31", 1, "2022-01-04"),  # year end
        ("2020-01-23", 1, "2020-02-03"),  # the lengthened Spring Festival
        ("2022-04-20", 0, "2022-04-20"),  # no days: the day itself
        ("2022-04-23", 0, "2022-04-24"),  # no days from a Saturday: the make-up Sunday
        ("2022-04-30", 0, "2022-05-05"),  # no days from a holiday: the day after it
    ],
)
def test_add(start, days, due):
    assert CALENDAR.add(day(start), days).due == day(due)


@pytest.mark.parametrize(
    ("as_of", "due"),
    [("2018-12-05", None), ("2019-01-10", "2019-05-10"), ("2019-03-22", "2019-05-10"), ("2019-03-21", "2019-05-10")],
)
def test_a_change_can_leave_a_day_where_it_was(as_of, due):
    """The two days off of 2019 were made up for by two Sundays: nothing moves beyond them."""
    term = CALENDAR.known_at(day(as_of)).add(day("2019-04-20"), 14)

    assert term.due == (due and day(due))


@pytest.mark.parametrize(
    ("start", "days", "as_of", "due", "status"),
    [
        ("2026-11-19", 30, "2026-11-24", "2026-12-31", Certainty.PROVISIONAL),
        ("2026-11-20", 30, "2026-11-24", None, Certainty.UNDETERMINED),
        ("2026-11-23", 30, "2026-11-24", None, Certainty.UNDETERMINED),
        ("2026-11-24", 30, "2026-11-24", None, Certainty.UNDETERMINED),
        ("2026-11-16", 30, "2026-11-24", "2026-12-28", Certainty.FINAL),
        ("2026-11-17", 30, "2026-11-24", "2026-12-29", Certainty.PROVISIONAL),
        ("2025-11-20", 30, "2025-11-03", None, Certainty.UNDETERMINED),
        ("2025-11-20", 30, "2025-11-04", "2026-01-04", Certainty.FINAL),  # 4 January 2026 is a make-up Sunday
        ("2018-12-20", 6, "2018-12-05", "2018-12-28", Certainty.FINAL),
        ("2018-12-20", 7, "2018-12-05", "2018-12-31", Certainty.PROVISIONAL),
        ("2018-12-20", 7, "2018-12-06", "2018-12-29", Certainty.FINAL),
        ("2018-01-02", 1, "2017-11-29", None, Certainty.UNDETERMINED),
        ("2030-01-02", 10, "2026-11-24", None, Certainty.UNDETERMINED),
        ("2026-12-30", 0, "2026-11-24", "2026-12-30", Certainty.PROVISIONAL),
        ("2027-03-02", 0, "2026-11-24", None, Certainty.UNDETERMINED),
    ],
)
def test_certainty(start, days, as_of, due, status):
    term = CALENDAR.known_at(day(as_of)).add(day(start), days)

    assert (term.due, term.status) == (due and day(due), status)
    assert (term.estimate is None) == (term.due is not None)


def test_an_estimate_knows_weekends_and_the_fixed_holidays():
    assert CALENDAR.add(day("2026-11-23"), 30).estimate == day("2027-01-05")
    assert CALENDAR.add(day("2026-12-31"), 1).estimate == day("2027-01-04")


@given(start=days_with_tables, days=lengths)
def test_add_then_count_returns_the_days(start, days):
    term = CALENDAR.add(start, days)

    assert CALENDAR.count(start, term.due or term.estimate) == days


@given(start=days_with_tables, days=st.integers(0, 400))
def test_a_due_day_is_never_a_day_off(start, days):
    term = CALENDAR.add(start, days)

    assert term.due is None or CALENDAR.is_working(term.due)


@given(start=days_with_tables, days=lengths, later=st.integers(0, 60), more=st.integers(0, 60))
def test_later_or_longer_never_ends_earlier(start, days, later, more):
    one = CALENDAR.add(start, days)
    other = CALENDAR.add(start + timedelta(days=later), days + more)

    assert (one.due or one.estimate) <= (other.due or other.estimate)


@given(start=days_with_tables, days=lengths, as_of=days_with_tables)
def test_the_three_states_are_what_the_design_says(start, days, as_of):
    view = CALENDAR.known_at(as_of)
    term = view.add(start, days)
    landing = term.due or term.estimate

    if landing.year > view.published_through.year:
        assert term.status is Certainty.UNDETERMINED
    elif landing > date(view.published_through.year, 12, 28):
        assert term.status is Certainty.PROVISIONAL
    else:
        assert term.status is Certainty.FINAL


@given(day=days_with_tables, days=st.integers(1, 60))
def test_before_and_after_are_inverse_on_working_days(day, days):
    forward = CALENDAR.after(day, days)
    if forward is not None and CALENDAR.is_working(day):
        assert CALENDAR.before(forward, days) == day


def test_before_and_after_know_their_ends():
    assert CALENDAR.before(day("2022-06-02"), 5) == day("2022-05-26")
    assert CALENDAR.after(day("2022-06-02"), 1) == day("2022-06-06")
    assert CALENDAR.after(day("2026-12-31"), 1) is None
    assert CALENDAR.before(day("2018-01-03"), 2) is None
    assert CALENDAR.before(day("2027-02-01"), 1) is None


# -- refusals ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "days", "key"),
    [
        (date(2022, 4, 20), -1, "deadlines.days_out_of_range"),
        (date(2022, 4, 20), LONGEST_TERM + 1, "deadlines.days_out_of_range"),
        (date(2017, 12, 31), 1, "deadlines.start_out_of_range"),
        (date(2100, 1, 1), 1, "deadlines.start_out_of_range"),
    ],
)
def test_absurd_terms_are_refused(start, days, key):
    with pytest.raises(Invalid) as refused:
        CALENDAR.add(start, days)

    assert refused.value.key == key


def test_the_longest_term_from_the_latest_start_is_still_counted():
    assert CALENDAR.add(date(2099, 12, 31), LONGEST_TERM).status is Certainty.UNDETERMINED


def test_an_instant_is_not_a_day():
    with pytest.raises(TypeError):
        CALENDAR.add(datetime(2022, 4, 20, 17), 1)  # noqa: DTZ001  # the mistake under test


def test_one_notice_cannot_say_two_things():
    changed = shipped_tables()[0]
    changed["notices"][0]["arrangements"][0]["off"] = ["2018-01-02"]

    with pytest.raises(Conflict) as refused:
        WorkingDays.from_tables([*shipped_tables(), changed])

    assert refused.value.params == {"notice": "2018.1"}


def test_the_same_notice_twice_is_one_notice():
    assert len(WorkingDays.from_tables([*shipped_tables(), *shipped_tables()]).notices) == len(CALENDAR.notices)


def test_without_any_year_there_is_no_calendar():
    with pytest.raises(Invalid):
        WorkingDays.from_tables([])


def test_a_gap_between_years_ends_what_is_known():
    tables = [table for table in shipped_tables() if table["year"] != 2024]

    assert WorkingDays.from_tables(tables).published_through == date(2023, 12, 31)


# -- local closures (W9) -----------------------------------------------------------------------------------------------


def test_a_local_closure_lies_on_top_and_can_be_taken_back(calendar_with_flood):
    before = calendar_with_flood.known_at(day("2021-07-20"))

    assert before.is_working(day("2021-07-22")) is False
    assert calendar_with_flood.is_working(day("2021-07-21")) is False
    assert calendar_with_flood.is_working(day("2021-07-22")) is True
    assert calendar_with_flood.reason(day("2021-07-21")).kind is DayKind.CLOSURE
    assert calendar_with_flood.reason(day("2021-07-21")).notice.number == "虚政办〔2021〕1号"
    assert calendar_with_flood.known_at(day("2021-07-21")).version == "2021.1+2"


def test_a_local_closure_publishes_no_year_and_overrules_no_holiday():
    closure = {
        "year": 2026,
        "layer": "local",
        "notices": [
            {
                "version": 1,
                "title": "关于停止办公的通告（虚构）",
                "number": None,
                "issuer": "虚构省政府办公厅",
                "published_on": "2026-09-01",
                "arrangements": [{"occasion": "虚构", "off": ["2026-10-01", "2027-01-04"], "work": ["2026-10-02"]}],
            }
        ],
    }
    calendar = WorkingDays.from_tables([*shipped_tables(), closure])

    assert calendar.reason(day("2026-10-01")).kind is DayKind.HOLIDAY
    assert calendar.is_working(day("2026-10-02")) is False
    assert calendar.is_working(day("2027-01-04")) is None
    assert calendar.add(day("2026-12-31"), 1).estimate == day("2027-01-05")


# -- notices wait for a morning ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("beijing", "goes_out"),
    [
        (("2022-04-22", 23, 30), ("2022-04-22", 23, 30)),  # Friday night: at once
        (("2022-04-23", 0, 0), ("2022-04-24", 9, 0)),  # Saturday: the make-up Sunday morning
        (("2022-04-25", 0, 0), ("2022-04-25", 9, 0)),  # midnight of a working day: that morning
        (("2022-04-25", 9, 0), ("2022-04-25", 9, 0)),
        (("2022-04-30", 12, 0), ("2022-05-05", 9, 0)),  # holiday
        (("2027-01-02", 12, 0), ("2027-01-04", 9, 0)),  # nobody knows 2027: the likely morning
    ],
)
def test_next_working_morning(beijing, goes_out):
    def instant(text, hour, minute):
        return at_beijing(day(text), hour, minute)

    assert CALENDAR.next_working_morning(instant(*beijing)) == instant(*goes_out)
