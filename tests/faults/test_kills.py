"""A process is killed (kill -9) at a named point: an act is either wholly there or not at all, and can be repeated."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from engine.actions.fire_due_timers import fire_due_timers
from engine.cases.audit_words import Word
from engine.storage.stop_points import FAULT
from tests.faults.child import request_of
from webhooks.app import create_app

ROOT = Path(__file__).parents[2]
PATIENCE = 60


def killed_at(point: str, *arguments: str) -> None:
    """Run another process until it dies at this point; it must have died of it."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults.child", *arguments],
        cwd=ROOT,
        env={**os.environ, FAULT: f"{point}:kill"},
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()


@pytest.mark.parametrize("point", ["case_work.after_lock", "case_work.before_commit"])
def test_killed_before_the_commit_nothing_has_happened_and_the_act_can_be_repeated(site, point):
    case = site.start("three_user_tasks")
    task = case.open_tasks[0].id

    killed_at(point, "complete", site.url, site.clock.now().isoformat(), task)

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

    killed_at("case_work.after_commit", "complete", site.url, site.clock.now().isoformat(), task)

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

    killed_at(point, "sweep", site.url, site.clock.now().isoformat())
    fire_due_timers(site.office)

    assert [len(site.records(case, Word.TIMER_FIRED)) for case in cases] == [1, 1, 1]
    assert site.is_sound()
