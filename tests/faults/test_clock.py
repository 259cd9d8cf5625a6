"""Time misbehaves: the machine's clock jumps ahead and is set back, or the house was off for days."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.actions.worker.fire_due_timers import fire_due_timers
from engine.cases.audit_words import Word
from engine.errors import Conflict

DAY = timedelta(days=1)


def test_a_clock_that_jumps_ahead_and_back_fires_each_timer_once(site):
    case = site.start("cut_off").case_id
    start = site.clock.now()

    site.clock.move_to(start + 2 * DAY)
    assert fire_due_timers(site.office) == 1
    site.clock.move_to(start)
    assert fire_due_timers(site.office) == 0
    site.clock.move_to(start + 3 * DAY)
    assert fire_due_timers(site.other) == 0

    assert len(site.records(case, Word.TIMER_FIRED)) == 1
    assert site.is_sound()


def test_records_stand_in_the_order_of_acts_even_where_the_clock_went_back(site):
    case = site.start("three_user_tasks")
    site.clock.advance(-DAY)

    site.completing(site.office, "first", case.open_tasks[0].id)()

    opened = site.records(case.case_id, Word.CASE_OPENED)[0]
    done = site.records(case.case_id, Word.TASK_COMPLETED)[0]
    assert done.seq > opened.seq
    assert done.record.at < opened.record.at
    assert site.is_sound()


def test_three_days_down_over_due_timers_fires_each_once_and_says_how_late(site):
    cases = [site.start("cut_off").case_id for _ in range(3)]
    site.clock.advance(4 * DAY)

    assert fire_due_timers(site.other) == len(cases)
    assert fire_due_timers(site.office) == 0

    for case in cases:
        [fired] = site.records(case, Word.TIMER_FIRED)
        assert fired.record.details["seconds_late"] == int((3 * DAY).total_seconds())
    assert site.is_sound()


def test_an_act_after_three_days_down_meets_the_timers_first(site):
    case = site.start("cut_off")
    site.clock.advance(4 * DAY)

    with pytest.raises(Conflict):
        site.completing(site.office, "first", case.open_tasks[0].id)()

    fire_due_timers(site.other)
    assert len(site.records(case.case_id, Word.TIMER_FIRED)) == 1
    assert site.is_sound()
