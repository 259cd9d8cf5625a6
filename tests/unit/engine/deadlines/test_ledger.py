"""What can be done to the deadlines of one case, and what it makes of them."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendar_files import shipped_tables
from engine.clock import at_beijing
from engine.deadlines.events import EventKind
from engine.deadlines.ledger import Ledger
from engine.deadlines.rows import from_rows, to_row
from engine.deadlines.term import Certainty
from engine.deadlines.working_days import WorkingDays
from engine.errors import Conflict, Invalid, Unknown

CALENDAR = WorkingDays.from_tables(shipped_tables())
KEY = ("implementation", "d1")


def day(text: str) -> date:
    return date.fromisoformat(text)


def kinds(deadline) -> list[str]:
    return [str(event.kind) for event in deadline.events]


class TestOpening:
    def test_the_due_day_is_counted_and_kept(self, opened, noon):
        deadline = opened().get(*KEY)

        assert (deadline.due, deadline.original_due) == (day("2022-06-02"), day("2022-06-02"))
        assert deadline.reading.ends_at == at_beijing(day("2022-06-03"))
        assert deadline.reading.calendar == "2026.1"
        assert not deadline.has_passed(at_beijing(day("2022-06-03")) - timedelta(microseconds=1))
        assert deadline.has_passed(at_beijing(day("2022-06-03")))

    def test_an_open_one_is_not_opened_twice(self, opened, noon):
        ledger = opened()

        with pytest.raises(Conflict) as refused:
            ledger.open(
                *KEY,
                start=day("2022-04-21"),
                start_rule="consensus",
                length=3,
                unit="hours",
                basis="R6",
                proposed=False,
                at=noon("2022-04-21"),
                by="p-1",
            )

        assert refused.value.key == "deadlines.already_open"

    def test_after_it_ended_opening_makes_the_next_occurrence(self, opened, noon):
        ledger = opened()
        ledger.close(*KEY, reason="minutes_objected", at=noon("2022-04-25"), by="p-1")

        again = ledger.open(
            *KEY,
            start=day("2022-04-25"),
            start_rule="consensus",
            length=30,
            unit="working_days",
            basis="R6",
            proposed=False,
            at=noon("2022-04-25"),
            by="p-1",
        )

        assert (again.occurrence, again.original_due) == (2, day("2022-06-09"))
        assert ledger.get(*KEY) == again

    @pytest.mark.parametrize(
        ("changes", "key"),
        [
            ({"unit": "weeks"}, "deadlines.unknown_unit"),
            ({"length": -1}, "deadlines.days_out_of_range"),
            ({"length": 2001}, "deadlines.days_out_of_range"),
            ({"length": 26_281, "unit": "hours"}, "deadlines.days_out_of_range"),
            ({"start": "2017-12-31"}, "deadlines.start_out_of_range"),
        ],
    )
    def test_what_cannot_be_is_refused(self, opened, changes, key):
        with pytest.raises(Invalid) as refused:
            opened(**changes)

        assert refused.value.key == key

    def test_calendar_days_roll_over_a_rest_day(self, opened):
        deadline = opened(start="2022-04-20", length=10, unit="calendar_days").get(*KEY)

        assert deadline.due == day("2022-05-05")  # 30 April is a holiday, to 4 May

    def test_calendar_days_stay_on_a_working_day(self, opened):
        assert opened(length=9, unit="calendar_days").get(*KEY).due == day("2022-04-29")

    def test_hours_run_through_rest_days(self, opened, noon):
        deadline = opened(start="2022-04-29", length=48, unit="hours").get(*KEY)

        assert deadline.reading.ends_at == noon("2022-05-01")
        assert deadline.due == day("2022-05-01")

    def test_hours_entered_afterwards_run_from_the_end_of_their_day(self, opened, noon):
        deadline = opened(start="2022-04-25", at=noon("2022-04-27"), length=24, unit="hours").get(*KEY)

        assert deadline.reading.ends_at == at_beijing(day("2022-04-27"))

    def test_without_a_limit_nothing_is_due(self, opened, noon):
        ledger = opened(length=0, unit="none")
        deadline = ledger.get(*KEY)

        assert (deadline.due, deadline.reading.ends_at) == (None, None)
        assert ledger.lapse(noon("2026-01-05")) == []

    def test_an_earlier_end_of_the_day(self, noon):
        ledger = Ledger([], CALENDAR, cut_off=time(17, 30))
        deadline = ledger.open(
            "opinion",
            "p01",
            start=day("2022-04-20"),
            start_rule="service",
            length=10,
            unit="working_days",
            basis="拟定",
            proposed=True,
            at=noon("2022-04-20"),
            by="p-1",
        )

        assert deadline.reading.ends_at == at_beijing(deadline.due, 17, 30)


class TestFinding:
    def test_nearest_item_first(self, opened, noon):
        ledger = opened()
        for item in ("", "d2"):
            ledger.open(
                "implementation",
                item,
                start=day("2022-04-20"),
                start_rule="consensus",
                length=5,
                unit="working_days",
                basis="R6",
                proposed=False,
                at=noon("2022-04-20"),
                by="p-1",
            )

        assert ledger.find("implementation", ["p01", "d2", ""]).item == "d2"
        assert ledger.find("implementation", ["p01", ""]).item == ""
        assert ledger.find("opinion", ["d1", ""]) is None
        assert len(ledger.deadlines) == 3

    def test_an_unknown_one_is_refused(self, opened, noon):
        with pytest.raises(Unknown):
            opened().meet("implementation", "d9", on=day("2022-05-05"), at=noon("2022-05-05"), by="p-1")


class TestExtending:
    def extend(self, ledger, new_due, at, **changes):
        given = {"ground": "policy_required", "reason": "sub-17", "by": "p-2"} | changes
        return ledger.extend(*KEY, new_due=day(new_due), at=at, **given)

    def test_the_new_day_stands_and_the_original_stays(self, opened, noon):
        deadline = self.extend(opened(), "2022-07-15", noon("2022-05-30"))

        assert (deadline.due, deadline.original_due, deadline.extensions) == (day("2022-07-15"), day("2022-06-02"), 1)
        assert deadline.events[-1].data["old_due"] == "2022-06-02"

    def test_twice(self, opened, noon):
        ledger = opened()
        self.extend(ledger, "2022-07-15", noon("2022-05-30"))

        assert self.extend(ledger, "2022-08-15", noon("2022-07-11")).due == day("2022-08-15")

    @pytest.mark.parametrize(
        ("new_due", "key", "params"),
        [
            ("2022-06-02", "deadlines.new_due_not_later", {"due": "2022-06-02"}),
            ("2022-06-04", "deadlines.new_due_is_rest_day", {"next": "2022-06-06"}),
            ("2100-01-04", "deadlines.new_due_out_of_range", {"last": "2099-12-31"}),
        ],
    )
    def test_the_new_day_is_a_later_working_day(self, opened, noon, new_due, key, params):
        with pytest.raises(Invalid) as refused:
            self.extend(opened(), new_due, noon("2022-05-30"))

        assert refused.value.key == key
        assert params.items() <= refused.value.params.items()

    def test_a_late_decision_revives_a_missed_clock(self, opened, noon):
        ledger = opened()
        ledger.lapse(noon("2022-06-06"))
        deadline = self.extend(ledger, "2022-07-15", noon("2022-06-06"), asked_on=day("2022-06-02"))

        assert not deadline.has_passed(noon("2022-06-07"))
        assert kinds(ledger.lapse(noon("2022-07-18"))[0]) == ["opened", "missed", "extended", "missed"]

    def test_into_a_year_nobody_published_it_is_provisional(self, opened, noon, calendar):
        ledger = opened(start="2026-10-30")
        deadline = self.extend(ledger, "2027-01-20", noon("2026-11-24"))

        assert (deadline.due, deadline.reading.certainty) == (day("2027-01-20"), Certainty.PROVISIONAL)
        with pytest.raises(Invalid) as refused:
            self.extend(ledger, "2027-01-23", noon("2026-11-24"))
        assert refused.value.params["next"] == "2027-01-25"

    def test_an_undetermined_clock_is_extended_beyond_its_estimate(self, opened, noon):
        ledger = opened(start="2026-11-23")
        with pytest.raises(Invalid):
            self.extend(ledger, "2026-12-31", noon("2026-12-01"))
        deadline = self.extend(ledger, "2027-02-01", noon("2026-12-01"))

        assert (deadline.original_due, deadline.due) == (None, day("2027-02-01"))

    def test_no_limit_cannot_be_extended(self, opened, noon):
        with pytest.raises(Invalid):
            self.extend(opened(length=0, unit="none"), "2022-07-15", noon("2022-05-30"))

    def test_hours_are_extended_to_the_end_of_a_day(self, opened, noon):
        deadline = self.extend(opened(length=48, unit="hours"), "2022-04-25", noon("2022-04-21"))

        assert deadline.reading.ends_at == at_beijing(day("2022-04-26"))


class TestStandingStill:
    def test_the_rest_runs_on_after_it(self, opened, noon):
        ledger = opened()
        suspended = ledger.suspend(*KEY, reason="r", by="p-2", at=noon("2022-04-27"))
        resumed = ledger.resume(*KEY, reason="r", by="p-2", at=noon("2022-05-16"))

        assert (suspended.due, suspended.reading.ends_at) == (None, None)
        # six days had run: 21, 22, 24, 25, 26, 27 April
        assert resumed.due == CALENDAR.add(day("2022-05-16"), 24).due
        assert resumed.original_due == day("2022-06-02")

    def test_stopped_and_resumed_on_one_day_changes_nothing(self, opened, noon):
        ledger = opened()
        ledger.suspend(*KEY, reason="r", by="p-2", at=noon("2022-04-27"))

        assert ledger.resume(*KEY, reason="r", by="p-2", at=noon("2022-04-27")).due == day("2022-06-02")

    def test_an_extended_clock_keeps_the_days_it_had_left(self, opened, noon):
        ledger = opened()
        ledger.extend(*KEY, new_due=day("2022-06-10"), ground="g", reason="r", by="p-2", at=noon("2022-05-30"))
        ledger.suspend(*KEY, reason="r", by="p-2", at=noon("2022-06-08"))

        assert ledger.resume(*KEY, reason="r", by="p-2", at=noon("2022-06-20")).due == day("2022-06-22")

    def test_calendar_days_keep_calendar_days(self, opened, noon):
        ledger = opened(length=20, unit="calendar_days")  # to 10 May
        ledger.suspend(*KEY, reason="r", by="p-2", at=noon("2022-04-25"))

        assert ledger.resume(*KEY, reason="r", by="p-2", at=noon("2022-05-16")).due == day("2022-05-31")

    def test_hours_keep_hours(self, opened, noon):
        ledger = opened(length=48, unit="hours")
        ledger.suspend(*KEY, reason="r", by="p-2", at=noon("2022-04-21"))

        resumed = ledger.resume(*KEY, reason="r", by="p-2", at=noon("2022-04-26"))

        assert resumed.reading.ends_at == noon("2022-04-27")

    def test_a_standing_clock_neither_lapses_nor_moves(self, opened, noon, calendar):
        ledger = opened()
        ledger.suspend(*KEY, reason="r", by="p-2", at=noon("2022-04-27"))

        assert ledger.lapse(noon("2023-01-04")) == []
        assert ledger.recompute(calendar.known_at(day("2022-04-28")), noon("2022-04-28")) == []

    def test_it_is_stopped_on_its_true_day_afterwards(self, opened, noon):
        ledger = opened()
        ledger.suspend(*KEY, reason="r", by="p-2", at=noon("2022-05-05"), on=day("2022-04-27"))

        assert ledger.get(*KEY).suspended_on == day("2022-04-27")

    @pytest.mark.parametrize(
        ("on", "at", "refusal", "key"),
        [
            ("2022-04-28", "2022-04-27", Invalid, "deadlines.day_in_future"),
            ("2022-04-19", "2022-04-27", Invalid, "deadlines.day_too_early"),
            ("2022-06-03", "2022-06-06", Conflict, "deadlines.already_passed"),
        ],
    )
    def test_when_it_cannot_be_stopped(self, opened, noon, on, at, refusal, key):
        with pytest.raises(refusal) as refused:
            opened().suspend(*KEY, reason="r", by="p-2", at=noon(at), on=day(on))

        assert refused.value.key == key

    def test_only_a_standing_clock_is_resumed_and_only_a_running_one_stopped(self, opened, noon):
        ledger = opened()
        with pytest.raises(Conflict):
            ledger.resume(*KEY, reason="r", by="p-2", at=noon("2022-04-27"))
        ledger.suspend(*KEY, reason="r", by="p-2", at=noon("2022-04-27"))
        with pytest.raises(Conflict):
            ledger.suspend(*KEY, reason="r", by="p-2", at=noon("2022-04-28"))


class TestEnding:
    @pytest.mark.parametrize(("on", "in_time"), [("2022-06-02", True), ("2022-06-03", False), ("2022-04-20", True)])
    def test_in_time_or_late(self, opened, noon, on, in_time):
        ledger = opened()
        ledger.lapse(noon("2022-06-06"))

        assert ledger.meet(*KEY, on=day(on), at=noon("2022-06-06"), by="p-1").done_in_time is in_time

    def test_hours_are_late_by_the_instant(self, opened, noon):
        ledger = opened(length=24, unit="hours")

        met = ledger.meet(*KEY, on=day("2022-04-21"), at=noon("2022-04-21") + timedelta(minutes=1), by="p-1")

        assert met.done_in_time is False

    def test_nothing_is_done_tomorrow_or_twice(self, opened, noon):
        ledger = opened()
        with pytest.raises(Invalid):
            ledger.meet(*KEY, on=day("2022-05-06"), at=noon("2022-05-05"), by="p-1")
        ledger.meet(*KEY, on=day("2022-05-05"), at=noon("2022-05-05"), by="p-1")
        with pytest.raises(Conflict):
            ledger.meet(*KEY, on=day("2022-05-05"), at=noon("2022-05-05"), by="p-1")
        with pytest.raises(Conflict):
            ledger.close(*KEY, reason="r", at=noon("2022-05-05"), by="p-1")

    def test_a_closed_clock_does_not_lapse(self, opened, noon):
        ledger = opened()
        ledger.close(*KEY, reason="terminated", at=noon("2022-05-05"), by="p-1")

        assert ledger.lapse(noon("2022-07-01")) == []

    def test_missed_is_recorded_once_and_ends_nothing(self, opened, noon):
        ledger = opened()

        assert ledger.lapse(noon("2022-06-02")) == []
        assert [missed.missed for missed in ledger.lapse(at_beijing(day("2022-06-03")))] == [day("2022-06-02")]
        assert ledger.lapse(noon("2022-06-10")) == []
        assert ledger.get(*KEY).is_open


class TestCorrecting:
    def test_a_wrong_start_day_moves_even_a_passed_day(self, opened, noon):
        ledger = opened()
        ledger.lapse(noon("2022-06-06"))

        corrected = ledger.correct(*KEY, start=day("2022-04-25"), reason="r", by="p-2", at=noon("2022-06-06"))

        assert (corrected.start, corrected.due) == (day("2022-04-25"), day("2022-06-09"))
        assert corrected.original_due == day("2022-06-02")
        assert corrected.events[-1].data["old_start"] == "2022-04-20"
        assert [missed.missed for missed in ledger.lapse(noon("2022-06-10"))] == [day("2022-06-09")]

    def test_a_wrong_day_of_performance(self, opened, noon):
        ledger = opened()
        ledger.meet(*KEY, on=day("2022-06-06"), at=noon("2022-06-06"), by="p-1")

        corrected = ledger.correct(*KEY, met_on=day("2022-06-02"), reason="r", by="p-2", at=noon("2022-06-07"))

        assert corrected.done_in_time is True

    def test_an_extension_outlives_a_corrected_start(self, opened, noon):
        ledger = opened()
        ledger.extend(*KEY, new_due=day("2022-07-15"), ground="g", reason="r", by="p-2", at=noon("2022-05-30"))

        corrected = ledger.correct(*KEY, start=day("2022-04-25"), reason="r", by="p-2", at=noon("2022-06-06"))

        assert corrected.due == day("2022-07-15")

    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({}, Invalid),
            ({"start": day("2022-06-08")}, Invalid),
            ({"met_on": day("2022-06-06")}, Conflict),
        ],
    )
    def test_what_cannot_be_corrected(self, opened, noon, changes, refusal):
        with pytest.raises(refusal):
            opened().correct(*KEY, reason="r", by="p-2", at=noon("2022-06-07"), **changes)

    def test_a_standing_clock_is_resumed_before_its_start_is_corrected(self, opened, noon):
        ledger = opened()
        ledger.suspend(*KEY, reason="r", by="p-2", at=noon("2022-04-27"))

        with pytest.raises(Conflict):
            ledger.correct(*KEY, start=day("2022-04-19"), reason="r", by="p-2", at=noon("2022-04-28"))


class TestRecomputing:
    def test_the_2020_spring_festival_moves_a_running_clock(self, opened, noon, calendar):
        ledger = opened(start="2020-01-10", days=calendar.known_at(day("2020-01-10")), length=11)
        before = ledger.get(*KEY).due

        changes = ledger.recompute(calendar.known_at(day("2020-01-27")), noon("2020-01-28"))

        assert (before, ledger.get(*KEY).due) == (day("2020-01-31"), day("2020-02-03"))
        assert [(change.moved, change.after.original_due) for change in changes] == [(True, day("2020-01-31"))]
        assert ledger.get(*KEY).events[-1].data["notices"] == ["2020.2"]

    def test_a_day_already_passed_never_moves(self, opened, noon, calendar):
        ledger = opened(start="2020-01-10", days=calendar.known_at(day("2020-01-10")), length=11)

        assert ledger.recompute(calendar.known_at(day("2020-01-27")), at_beijing(day("2020-02-01"))) == []
        assert ledger.get(*KEY).due == day("2020-01-31")

    def test_an_undetermined_day_becomes_known(self, opened, noon, calendar_2027):
        ledger = opened(start="2026-11-23", days=calendar_2027.known_at(day("2026-11-23")))
        assert ledger.get(*KEY).original_due is None

        ledger.recompute(calendar_2027, noon("2026-12-02"))

        determined = ledger.get(*KEY)
        assert determined.due == determined.original_due == day("2027-01-04")
        assert determined.reading.certainty is Certainty.FINAL

    def test_a_provisional_day_turned_off_moves(self, opened, noon, calendar_2027):
        """31 December 2026 becomes a holiday, but Sunday 27 December is worked for it."""
        ledger = opened(start="2026-11-19", days=calendar_2027.known_at(day("2026-11-19")))
        assert ledger.get(*KEY).due == day("2026-12-31")

        ledger.recompute(calendar_2027, noon("2026-12-02"))

        assert (ledger.get(*KEY).due, ledger.get(*KEY).original_due) == (day("2026-12-30"), day("2026-12-31"))

    def test_an_extended_day_turned_off_rolls_over(self, opened, noon, calendar_2027):
        ledger = opened(start="2026-10-30", days=calendar_2027.known_at(day("2026-11-24")))
        ledger.extend(*KEY, new_due=day("2026-12-31"), ground="g", reason="r", by="p-2", at=noon("2026-11-24"))

        ledger.recompute(calendar_2027, noon("2026-12-02"))

        assert ledger.get(*KEY).due == day("2027-01-03")  # the made-up make-up Sunday

    def test_nobody_becomes_late_for_a_day_they_were_not_told(self, opened, noon, calendar_2027):
        """The notice was published on the 1st and imported on the 31st: 30 December has passed, 31 stands."""
        ledger = opened(start="2026-11-19", days=calendar_2027.known_at(day("2026-11-19")))

        changes = ledger.recompute(calendar_2027, noon("2026-12-31"))

        assert [(change.moved, change.new.due) for change in changes] == [(False, day("2026-12-30"))]
        assert ledger.get(*KEY).due == day("2026-12-31")

    def test_a_calendar_that_moves_nothing_leaves_no_event(self, opened, noon, calendar):
        ledger = opened(days=calendar.known_at(day("2022-04-20")))

        assert ledger.recompute(calendar, noon("2022-05-05")) == []
        assert kinds(ledger.get(*KEY)) == ["opened"]

    @given(
        start=st.dates(date(2019, 1, 1), date(2020, 6, 1)),
        length=st.integers(1, 60),
        later=st.integers(0, 120),
    )
    def test_no_calendar_moves_a_passed_day_or_makes_one_pass(self, start, length, later):
        at = at_beijing(start, 12) + timedelta(days=later)
        ledger = Ledger([], CALENDAR.known_at(start))
        before = ledger.open(
            *KEY,
            start=start,
            start_rule="consensus",
            length=length,
            unit="working_days",
            basis="R6",
            proposed=False,
            at=at_beijing(start, 12),
            by="p-1",
        )

        ledger.recompute(CALENDAR.known_at(start + timedelta(days=later)), at)

        after = ledger.get(*KEY)
        assert after.has_passed(at) == before.has_passed(at)
        assert after.due == before.due or not before.has_passed(at)


class TestMemory:
    def test_each_act_leaves_one_event_to_be_stored(self, opened, noon):
        ledger = opened()
        ledger.suspend(*KEY, reason="r", by="p-2", at=noon("2022-04-27"))
        ledger.resume(*KEY, reason="r", by="p-2", at=noon("2022-04-28"))

        assert [event.kind for _, event in ledger.take_pending()] == [
            EventKind.OPENED,
            EventKind.SUSPENDED,
            EventKind.RESUMED,
        ]
        assert ledger.take_pending() == []

    def test_a_refused_act_leaves_nothing(self, opened, noon):
        ledger = opened()
        ledger.take_pending()

        with pytest.raises(Invalid):
            ledger.meet(*KEY, on=day("2030-01-01"), at=noon("2022-05-05"), by="p-1")

        assert ledger.take_pending() == []

    @given(st.lists(st.sampled_from(["extend", "suspend", "resume", "meet", "lapse", "correct", "close"]), max_size=8))
    def test_events_alone_bring_every_deadline_back(self, acts):
        at = at_beijing(day("2022-04-20"), 12)
        ledger = Ledger([], CALENDAR)
        ledger.open(
            *KEY,
            start=day("2022-04-20"),
            start_rule="consensus",
            length=30,
            unit="working_days",
            basis="R6",
            proposed=False,
            at=at,
            by="p-1",
        )
        for act in acts:
            at += timedelta(days=9)
            _try(ledger, act, at)

        deadline = ledger.get(*KEY)
        assert from_rows([to_row(deadline)]) == [deadline]
        assert deadline.original_due == day("2022-06-02")


def _try(ledger: Ledger, act: str, at) -> None:
    """Do the act if it may be done."""
    given = {
        "extend": {"new_due": CALENDAR.add(at.date(), 30).due, "ground": "g", "reason": "r", "by": "p", "at": at},
        "suspend": {"reason": "r", "by": "p", "at": at},
        "resume": {"reason": "r", "by": "p", "at": at},
        "correct": {"start": day("2022-04-19"), "reason": "r", "by": "p", "at": at},
        "meet": {"on": at.date(), "by": "p", "at": at},
        "close": {"reason": "r", "by": "p", "at": at},
    }
    try:
        if act == "lapse":
            ledger.lapse(at)
        else:
            getattr(ledger, act)(*KEY, **given[act])
    except (Conflict, Invalid):
        pass
