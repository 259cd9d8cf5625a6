"""Save an unfinished form: sealed like a finished one, checked only for what it could never become.

It is saved as one types, so only the first draft of each hand is put on record. Who saves from a page that is older
than the draft is told so, instead of undoing what was typed in another window.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.hands import hand_of
from engine.actions.casework.subjects import name_of, require, task_facts
from engine.actions.casework.work import CaseWork
from engine.actions.files.held_files import hold
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.actions.tasks.complete_task import open_task
from engine.actions.tasks.drafts import draft_row
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import Conflict
from engine.people.actor import Actor
from engine.storage import submissions, tasks
from engine.storage.submissions import SubmissionRow
from engine.storage.tasks import TaskRow

#: what a page says that found no draft when it was opened
NO_DRAFT = ""


def save_draft(
    office: Office,
    actor: Actor,
    task_id: str,
    form: Mapping[str, Any],
    *,
    based_on: str | None = None,
    once: Once | None = None,
    seen: int | None = None,
) -> Answer:
    """Keep this draft; a later one takes its place. The answer's details tell when it was saved.

    `based_on` is the instant of the draft that the page began with, as told then; "" where there was none, None for
    whoever means to overwrite. Raises Invalid for fields the form does not have or that are not this hand's, Conflict
    naming who saved a newer draft and when.
    """

    def verb(work: CaseWork) -> Answer:
        return _save(work, task_id, form, based_on)

    return work_on(office, actor, On(task_id=task_id, seen=seen), verb, once=once)


def _save(work: CaseWork, task_id: str, form: Mapping[str, Any], based_on: str | None) -> Answer:
    row = open_task(work, task_id)
    require(work, Act.SAVE_DRAFT, task_facts(work, row))
    kept = draft_row(work, row)
    _check_newest(work, kept, based_on)
    shape = work.loaded.procedure.form(row.form)
    before = work.opened(kept) if kept else {}
    content = shape.accept_draft(dict(form), hand_of(work, row.element), before) if shape else {}
    draft = kept.id if kept else _first(work, row, content)
    if kept is not None:
        newer = replace(kept, written_at=work.now, written_by=work.actor.id)
        submissions.rewrite_draft(work.connection, work.sealed(newer, content))
    if shape:
        hold(work, shape, content, draft)
    if kept is None or kept.written_by != work.actor.id:
        work.record(Word.TASK_DRAFTED, row.element, row.item, task=task_id)
    return Answer(details={"saved_at": work.now.isoformat()})


def _check_newest(work: CaseWork, kept: SubmissionRow | None, based_on: str | None) -> None:
    if based_on is None or kept is None:
        return
    if based_on == NO_DRAFT or datetime.fromisoformat(based_on) != kept.written_at:
        by = name_of(work, kept.written_by)
        raise Conflict("actions.draft_newer", by=by, at=kept.written_at.isoformat())


def _first(work: CaseWork, row: TaskRow, content: Mapping[str, Any]) -> str:
    draft = work.submit(
        content, element=row.element, item=row.item, task_id=row.id, form=row.form, kind=submissions.DRAFT
    )
    tasks.change(work.connection, row.id, {"draft": draft})
    work.loaded.tasks[row.id] = replace(row, draft=draft)
    return draft
