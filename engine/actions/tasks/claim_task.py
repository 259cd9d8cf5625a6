"""Claim a task: from now on it is this person's to do, and nobody else's until it is released."""

from __future__ import annotations

from dataclasses import replace

from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.subjects import require, task_facts
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.actions.tasks.complete_task import open_task
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.people.actor import Actor
from engine.storage import tasks


def claim(office: Office, actor: Actor, task_id: str, *, once: Once | None = None, seen: int | None = None) -> Answer:
    """Take this task. Taking it twice changes nothing. Raises Conflict naming who has it."""
    return work_on(office, actor, On(task_id=task_id, seen=seen), lambda work: _claim(work, task_id), once=once)


def _claim(work: CaseWork, task_id: str) -> Answer:
    row = open_task(work, task_id)
    require(work, Act.CLAIM, task_facts(work, row))
    if row.claimed_by == work.actor.id:
        return Answer()
    values = {"claimed_by": work.actor.id, "claimed_at": work.now}
    tasks.change(work.connection, task_id, values)
    work.loaded.tasks[task_id] = replace(row, claimed_by=work.actor.id, claimed_at=work.now)
    work.record(Word.TASK_CLAIMED, row.element, row.item, task=task_id)
    return Answer()
