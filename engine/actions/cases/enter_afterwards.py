"""Enter afterwards (补录) what happened on paper or by telephone, with its true day, who did it and why it comes late.

The task is completed as that person would have done it; rules that ask for the day are given the true one. Rungs that
have fired in between stay fired and are not repeated (D10).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.actions.cases.serve import past_day
from engine.actions.casework.act_forms import accepted
from engine.actions.casework.beside import allow
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.actions.signing_in.authenticate import actor_of
from engine.actions.tasks.complete_task import complete_in, open_task
from engine.cases.act_words import word_of
from engine.cases.acts import Act
from engine.errors import FieldError, Invalid
from engine.people.actor import Actor


def enter_afterwards(
    office: Office,
    actor: Actor,
    task_id: str,
    form: Mapping[str, Any],
    *,
    true_day: str,
    done_by: str,
    reason: str,
    once: Once | None = None,
) -> Answer:
    """Complete this task as `done_by` did on `true_day`.

    Raises Forbidden where the actor may not enter afterwards or `done_by` could not have done it, Invalid for a day in
    the future or without a reason, and naming each field of the task (`form.choice`). A day before the task was opened
    is allowed: cases are taken in half-way.
    """
    return work_on(
        office,
        actor,
        On(task_id=task_id),
        lambda work: _enter(work, task_id, form, true_day, done_by, reason),
        once=once,
    )


def _enter(work: CaseWork, task_id: str, form: Mapping[str, Any], true_day: str, done_by: str, reason: str) -> Answer:
    allow(work, Act.ENTER_AFTERWARDS)
    row = open_task(work, task_id)
    said = {"true_day": true_day, "done_by": done_by, "reason": reason}
    words = {"reason": accepted(work, Act.ENTER_AFTERWARDS.value, said)["reason"]}
    doer = actor_of(work.connection, done_by, work.today)
    if doer is None:
        raise Invalid("actions.unknown_person", fields=[FieldError("done_by", "actions.unknown_person")])
    clerk, day = work.actor, past_day(true_day, work.today, "true_day")
    reason_kept = work.submit(words, element=Act.ENTER_AFTERWARDS.value, item=row.item)
    details = {"task": task_id, "done_by": done_by, "true_day": day.isoformat(), "submission": reason_kept}
    work.record(word_of(Act.ENTER_AFTERWARDS), row.element, row.item, **details)
    work.world.acted_on = day
    work.actor = doer
    try:
        answer = complete_in(work, task_id, form, done_by=done_by)
    except Invalid as refusal:
        # the task's own form stands within that of this act
        fields = [FieldError(f"form.{one.path}", one.key, one.params) for one in refusal.fields]
        raise Invalid(refusal.key, fields=fields, **refusal.params) from refusal
    finally:
        work.actor = clerk
    return answer
