"""Hand a task over to another person (转办), who must have the right to it themselves."""

from __future__ import annotations

from dataclasses import replace

from engine.actions.casework.beside import text_of
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.subjects import require, task_facts
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.actions.signing_in.authenticate import actor_of
from engine.actions.tasks.complete_task import open_task
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import FieldError, Invalid
from engine.people.actor import Actor
from engine.people.task_rights import may_receive
from engine.storage import tasks
from engine.storage.notices import NoticeRow

#: the kind of the notice to whom it was handed over
KIND = "handed_over"


def hand_over(
    office: Office,
    actor: Actor,
    task_id: str,
    to: str,
    reason: str = "",
    *,
    once: Once | None = None,
    seen: int | None = None,
) -> Answer:
    """Make this task the other person's, claimed by them from now on; the reason in words is sealed.

    Raises Forbidden where one of the two has no right to it, Invalid where `to` is nobody active.
    """

    def verb(work: CaseWork) -> Answer:
        return _hand_over(work, task_id, to, reason)

    return work_on(office, actor, On(task_id=task_id, seen=seen), verb, once=once)


def _hand_over(work: CaseWork, task_id: str, to: str, reason: str) -> Answer:
    row = open_task(work, task_id)
    facts = task_facts(work, row)
    require(work, Act.HAND_OVER, facts)
    receiver = actor_of(work.connection, to, work.today)
    if receiver is None:
        raise Invalid("actions.unknown_person", fields=[FieldError("to", "actions.unknown_person")])
    may_receive(receiver, work.actor, facts).require()
    tasks.change(work.connection, task_id, {"claimed_by": to, "claimed_at": work.now})
    work.loaded.tasks[task_id] = replace(row, claimed_by=to, claimed_at=work.now)
    send_at = work.ledger.calendar.next_working_morning(work.now)
    work.notices.append(NoticeRow(work.case.id, row.element, row.item, KIND, [to], work.now, send_at))
    words = text_of({"reason": reason}, "reason", required=False)
    kept = work.submit({"reason": words}, element=Act.HAND_OVER.value, item=row.item) if words else None
    work.record(Word.TASK_HANDED_OVER, row.element, row.item, task=task_id, to=to, submission=kept)
    return Answer()
