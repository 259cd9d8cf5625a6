"""A process is killed (kill -9) at a named point: an act is either wholly there or not at all, and can be repeated."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from engine.actions.registers import export_register
from engine.actions.registers.read_register import wanted
from engine.actions.worker.fire_due_timers import fire_due_timers
from engine.actions.worker.long_work import LEASE, do_next, look_at, result_of
from engine.cases.audit_words import Word
from engine.clock import beijing_day
from engine.storage import audit, jobs
from engine.storage.cases import lock
from engine.storage.stop_points import FAULT
from engine.timers.work_kinds import KINDS
from tests.faults.child import request_of
from tests.faults.site import FIRST, Site
from webhooks.app import create_app

ROOT = Path(__file__).parents[2]
PATIENCE = 60
#: what the process that is killed calls itself at the server
CHILD = "huishang-killed"


def killed_at(site: Site, point: str, act: str, *arguments: str) -> None:
    """Run another process on this site until it dies at this point; it must have died of it, and its locks with it."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults.child", act, site.url, site.clock.now().isoformat(), *arguments],
        cwd=ROOT,
        env={**os.environ, FAULT: f"{point}:kill", "PGAPPNAME": CHILD},
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    site.wait_until_gone(CHILD, PATIENCE)


@pytest.mark.parametrize("point", ["case_work.after_lock", "case_work.before_commit"])
def test_killed_before_the_commit_nothing_has_happened_and_the_act_can_be_repeated(site, point):
    case = site.start("three_user_tasks")
    task = case.open_tasks[0].id

    killed_at(site, point, "complete", task)

    assert site.records(case.case_id, Word.TASK_COMPLETED) == []
    assert site.is_sound()
    answer = create_app(site.office).test_client().post(**request_of(task))
    assert answer.status_code == 200, answer.text
    assert not answer.get_json()["repeated"]
    assert len(site.records(case.case_id, Word.TASK_COMPLETED)) == 1
    assert site.is_sound()


def test_killed_after_the_commit_the_client_asks_again_and_gets_the_first_answer(site):
    case = site.start("three_user_tasks")
    task = case.open_tasks[0].id

    killed_at(site, "case_work.after_commit", "complete", task)

    assert len(site.records(case.case_id, Word.TASK_COMPLETED)) == 1
    answer = create_app(site.office).test_client().post(**request_of(task))
    assert answer.status_code == 200, answer.text
    told = answer.get_json()
    assert told["repeated"]
    assert [open_task["element"] for open_task in told["tasks"]] == ["task_b"]
    assert len(site.records(case.case_id, Word.TASK_COMPLETED)) == 1
    assert site.is_sound()


@pytest.mark.parametrize("point", ["sweep.after_lock", "sweep.before_commit", "sweep.after_commit"])
def test_a_worker_killed_in_its_sweep_leaves_each_timer_to_fire_once(site, point):
    cases = [site.start("cut_off").case_id for _ in range(3)]
    site.clock.advance(timedelta(days=2))

    killed_at(site, point, "sweep")
    fire_due_timers(site.office)

    assert [len(site.records(case, Word.TIMER_FIRED)) for case in cases] == [1, 1, 1]
    assert site.is_sound()


def test_a_case_whose_lock_has_not_been_let_go_is_left_to_the_next_look(site):
    """So it is when the server has not noticed a death yet: the others fire, that one waits for a look, none twice."""
    if site.office.database.is_sqlite:
        pytest.skip("SQLite has one lock for all cases, and it ends with its process")
    cases = [site.start("cut_off").case_id for _ in range(3)]
    site.clock.advance(timedelta(days=2))

    with site.other.database.writing() as connection:
        assert lock(connection, cases[1]) is not None
        fire_due_timers(site.office)
        assert [len(site.records(case, Word.TIMER_FIRED)) for case in cases] == [1, 0, 1]
    fire_due_timers(site.office)

    assert [len(site.records(case, Word.TIMER_FIRED)) for case in cases] == [1, 1, 1]
    assert site.is_sound()


@pytest.mark.parametrize("point", ["long_work.taken", "long_work.before_commit"])
def test_long_work_whose_worker_was_killed_is_begun_anew_and_recorded_once(site, point, monkeypatch):
    # given an export that is long work, and a worker that is killed over it
    actor, job = site.person(FIRST), asked_for(site, monkeypatch)
    killed_at(site, point, "long_work")
    assert look_at(site.office, actor, job).state == jobs.RUNNING
    assert exports(site) == []

    # when its lease is over and another looks
    assert not do_next(site.other, "other", KINDS)
    site.clock.advance(LEASE + timedelta(seconds=1))
    assert do_next(site.other, "other", KINDS)

    # then it is done, on record once, and nothing is left to do
    row, content = result_of(site.office, actor, job)
    assert (row.state, row.attempts, content[:2]) == (jobs.DONE, 2, b"PK")
    assert len(exports(site)) == 1
    assert not do_next(site.office, "third", KINDS)


def test_long_work_whose_worker_was_killed_after_the_commit_is_done(site, monkeypatch):
    job = asked_for(site, monkeypatch)

    killed_at(site, "long_work.after_commit", "long_work")

    assert look_at(site.office, site.person(FIRST), job).state == jobs.DONE
    assert len(exports(site)) == 1
    site.clock.advance(LEASE * 2)
    assert not do_next(site.other, "other", KINDS)


def asked_for(site, monkeypatch) -> str:
    """An export of a register that is made in the background."""
    site.start("three_user_tasks")
    monkeypatch.setattr(export_register, "DIRECT", 0)
    book, asked = wanted("acceptance", beijing_day(site.clock.now()))
    return export_register.export_register(site.office, site.person(FIRST), book, asked, "zh").work


def exports(site) -> list[str]:
    with site.office.database.reading() as connection:
        words = [one.record.word for one in audit.walk(connection, "office")]
    return [word for word in words if word == Word.REGISTER_EXPORTED]
