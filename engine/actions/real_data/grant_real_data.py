"""Let a person read the real data of a case until a day: approved by the director, with a reason, and on record.

未成年人网络保护条例 art. 36: access to a minor's data needs the approval of the person in charge and is recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from engine.actions.casework.act_forms import accepted
from engine.actions.casework.beside import allow, note
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.actions.real_data.leaves import leave_key
from engine.actions.real_data.refuse_real_data import decided
from engine.actions.signing_in.authenticate import actor_of
from engine.cases.acts import Act
from engine.errors import FieldError, Forbidden, Invalid, Unknown
from engine.people.actor import Actor
from engine.people.participation import GRANT
from engine.storage import participations
from engine.storage.notices import NoticeRow
from engine.storage.participations import ParticipationRow

#: the longest time one leave may run, in calendar days; whoever needs longer asks again
LONGEST = 30
NOTICE = "real_data_granted"


def grant_real_data(
    office: Office,
    actor: Actor,
    case_id: str,
    person: str,
    until: date,
    form: Mapping[str, Any],
    *,
    once: Once | None = None,
) -> Answer:
    """`person` may read the real data until the end of this day. `form` holds `reason`. A waiting request is answered.

    Raises Forbidden, also for leave to oneself or to whom one stands in for, Unknown for no such person, Invalid for a
    day that has passed or lies too far away.
    """

    def verb(work: CaseWork) -> Answer:
        allow(work, Act.GRANT_REAL_DATA)
        given = {"person": person, "until": until.isoformat(), "reason": form.get("reason")}
        reason = accepted(work, Act.GRANT_REAL_DATA.value, given)["reason"]
        receiver = actor_of(work.connection, person, work.today)
        if receiver is None or receiver.administrator:
            raise Unknown("people.person.unknown")
        if person in work.actor.persons:
            raise Forbidden("people.right.own_request")
        if not work.today <= until <= work.today + timedelta(days=LONGEST):
            raise Invalid("actions.grant_day", fields=[FieldError("until", "actions.grant_day", {"days": LONGEST})])
        row = ParticipationRow(
            work.case.id, leave_key(person), GRANT, None, person, None, work.now, actor.id, until_on=until
        )
        participations.add(work.connection, [row])
        work.forget_parts()
        kept = note(work, Act.GRANT_REAL_DATA, {"reason": reason}, person=person, until=until.isoformat())
        decided(work, person, {"answer": kept, "granted_until": until})
        send_at = work.ledger.calendar.next_working_morning(work.now)
        work.notices.append(NoticeRow(work.case.id, Act.GRANT_REAL_DATA.value, "", NOTICE, [person], work.now, send_at))
        return Answer()

    return work_on(office, actor, On(case_id=case_id), verb, once=once)
