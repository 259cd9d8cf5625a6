"""Refuse a request to read the real data of a case (不同意查看真实信息), with a reason that the asker reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.actions.casework.beside import allow, note, text_of
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.errors import Conflict
from engine.people.actor import Actor
from engine.storage import real_data_requests
from engine.storage.notices import NoticeRow

NOTICE = "real_data_refused"


def refuse_real_data(
    office: Office, actor: Actor, case_id: str, person: str, form: Mapping[str, Any], *, once: Once | None = None
) -> Answer:
    """Refuse what `person` asked for; `form` holds `reason`.

    Raises Forbidden, Invalid without a reason, Conflict when no request of this person waits.
    """

    def verb(work: CaseWork) -> Answer:
        allow(work, Act.REFUSE_REAL_DATA)
        reason = text_of(form, "reason")
        kept = note(work, Act.REFUSE_REAL_DATA, {"reason": reason}, person=person)
        if not decided(work, person, {"answer": kept, "granted_until": None}):
            raise Conflict("actions.request_gone")
        send_at = work.ledger.calendar.next_working_morning(work.now)
        work.notices.append(
            NoticeRow(work.case.id, Act.REFUSE_REAL_DATA.value, "", NOTICE, [person], work.now, send_at)
        )
        return Answer()

    return work_on(office, actor, On(case_id=case_id), verb, once=once)


def decided(work: CaseWork, person: str, values: Mapping[str, Any]) -> bool:
    """Write into the waiting request of this person what came of it. Gives whether there was one."""
    row = real_data_requests.waiting_of(work.connection, work.case.id, person)
    if row is None:
        return False
    decision = {"decided_at": work.now, "decided_by": work.acting, **values}
    real_data_requests.decide(work.connection, row.id, decision)
    return True
