"""Urge (催办): remind whoever holds the open tasks of a case that somebody waits. It is stored and moves nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.actions.casework.act_forms import accepted
from engine.actions.casework.beside import allow, note
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.work import CaseWork
from engine.actions.deeds.papers import issue_declared
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.errors import Conflict
from engine.people.actor import Actor
from engine.storage.notices import NoticeRow

KIND = "urge"


def urge(
    office: Office, actor: Actor, case_id: str, form: Mapping[str, Any], *, item: str = "", once: Once | None = None
) -> Answer:
    """Urge those who hold the open tasks (of one item, if given). `form` holds `reason`.

    Raises Forbidden, Invalid without a reason, Conflict when nothing is open.
    """
    return work_on(office, actor, On(case_id=case_id), lambda work: _urge(work, form, item), once=once)


def _urge(work: CaseWork, form: Mapping[str, Any], item: str) -> Answer:
    allow(work, Act.URGE)
    content = accepted(work, Act.URGE.value, {**form, "item": item or form.get("item")})
    reason, item = content["reason"], content["item"]
    waiting = [row for row in work.loaded.tasks.values() if not item or row.item == item]
    if not waiting:
        raise Conflict("actions.nothing_to_urge")
    submission = note(work, Act.URGE, {"reason": reason}, item, tasks=[row.id for row in waiting])
    issue_declared(work, Act.URGE.value, item, {}, submission)
    send_at = work.ledger.calendar.next_working_morning(work.now)
    for row in waiting:
        to = [row.claimed_by] if row.claimed_by else list(row.groups)
        work.notices.append(NoticeRow(work.case.id, row.element, row.item, KIND, to, work.now, send_at))
    return Answer()
