"""Sign for a service on paper (签收): the day on the returned slip is the day of receipt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.actions.cases.serve import past_day
from engine.actions.casework.beside import allow, note
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.errors import Conflict
from engine.people.actor import Actor
from engine.storage import services


def sign_for_service(
    office: Office, actor: Actor, case_id: str, service_id: str, form: Mapping[str, Any], *, once: Once | None = None
) -> Answer:
    """Enter the receipt of one service on `received_on`. Raises Forbidden, Invalid, Conflict when it has one."""

    def verb(work: CaseWork) -> Answer:
        allow(work, Act.SERVE)
        day = past_day(form.get("received_on"), work.today, "received_on")
        if not services.receive(work.connection, work.case.id, service_id, on=day, at=work.now, by=work.acting):
            raise Conflict("actions.received_already")
        note(work, Act.SERVE, {}, service=service_id, received_on=day.isoformat())
        return Answer()

    return work_on(office, actor, On(case_id=case_id), verb, once=once)
