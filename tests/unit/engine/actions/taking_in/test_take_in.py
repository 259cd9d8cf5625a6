"""A case taken in half-way stands as if it had been played live on its true days, and nobody hears of the past."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from engine.actions.records.verify import verify
from engine.actions.taking_in.take_in import take_in
from engine.actions.worker.fire_due_timers import fire_due_timers
from engine.clock import at_beijing, beijing_day
from engine.errors import Conflict, Forbidden, Invalid
from engine.rehearsals.sight import look
from engine.storage import audit, cases, notices, outbox, services, submissions, timers

STORIES = [("first_meeting", 1), ("first_meeting", 9), ("first_meeting", 10), ("extension_granted", 15)]


def later(said, days):
    """The form with every day in it moved."""
    if isinstance(said, dict):
        return {name: later(value, days) for name, value in said.items()}
    if isinstance(said, list):
        return [later(one, days) for one in said]
    try:
        return (date.fromisoformat(said) + timedelta(days=days)).isoformat()
    except (TypeError, ValueError):
        return said


def stands(office, case_id):
    """Everything that must agree between the two; the number is another one's."""
    sight = asdict(look(office, case_id))
    with office.database.reading() as connection:
        row = cases.get(connection, case_id)
        clocks = sorted(
            (one.element, one.item, one.rule, one.due_at.isoformat() if one.due_at else "")
            for one in timers.of_case(connection, case_id).values()
        )
    return {**sight, "number": "", "opened": beijing_day(row.opened_at), "timers": clocks, "facts": row.applicant_unit}


@pytest.mark.parametrize(("story", "step"), STORIES)
def test_it_stands_as_if_it_had_been_played_live(play, story, step):
    # given a case that was played live up to a step, and some weeks later its twin on paper
    live = play(story, step)
    live.clock.advance(timedelta(days=9))
    fire_due_timers(live.office)

    # when an officer takes in the twin
    answer = take_in(live.office, live.actor("officer"), live.procedure, live.papers(step))

    # then clocks, tasks, state and timers are the same, and every chain holds
    assert stands(live.office, answer.case_id) == stands(live.office, live.case)
    assert verify(live.office) == []


def test_nothing_of_the_past_is_told_to_anybody(play):
    live = play("first_meeting", 1)
    live.clock.move_to(at_beijing(live.scenario.steps[-1].at.date() + timedelta(days=60), 10))
    with live.office.database.reading() as connection:
        before = len(outbox.read(connection, most=1000))

    answer = take_in(live.office, live.actor("officer"), live.procedure, live.papers(10))

    with live.office.database.reading() as connection:
        written = notices.of_case(connection, answer.case_id)
        told = [event.type for _, event in outbox.read(connection, most=1000)][before:]
        records = [one.record for one in audit.read(connection, answer.case_id, most=1000)]
    words = [one.word for one in records]
    assert written == []
    assert told == ["case.case.taken_in"]
    assert words.count("case:case:taken_in") == 1
    assert "case:notice:omitted" in words
    assert "case:notice:written" not in words
    # every record bears the real instant and the clerk or the house, whoever did it on paper
    assert {one.at for one in records} == {live.office.clock.now()}
    assert {one.actor for one in records} <= {"officer", "system"}


def test_who_did_it_and_who_entered_it_are_both_kept(play):
    live = play("first_meeting", 1)
    live.clock.advance(timedelta(days=30))

    answer = take_in(live.office, live.actor("officer"), live.procedure, live.papers(2))

    with live.office.database.reading() as connection:
        rows = {row.element: row for row in submissions.of_case(connection, answer.case_id)}
        row = cases.get(connection, answer.case_id)
    application = rows["application"]
    assert row.opened_by == application.written_by == "civil_affairs.liaison"
    assert application.entered_by == rows["review_application"].entered_by == "officer"
    assert application.true_day.isoformat() == "2022-03-28"
    assert application.written_at == live.office.clock.now()
    assert rows["take_in"].written_by == "officer"


def test_receipts_on_paper_are_entered_as_paper(play):
    live = play("first_meeting", 1)
    live.clock.advance(timedelta(days=30))

    answer = take_in(live.office, live.actor("officer"), live.procedure, live.papers(6))

    with live.office.database.reading() as connection:
        served = services.of_case(connection, answer.case_id)
    assert len(served) == 15
    assert all(one["paper"] and one["receipt_on"].isoformat() == "2022-04-08" for one in served)


