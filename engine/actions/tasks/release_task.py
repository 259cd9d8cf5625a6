"""Release a claimed task back to its groups; the director may release another's."""

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


def release(office: Office, actor: Actor, task_id: str, *, once: Once | None = None, seen: int | None = None) -> Answer:
    """Give this task back. Raises Conflict when nobody or somebody else holds it."""
    return work_on(office, actor, On(task_id=task_id, seen=seen), lambda work: _release(work, task_id), once=once)


def _release(work: CaseWork, task_id: str) -> Answer:
    row = open_task(work, task_id)
    require(work, Act.RELEASE, task_facts(work, row))
    tasks.change(work.connection, task_id, {"claimed_by": None, "claimed_at": None})
    work.loaded.tasks[task_id] = replace(row, claimed_by=None, claimed_at=None)
    work.record(Word.TASK_RELEASED, row.element, row.item, task=task_id, held_by=row.claimed_by)
    return Answer()
