"""Ask to read the real data of a case (申请查看真实信息): with a reason, for some days; the director decides.

Both sides' words speak of the work, never of the child; forms say so, and they are sealed all the same.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from engine.actions.casework.beside import allow, note, text_of
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.subjects import case_facts
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.actions.real_data.grant_real_data import LONGEST
from engine.cases.acts import Act
from engine.errors import Conflict, FieldError, Invalid
from engine.people.actor import Actor
from engine.people.roles import Role
from engine.storage import real_data_requests
from engine.storage.notices import NoticeRow
from engine.storage.real_data_requests import RequestRow

NOTICE = "real_data_requested"


def request_real_data(
    office: Office, actor: Actor, case_id: str, form: Mapping[str, Any], *, once: Once | None = None
) -> Answer:
    """Ask for leave; `form` holds `reason` and `days` (1 to 30).

    Raises Forbidden for whom the case's real data are never and for who may read them already, Invalid, Conflict while
    an earlier request of the same person waits.
    """
    return work_on(office, actor, On(case_id=case_id), lambda work: _request(work, form), once=once)


def _request(work: CaseWork, form: Mapping[str, Any]) -> Answer:
    allow(work, Act.REQUEST_REAL_DATA)
    reason, days = text_of(form, "reason"), _days(form.get("days"))
    if real_data_requests.waiting_of(work.connection, work.case.id, work.actor.id):
        raise Conflict("actions.request_waiting")
    kept = note(work, Act.REQUEST_REAL_DATA, {"reason": reason}, days=days)
    row = RequestRow(uuid.uuid4().hex, work.case.id, work.actor.id, work.now, days, kept)
    real_data_requests.add(work.connection, row)
    to = [f"{Role.DIRECTOR}@{case_facts(work).office_unit}"]
    send_at = work.ledger.calendar.next_working_morning(work.now)
    work.notices.append(NoticeRow(work.case.id, Act.REQUEST_REAL_DATA.value, "", NOTICE, to, work.now, send_at))
    return Answer(details={"request": row.id})


def _days(given: Any) -> int:
    """The days asked for. Raises Invalid naming the field."""
    days = int(given) if isinstance(given, int) or (isinstance(given, str) and given.isdecimal()) else 0
    if not 1 <= days <= LONGEST:
        raise Invalid("actions.request_days", fields=[FieldError("days", "actions.request_days", {"days": LONGEST})])
    return days