def test_what_cannot_be_is_refused_at_its_place(play):
    live = play("first_meeting", 1)
    live.clock.advance(timedelta(days=60))
    officer, good = live.actor("officer"), live.papers(5)

    def refused(change):
        papers = {**good, "steps": [dict(one) for one in good["steps"]]}
        change(papers)
        with pytest.raises(Invalid) as error:
            take_in(live.office, officer, live.procedure, papers)
        return {one.path: one.key for one in error.value.fields}

    before = look(live.office, live.case).number
    assert refused(lambda one: one["steps"][1].update(true_day="2022-03-01")) == {
        "steps.1.true_day": "door.taking_in.day_order"
    }
    assert refused(lambda one: one["steps"][3].update(true_day="2029-01-01")) == {
        "steps.3.true_day": "actions.day_in_future"
    }
    assert refused(lambda one: one["steps"].pop(1)) == {"steps.1": "door.taking_in.not_open"}
    assert refused(lambda one: one["steps"][0].update(form={"choice": "accept"})) == {
        "steps.0.form.reason": "forms.error.required"
    }
    assert "steps.0" in refused(lambda one: one["steps"][0].update(done_by="education.liaison"))
    assert refused(lambda one: one["steps"][0].update(done_by="nobody")) == {
        "steps.0.done_by": "actions.unknown_person"
    }
    assert refused(lambda one: one.update(source=" ")) == {"source": "actions.reason_missing"}
    # nothing was kept of any of these: not even a number was used up
    number = take_in(live.office, officer, live.procedure, live.papers(1)).number
    assert number == before.replace("001", "002") or number != before


def test_only_a_case_officer_takes_in(play):
    live = play("first_meeting", 1)

    with pytest.raises(Forbidden):
        take_in(live.office, live.actor("education.liaison"), live.procedure, live.papers(1))


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_clocks_equal_those_played_live_on_any_days(play, data):
    # given a meeting on any day, and any while until the case is taken in
    shift = data.draw(st.integers(0, 120), label="days later")
    since = data.draw(st.integers(0, 90), label="taken in so many days after")
    live = play("two_decisions", 0)
    moved = [
        replace(one, at=one.at + timedelta(days=shift) if one.at else None, form=later(one.form, shift))
        for one in live.scenario.steps
    ]
    live.scenario = replace(live.scenario, steps=tuple(moved))
    number = 9  # the meeting has been recorded, both decisions run
    live.clock.move_to(moved[0].at)
    try:
        live.steps(number)
    except Conflict:  # the notice of the meeting would be too short by that calendar
        assume(False)
    live.clock.advance(timedelta(days=since))
    fire_due_timers(live.office)

    answer = take_in(live.office, live.actor("officer"), live.procedure, live.papers(number))

    assert stands(live.office, answer.case_id) == stands(live.office, live.case)


def test_it_keeps_the_number_of_its_papers_and_the_series_goes_on_after_it(play):
    live = play("first_meeting", 1)
    officer, papers = live.actor("officer"), live.papers(1)

    def taken(number):
        return live.number(take_in(live.office, officer, live.procedure, {**papers, "number": number}).case_id)

    def refusal(number):
        with pytest.raises(Invalid) as refused:
            taken(number)
        return [(one.path, one.key) for one in refused.value.fields]

    # given the case played live, which is number 1
    assert live.number(live.case) == "豫未保会商申〔2022〕1号"
    # brackets and digits as people type them
    assert taken("豫未保会商申[2022] １２号") == "豫未保会商申〔2022〕12号"
    assert refusal("豫未保会商申〔2022〕12号") == [("number", "actions.number_taken")]
    assert refusal("豫未保会商申〔2021〕3号") == [("number", "cases.numbering.not_a_number")]
    # then a case without a number follows, an earlier free one may still come, and none is given twice
    assert taken("") == "豫未保会商申〔2022〕13号"
    assert taken("豫未保会商申〔2022〕5号") == "豫未保会商申〔2022〕5号"
    assert taken("") == "豫未保会商申〔2022〕14号"
    assert verify(live.office) == []
