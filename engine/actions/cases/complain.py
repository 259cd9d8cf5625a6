"""Receive a complaint about a case. It is a side act: it stops no clock and moves nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.actions.casework.act_forms import accepted
from engine.actions.casework.beside import allow, note
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.people.actor import Actor


def complain(
    office: Office, actor: Actor, case_id: str, form: Mapping[str, Any], *, once: Once | None = None
) -> Answer:
    """Keep the `complaint`. Raises Forbidden, Invalid for a missing text."""

    def verb(work: CaseWork) -> Answer:
        allow(work, Act.COMPLAIN)
        note(work, Act.COMPLAIN, accepted(work, Act.COMPLAIN.value, form))
        return Answer()

    return work_on(office, actor, On(case_id=case_id), verb, once=once)
