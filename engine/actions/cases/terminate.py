"""Terminate a case (终止) with a reason, by a person of the office. It is outside the diagram (D4).

The diagram is cancelled, open clocks are closed without performance, tasks and timers go. While danger is marked and
not answered a case cannot be terminated.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.actions.casework.act_forms import accepted
from engine.actions.casework.beside import allow, note
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.happenings import end
from engine.actions.casework.subjects import case_facts
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.cases.states import CaseState
from engine.errors import Conflict
from engine.people.actor import Actor
from engine.people.roles import Role
from engine.storage.notices import NoticeRow

#: of the notice that tells everybody concerned
KIND = "terminated"


def terminate(
    office: Office,
    actor: Actor,
    case_id: str,
    form: Mapping[str, Any],
    *,
    once: Once | None = None,
    seen: int | None = None,
) -> Answer:
    """End the case for `reason`. Raises Forbidden, Conflict where danger is open or the case has ended, Invalid."""

    def verb(work: CaseWork) -> Answer:
        allow(work, Act.TERMINATE)
        note(work, Act.TERMINATE, accepted(work, Act.TERMINATE.value, form))
        tell = _concerned(work)
        end_beside(work, CaseState.TERMINATED)
        send_at = work.ledger.calendar.next_working_morning(work.now)
        work.notices.append(NoticeRow(work.case.id, "", "", KIND, tell, work.now, send_at))
        work.record(Word.NOTICE_WRITTEN, kind=KIND, to=tell)
        return Answer()

    return work_on(office, actor, On(case_id=case_id, seen=seen), verb, once=once)


def end_beside(work: CaseWork, state: CaseState) -> None:
    """Cancel the diagram and close the case in this state; the diagram closes its own clocks.

    Raises Conflict while danger is marked and not answered.
    """
    if work.changes.get("danger", work.case.danger):
        raise Conflict("actions.danger_open", case=work.case.number)
    work.instance.cancel()
    work.instance.take_effects()
    for deadline in work.ledger.deadlines:
        if deadline.is_open:
            work.ledger.close(deadline.name, deadline.item, reason=state.value, at=work.now, by=work.acting)
    work.change(status=state.value)
    end(work, state.value)


def _concerned(work: CaseWork) -> list[str]:
    """Whom the termination concerns: who applied, who leads or supports, who was asked."""
    facts = case_facts(work)
    units = {facts.applicant_unit or facts.office_unit} | facts.lead_units | facts.support_units
    roles = (Role.LIAISON, Role.CITY_OFFICER, Role.CASE_OFFICER)
    asked = {part.group for part in facts.parts if part.is_active}
    return sorted({f"{role.value}@{unit}" for role in roles for unit in units} | asked)
