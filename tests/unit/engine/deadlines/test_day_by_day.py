"""A deadline day by day: the numbered days are the ledger's own count, whatever happened to the clock."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendar_files import shipped_tables
from engine.clock import at_beijing
from engine.deadlines.day_by_day import Mark, prove
from engine.deadlines.ledger import Ledger
from engine.deadlines.stretches import Whose
from engine.deadlines.term import Certainty, DayKind
from engine.deadlines.working_days import WorkingDays
from engine.errors import Refusal

KEY = ("implementation", "d1")
CALENDAR = WorkingDays.from_tables(shipped_tables())
ONE_DAY = timedelta(days=1)


def shown(ledger, calendar, at):
    return prove(ledger.get(*KEY), calendar, at)


def by_day(proof):
    return {one.day: one for one in proof.days}


def test_the_plain_case(opened, calendar, noon):
    proof = shown(opened(), calendar, noon("2022-05-10"))
    days = by_day(proof)

    assert proof.counted == 30
    assert days[date(2022, 4, 20)].marks == {Mark.START}
    assert days[date(2022, 4, 20)].number is None
    assert days[date(2022, 4, 21)].number == 1
    # the make-up Sunday is counted and the holiday is not, each with its notice
    assert (days[date(2022, 4, 24)].number, days[date(2022, 4, 24)].reason.kind) == (3, DayKind.MAKE_UP)
    assert (days[date(2022, 5, 4)].number, days[date(2022, 5, 4)].reason.kind) == (None, DayKind.HOLIDAY)
    assert days[date(2022, 5, 10)].marks == {Mark.TODAY}
    assert (days[date(2022, 6, 2)].number, days[date(2022, 6, 2)].marks) == (30, {Mark.DUE})
    assert [notice.number for notice in proof.notices] == ["国办发明电〔2021〕11号"]
    assert not any(one.provisional or one.estimated or one.late for one in proof.days)
    assert max(days) == date(2022, 6, 2)


def test_an_extension_keeps_the_old_day_and_says_whose_the_wait_was(opened, calendar, noon):
    ledger = opened()
    asked = {"ground": "policy_required", "reason": "sub-1", "by": "p", "asked_on": date(2022, 6, 1)}
    ledger.extend(*KEY, new_due=date(2022, 7, 15), at=noon("2022-06-08"), **asked)
    proof = shown(ledger, calendar, noon("2022-06-09"))
    days = by_day(proof)

    assert days[date(2022, 6, 2)].marks == {Mark.OLD_DUE}
    assert (days[date(2022, 6, 6)].extension, days[date(2022, 6, 6)].late) == (True, Whose.DECIDER)
    assert days[date(2022, 6, 9)].late is None
    assert days[date(2022, 7, 15)].marks == {Mark.DUE}
    assert [(one.kind, one.old, one.new, one.ground, one.record) for one in proof.moved] == [
        ("extended", date(2022, 6, 2), date(2022, 7, 15), "policy_required", "sub-1")
    ]


def test_a_standstill_is_not_counted(opened, calendar, noon):
    ledger = opened()
    ledger.suspend(*KEY, reason="r", by="p", at=noon("2022-04-27"))
    ledger.resume(*KEY, reason="r", by="p", at=noon("2022-05-09"))
    proof = shown(ledger, calendar, noon("2022-05-10"))
    days = by_day(proof)

    standing = [one.day for one in proof.days if one.standing]
    assert (standing[0], standing[-1]) == (date(2022, 4, 28), date(2022, 5, 9))
    assert not any(days[day].number for day in standing)
    assert proof.counted == 30
    assert [one.kind for one in proof.moved] == ["suspended", "resumed"]


def test_an_unannounced_year_is_estimated_and_never_numbered_as_known(opened, calendar, noon):
    proof = shown(opened(start="2026-11-23"), calendar, noon("2026-11-25"))

    assert proof.certainty is Certainty.UNDETERMINED
    assert all(one.estimated == (one.day.year == 2027) for one in proof.days)
    assert all(one.provisional == (one.day > date(2026, 12, 28) and one.day.year == 2026) for one in proof.days)
    assert [one.day for one in proof.days if Mark.ESTIMATE in one.marks] == [date(2027, 1, 5)]
    assert not any(Mark.DUE in one.marks for one in proof.days)
    assert proof.counted == 28


def test_a_notice_that_moves_the_day_is_told(opened, calendar_2027, noon):
    ledger = opened(start="2026-11-23", days=calendar_2027.known_at(date(2026, 11, 23)))
    ledger.recompute(calendar_2027, noon("2026-12-02"))
    (moved,) = shown(ledger, calendar_2027, noon("2026-12-02")).moved

    assert moved.old is None
    assert moved.new == ledger.get(*KEY).due
    assert [notice.id for notice in moved.notices] == ["2027.1"]


def test_calendar_days_count_every_day_and_roll_over_at_the_end(opened, calendar, noon):
    ledger = opened(start="2022-04-20", length=10, unit="calendar_days")  # ends on a day off
    days = by_day(shown(ledger, calendar, noon("2022-04-21")))

    assert [days[date(2022, 4, 20) + ONE_DAY * n].number for n in range(1, 11)] == list(range(1, 11))
    assert [day for day, one in days.items() if one.rolled] == [date(2022, 5, n) for n in range(1, 6)]
    assert days[date(2022, 5, 5)].marks == {Mark.DUE}


def test_lateness_reaches_to_today_or_to_the_day_it_was_done(opened, calendar, noon):
    ledger = opened()
    ledger.lapse(noon("2022-06-08"))
    lasting = shown(ledger, calendar, noon("2022-06-10"))
    ledger.meet(*KEY, on=date(2022, 6, 8), at=noon("2022-06-10"), by="p")
    done = shown(ledger, calendar, noon("2022-07-01"))

    assert max(by_day(lasting)) == date(2022, 6, 10)
    assert max(by_day(done)) == date(2022, 6, 8)
    assert by_day(done)[date(2022, 6, 8)].marks == {Mark.DONE}
    assert {one.late for one in done.days if one.day > date(2022, 6, 2)} == {Whose.PERFORMER}


@pytest.mark.parametrize(("unit", "length", "days"), [("none", 0, 0), ("hours", 30, 2)])
def test_clocks_that_count_no_days_number_none(opened, calendar, noon, unit, length, days):
    proof = shown(opened(unit=unit, length=length), calendar, noon("2022-04-20"))

    assert len(proof.days) == days
    assert proof.counted == 0


@st.composite
def histories(draw):
    """A working-day clock and what happened to it: standstills and extensions on increasing days."""
    start = draw(st.dates(date(2019, 1, 2), date(2026, 12, 20)))
    length = draw(st.integers(1, 60))
    deeds = draw(st.lists(st.tuples(st.sampled_from(["suspend", "resume", "extend"]), st.integers(1, 25)), max_size=5))
    return start, length, deeds


@given(histories())
def test_the_numbered_days_are_the_ledgers_count(history):
    """Counted by a naive walk over the days: worked by the calendar, after the start, not while the clock stood."""
    ledger, now = _played(*history)
    deadline = ledger.get(*KEY)
    calendar = CALENDAR.as_of_version(deadline.reading.calendar)
    proof = prove(deadline, CALENDAR, now)

    numbered = [one for one in proof.days if one.number is not None]
    end = deadline.due or deadline.estimate or deadline.suspended_on
    naive, day = [], deadline.start
    while day < end:
        day += ONE_DAY
        if calendar.count(day - ONE_DAY, day) and not _stood(deadline, day):
            naive.append(day)
    assert [one.day for one in numbered] == naive
    assert [one.number for one in numbered] == list(range(1, len(naive) + 1))
    if {event.kind.value for event in deadline.events} == {"opened"}:
        assert len(numbered) == deadline.length
        assert numbered[-1].day == end
    assert proof.counted == sum(1 for day in naive if calendar.is_working(day) is not None)


def _played(start, length, deeds):
    at = at_beijing(start, 12)
    ledger = Ledger([], CALENDAR.known_at(start))
    opening = {"start_rule": "consensus", "length": length, "unit": "working_days", "basis": "R6", "proposed": False}
    ledger.open(*KEY, start=start, at=at, by="p", **opening)
    for verb, later in deeds:
        at += ONE_DAY * later
        deadline = ledger.get(*KEY)
        try:
            if verb == "extend":
                base = deadline.due or deadline.start
                day = ledger.calendar.after(max(base, at.date()), later)
                if day is not None:
                    ledger.extend(*KEY, new_due=day, ground="g", reason="r", by="p", at=at)
            else:
                getattr(ledger, verb)(*KEY, reason="r", by="p", at=at)
        except Refusal:
            continue  # this could not happen to the clock as it stood
    return ledger, at


def _stood(deadline, day):
    """Whether the clock stood on this day, read from the events alone."""
    since = None
    for event in deadline.events:
        if event.kind == "suspended":
            since = event.day("on")
        elif event.kind == "resumed":
            if since < day <= event.day("on"):
                return True
            since = None
    return since is not None and day > since
