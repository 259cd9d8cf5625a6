"""Two at once: exactly one wins, the other is told who and when, and the case is as if they had come in turn."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from engine.actions.house.answers import Answer
from engine.actions.worker.fire_due_timers import fire_due_timers
from engine.cases.audit_words import Word
from engine.errors import Conflict
from tests.faults.child import READY
from tests.faults.conftest import ROUNDS, TIMERS
from tests.faults.site import FIRST, SECOND

DAY = timedelta(days=1)
ROOT = Path(__file__).parents[2]
PATIENCE = 120


def test_one_task_completed_twice_at_once_is_completed_once(site, at_once):
    for _ in range(ROUNDS):
        case = site.start("three_user_tasks")
        task = case.open_tasks[0].id

        answers = at_once(site.completing(site.office, FIRST, task), site.completing(site.other, SECOND, task))

        won = [answer for answer in answers if isinstance(answer, Answer)]
        lost = [answer for answer in answers if isinstance(answer, Conflict)]
        assert len(won) == len(lost) == 1, answers
        assert lost[0].key == "people.right.already_done"
        assert lost[0].params["by"] in ("甄先到（虚构）", "贾后至（虚构）")
        assert lost[0].params["at"] == site.clock.now().isoformat()
        assert len(site.records(case.case_id, Word.TASK_COMPLETED)) == 1
        assert [open_task.element for open_task in won[0].open_tasks] == ["task_b"]
    assert site.is_sound()


def test_two_branches_completed_at_once_join_once(site, at_once):
    for _ in range(ROUNDS):
        case = site.start("two_branches")
        left, right = (task.id for task in case.open_tasks)

        answers = at_once(site.completing(site.office, FIRST, left), site.completing(site.other, SECOND, right))

        assert all(isinstance(answer, Answer) for answer in answers), answers
        last = max(answers, key=lambda answer: answer.version)
        assert [task.element for task in last.open_tasks] == ["after"]
        opened = [one.record.element for one in site.records(case.case_id, Word.TASK_OPENED)]
        assert sorted(opened) == ["after", "left", "right"]
    assert site.is_sound()


def test_completing_while_the_timer_fires_ends_in_exactly_one_way(site, at_once):
    for number in range(ROUNDS):
        case = site.start("cut_off")
        site.clock.advance(DAY - timedelta(microseconds=1) if number % 2 else DAY)

        def tick_and_sweep():
            site.clock.advance(timedelta(microseconds=1))
            return fire_due_timers(site.other)

        answer, _ = at_once(site.completing(site.office, FIRST, case.open_tasks[0].id), tick_and_sweep)
        fire_due_timers(site.other)

        done = len(site.records(case.case_id, Word.TASK_COMPLETED))
        fired = len(site.records(case.case_id, Word.TIMER_FIRED))
        assert done + fired == 1
        assert isinstance(answer, Answer) == bool(done), answer
        if fired:
            assert isinstance(answer, Conflict)
    assert site.is_sound()


def test_two_workers_fire_each_timer_once(site, at_once):
    cases = [site.start("timer_wait").case_id for _ in range(TIMERS)]
    site.clock.advance(timedelta(days=43))

    fired = at_once(lambda: fire_due_timers(site.office), lambda: fire_due_timers(site.other))

    assert sum(fired) + fire_due_timers(site.office) == TIMERS
    assert [len(site.records(case, Word.TIMER_FIRED)) for case in cases] == [1] * TIMERS
    assert site.is_sound()


def test_two_processes_fire_each_timer_once(site):
    cases = [site.start("timer_wait").case_id for _ in range(TIMERS)]
    site.clock.advance(timedelta(days=43))
    instant = site.clock.now().isoformat()
    command = [sys.executable, "-m", "tests.faults.child", "sweep_when_told", site.url, instant]
    workers = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    assert [worker.stdout.readline().strip() for worker in workers] == [READY, READY]

    for worker in workers:
        worker.stdin.write("now\n")
        worker.stdin.flush()
    fired = [int(worker.communicate(timeout=PATIENCE)[0]) for worker in workers]

    assert [worker.returncode for worker in workers] == [0, 0]
    assert sum(fired) + fire_due_timers(site.office) == TIMERS
    assert [len(site.records(case, Word.TIMER_FIRED)) for case in cases] == [1] * TIMERS
    assert site.is_sound()
