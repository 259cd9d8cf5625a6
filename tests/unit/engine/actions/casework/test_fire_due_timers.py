"""Time passes once, whoever looks, and one broken case never stops the others."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from engine.actions.opening.open_case import open_case
from engine.actions.records.verify import verify
from engine.actions.tasks.complete_task import complete
from engine.actions.worker import fire_due_timers as sweep
from engine.cases.audit_words import Word
from engine.clock import at_beijing
from engine.errors import Incident
from engine.storage import cases, notices, tasks
from tests.unit.engine.actions.casework.people import PREPARED, REQUEST

#: five working days after Monday 28 March 2022 end with 2 April, a make-up Saturday; the clock fires at its midnight
LATE = at_beijing(date(2022, 4, 3))


def test_nothing_fires_before_its_instant(office, errand, clock):
    clock.move_to(LATE - timedelta(microseconds=1))

    assert sweep.fire_due_timers(office) == 0
    assert sweep.next_due(office) == LATE


def test_a_due_timer_fires_once_and_is_recorded_as_the_systems(office, second_office, errand, clock, words):
    # given two workers that look at the same instant
    clock.move_to(LATE)
    fired = sweep.fire_due_timers(office) + sweep.fire_due_timers(second_office)

    # then the timer and the missed day took effect once, and the notice waits for a working morning
    assert fired == 2
    assert words(errand).count(Word.TIMER_FIRED) == 1
    assert words(errand).count(Word.DEADLINE_MISSED) == 1
    with office.database.reading() as connection:
        assert [task.element for task in tasks.of_case(connection, errand.case_id)] == ["prepare", "hasten"]
        (notice,) = notices.of_case(connection, errand.case_id)
    assert notice.send_at == at_beijing(date(2022, 4, 6), 9)
    assert verify(office) == []


def test_what_fell_due_while_nobody_looked_fires_at_the_next_look(office, errand, clock, words):
    clock.move_to(LATE + timedelta(days=3))

    sweep.fire_due_timers(office)

    assert words(errand).count(Word.TIMER_FIRED) == 1


def test_a_clock_that_is_set_back_fires_nothing_twice(office, errand, clock, words):
    clock.move_to(LATE)
    sweep.fire_due_timers(office)
    clock.move_to(LATE - timedelta(days=1))
    sweep.fire_due_timers(office)
    clock.move_to(LATE + timedelta(days=1))
    sweep.fire_due_timers(office)

    assert words(errand).count(Word.TIMER_FIRED) == 1


def test_a_person_who_acts_late_finds_that_time_has_passed_first(office, errand, ann, clock, task_of, words):
    # given a timer that is due and that no worker has fired
    clock.move_to(LATE)

    # when somebody completes the late task
    answer = complete(office, ann, task_of(errand, "prepare"), PREPARED)

    # then the timer fired before, as an act of the system
    assert words(errand).index(Word.TIMER_FIRED) < words(errand).index(Word.TASK_COMPLETED)
    assert {task.element for task in answer.open_tasks} == {"check", "hasten"}
    assert sweep.fire_due_timers(office) == 0


def test_a_case_that_cannot_go_on_is_halted_and_the_others_go_on(office, errand, ann, clock, words, monkeypatch):
    # given two due cases, the first of which breaks
    other = open_case(office, ann, "errand", REQUEST)
    clock.move_to(LATE)
    begin = sweep.begin

    def breaks(office, connection, actor, row):
        if row.id == errand.case_id:
            raise Incident("actions.state_missing", case=row.number)
        return begin(office, connection, actor, row)

    monkeypatch.setattr(sweep, "begin", breaks)
    fired = sweep.fire_due_timers(office)

    # then the second fired, the first waits for a person, and the next look leaves it alone
    assert fired == 2
    assert words(other).count(Word.TIMER_FIRED) == 1
    with office.database.reading() as connection:
        (incident,) = cases.open_incidents_of(connection, errand.case_id)
        assert cases.open_incidents_of(connection, other.case_id) == []
        assert cases.get(connection, errand.case_id).halted
    assert incident.case_id == errand.case_id
    monkeypatch.undo()
    assert sweep.fire_due_timers(office) == 0

    # until that person lets it go on
    with office.database.writing() as connection:
        assert cases.resolve_incidents(connection, errand.case_id, clock.now(), "officer") == 1
    assert sweep.fire_due_timers(office) == 2


def test_an_ended_case_leaves_no_timer_behind(office, errand, ann, bob, do, clock):
    do(do(errand, ann, "prepare"), bob, "check")

    assert sweep.next_due(office) is None


@pytest.mark.parametrize("cache_size", [0], indirect=True)
def test_many_due_cases_are_all_swept(office, errand, ann, clock, monkeypatch):
    monkeypatch.setattr(sweep, "BATCH", 2)
    for _ in range(4):
        open_case(office, ann, "errand", REQUEST)
    clock.move_to(LATE)

    assert sweep.fire_due_timers(office) == 10
