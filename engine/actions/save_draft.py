"""Save an unfinished form: sealed like a finished one, checked only for what it could never become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.actions.answers import Answer, Once
from engine.actions.case_work import On, work_on
from engine.actions.complete_task import open_task
from engine.actions.office import Office
from engine.actions.subjects import require, task_facts
from engine.actions.work import CaseWork
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.people.actor import Actor
from engine.storage import submissions, tasks
from engine.storage.tasks import TaskRow


def save_draft(
    office: Office,
    actor: Actor,
    task_id: str,
    form: Mapping[str, Any],
    *,
    once: Once | None = None,
    seen: int | None = None,
) -> Answer:
    """Keep this draft; a later one takes its place. Raises Invalid for fields the form does not have."""
    return work_on(office, actor, On(task_id=task_id, seen=seen), lambda work: _save(work, task_id, form), once=once)


def read_draft(work: CaseWork, row: TaskRow) -> dict[str, Any]:
    """The draft of this task, opened; empty if there is none."""
    kept = submissions.get(work.connection, row.draft) if row.draft else None
    return work.opened(kept) if kept else {}


def _save(work: CaseWork, task_id: str, form: Mapping[str, Any]) -> Answer:
    row = open_task(work, task_id)
    require(work, Act.SAVE_DRAFT, task_facts(work, row))
    shape = work.loaded.procedure.form(row.form)
    content = shape.accept_draft(dict(form)) if shape else {}
    kept = submissions.get(work.connection, row.draft) if row.draft else None
    if kept is None:
        _first(work, row, content)
    else:
        newer = replace(kept, written_at=work.now, written_by=work.actor.id)
        submissions.rewrite_draft(work.connection, work.sealed(newer, content))
    work.record(Word.TASK_DRAFTED, row.element, row.item, task=task_id)
    return Answer()


def _first(work: CaseWork, row: TaskRow, content: Mapping[str, Any]) -> None:
    draft = work.submit(
        content, element=row.element, item=row.item, task_id=row.id, form=row.form, kind=submissions.DRAFT
    )
    tasks.change(work.connection, row.id, {"draft": draft})
    work.loaded.tasks[row.id] = replace(row, draft=draft)
