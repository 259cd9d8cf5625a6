"""End leave to read real data of a case before its last day: withdrawn by the director, or given back by its holder.

Least authorisation lasts no longer than the need for it (个人信息保护法 art. 6); who ended it and why stands on record.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from engine.actions.casework.beside import allow, note, text_of
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.subjects import case_facts
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.actions.real_data.leaves import leave_key, running_leaves
from engine.cases.acts import Act
from engine.errors import Conflict, Forbidden
from engine.people.actor import Actor
from engine.people.participation import GRANT
from engine.people.rights import may
from engine.storage import participations
from engine.storage.notices import NoticeRow

NOTICE: Final = "real_data_ended"
REVOKED: Final = "revoked"
GIVEN_BACK: Final = "given_back"


def end_real_data(
    office: Office, actor: Actor, case_id: str, person: str, form: Mapping[str, Any], *, once: Once | None = None
) -> Answer:
    """End the leave of `person` now. `form` holds `reason`, which may be left out by whoever gives back their own.

    Raises Forbidden for the leave of somebody else to all but the director, Invalid without a reason, Conflict where
    no leave of this person runs.
    """

    def verb(work: CaseWork) -> Answer:
        allow(work, Act.END_REAL_DATA)
        is_own = person == work.actor.id
        if not is_own and not may(work.actor, Act.GRANT_REAL_DATA, case_facts(work)).allowed:
            raise Forbidden("people.right.not_yours")
        reason = text_of(form, "reason", required=not is_own)
        if person not in running_leaves(work):
            raise Conflict("actions.leave_gone")
        how = GIVEN_BACK if is_own else REVOKED
        participations.end(work.connection, work.case.id, leave_key(person), GRANT, work.now, how, person)
        work.forget_parts()
        note(work, Act.END_REAL_DATA, {"reason": reason}, person=person, how=how)
        if not is_own:
            _tell(work, person)
        return Answer()

    return work_on(office, actor, On(case_id=case_id), verb, once=once)


def _tell(work: CaseWork, person: str) -> None:
    send_at = work.ledger.calendar.next_working_morning(work.now)
    work.notices.append(NoticeRow(work.case.id, Act.END_REAL_DATA.value, "", NOTICE, [person], work.now, send_at))
