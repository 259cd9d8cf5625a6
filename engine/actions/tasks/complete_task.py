"""Complete a task: the right person, once, with a form that is right; what the form says stays sealed (D4, D6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.children import renew_children
from engine.actions.casework.form_choices import FormChoices
from engine.actions.casework.hands import hand_of
from engine.actions.casework.listing import note_urgency
from engine.actions.casework.parts import rounds_began
from engine.actions.casework.subjects import name_of, require, task_facts
from engine.actions.casework.work import CaseWork
from engine.actions.deeds.acts import special_of
from engine.actions.deeds.deeds import PLAIN, Deed
from engine.actions.deeds.papers import issue_declared
from engine.actions.files.held_files import attach
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.actions.tasks.drafts import read_draft
from engine.actions.tasks.own_rounds import is_opinion
from engine.cases.act_words import word_of
from engine.cases.acts import act_of_task
from engine.errors import Conflict, Unknown
from engine.people.actor import Actor
from engine.storage import tasks
from engine.storage.tasks import TaskRow


def complete(
    office: Office,
    actor: Actor,
    task_id: str,
    form: Mapping[str, Any],
    *,
    once: Once | None = None,
    seen: int | None = None,
) -> Answer:
    """Complete this task with this form.

    Raises Unknown or Forbidden for whom it is not, Conflict naming who and when where somebody was first or a guard
    forbids it, Invalid naming each field.
    """
    return work_on(
        office, actor, On(task_id=task_id, seen=seen), lambda work: complete_in(work, task_id, form), once=once
    )


def complete_in(work: CaseWork, task_id: str, form: Mapping[str, Any], *, done_by: str = "") -> Answer:
    """The same inside an act at hand. `done_by` is who truly did it, where it is entered afterwards."""
    row = open_task(work, task_id)
    act = act_of_task(row.act)
    verdict = require(work, act, task_facts(work, row))
    deed = _deed(work, row, form, done_by)
    special = special_of(act)
    special.before(deed)
    work.instance.complete(task_id, deed.routing)
    work.moved = True
    note_urgency(work, deed.routing)
    work.completed[task_id] = done_by or work.actor.id
    details: dict[str, Any] = {"task": row.id, "submission": deed.submission}
    details |= {"on_behalf_of": verdict.on_behalf_of or None}
    if deed.files:
        details["files"] = list(deed.files)
    if is_opinion(work, row.form):
        details["round"] = len(rounds_began(work.parts.rows))
    work.record(word_of(act), row.element, row.item, **details)
    special.after(deed)
    issue_declared(work, row.element, row.item, deed.routing, deed.submission)
    return Answer()


def open_task(work: CaseWork, task_id: str) -> TaskRow:
    """The open task. Raises Conflict naming who ended it and when; Unknown where the actor may not even know that."""
    row = work.task(task_id)
    if row is not None:
        return row
    ended = tasks.get(work.connection, task_id)
    if ended is None:
        raise Unknown("actions.unknown_task")
    require(work, act_of_task(ended.act), task_facts(work, ended))
    at = ended.ended_at.isoformat() if ended.ended_at else ""
    if ended.ended_by:
        raise Conflict("actions.task_done", by=name_of(work, ended.ended_by), at=at)
    raise Conflict("actions.task_cancelled", at=at)


def _deed(work: CaseWork, row: TaskRow, form: Mapping[str, Any], done_by: str) -> Deed:
    shape = work.loaded.procedure.form(row.form)
    kept = read_draft(work, row)
    content = shape.accept(dict(form), FormChoices(work), hand_of(work, row.element), kept) if shape else {}
    act = act_of_task(row.act)
    submission = work.submit(
        content, element=row.element, item=row.item, task_id=row.id, form=row.form, written_by=done_by
    )
    attached = attach(work, shape, content, submission, row.draft) if shape else []
    if shape:
        renew_children(work, shape, content, submission)
    return Deed(
        work=work,
        act=act,
        element=row.element,
        item=row.item,
        task_id=row.id,
        content=content,
        routing=shape.routing(content) if shape else {},
        data={} if special_of(act) is PLAIN else work.instance.task_data(row.id),
        submission=submission,
        files=tuple(attached),
    )
