"""Somebody leaves: the director passes tasks and cases on, each by its own right; what cannot pass says why."""

from __future__ import annotations

import pytest

from engine.actions.people.hand_over_work import hand_over_work, held_work
from engine.actions.tasks.claim_task import claim
from engine.errors import Forbidden
from engine.storage import cases, tasks


def officer_of(case) -> str:
    with case.office.database.reading() as connection:
        row = cases.get(connection, case.case)
    assert row is not None
    return row.officer or ""


def holder_of(case, task: str) -> str:
    with case.office.database.reading() as connection:
        row = tasks.get(connection, task)
    assert row is not None
    return row.claimed_by or ""


@pytest.fixture
def case(play):
    """The application was accepted; the next step of the office is claimed by the officer who leaves."""
    found = play("first_meeting", 3)
    claim(found.office, found.actor("officer"), found.task("prepare_consultation"))
    return found


def test_tasks_and_cases_pass_to_the_colleague(case):
    task = case.task("prepare_consultation")
    held = held_work(case.office, case.actor("director"), "officer")
    assert [row.task.id for row in held.tasks] == [task]
    assert [found for found, _ in held.cases] == [case.case]

    passed = hand_over_work(case.office, case.actor("director"), "officer", "officer2")

    assert [one.refusal for one in passed] == [None, None]
    assert (holder_of(case, task), officer_of(case)) == ("officer2", "officer2")
    assert case.words()[-2:] == ["case:task:handed_over", "case:officer:appointed"]
    left = held_work(case.office, case.actor("director"), "officer")
    assert (left.tasks, left.cases) == ((), ())


def test_what_cannot_pass_stays_and_says_why(case):
    task = case.task("prepare_consultation")
    passed = hand_over_work(case.office, case.actor("director"), "officer", "health.liaison")
    assert [one.refusal.key for one in passed] == [
        "people.right.receiver_elsewhere",
        "identity.handover.no_officer",
    ]
    assert (holder_of(case, task), officer_of(case)) == ("officer", "officer")


@pytest.mark.parametrize("who", ["officer", "officer2", "reviewer", "sysadmin", "secadmin", "health.liaison"])
def test_the_director_alone(case, who):
    with pytest.raises(Forbidden):
        held_work(case.office, case.actor(who), "officer")
    with pytest.raises(Forbidden):
        hand_over_work(case.office, case.actor(who), "officer", "officer2")
