"""Incidents of a case: seen by the office, tried again, or settled by the person in charge with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.actions.casework import happenings
from engine.actions.casework.beside import allow, note, text_of
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.happenings import RETRIES
from engine.actions.casework.reading import reading_case
from engine.actions.casework.subjects import case_facts, name_of, require
from engine.actions.casework.work import CaseWork
from engine.actions.externals.fail_external import INCIDENT
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.cases.act_words import word_of
from engine.cases.acts import Act
from engine.errors import Conflict, Incident, Unknown
from engine.people.actor import Actor
from engine.storage import cases, externals


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """Why a case could not go on: a key of the catalogues with its values."""

    id: int
    at: datetime
    key: str
    params: dict[str, Any]


def list_incidents(office: Office, actor: Actor, case_id: str) -> list[OpenIncident]:
    """What nobody has settled yet in this case, oldest first. Raises Unknown, Forbidden."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.RETRY_INCIDENT, case_facts(work))
        found = cases.open_incidents_of(work.connection, case_id)
    return [OpenIncident(row.id, row.at, row.key, row.params) for row in found]


def retry_incidents(
    office: Office, actor: Actor, case_id: str, *, once: Once | None = None, seen: int | None = None
) -> Answer:
    """Try again what halted: external tasks get their attempts back, the diagram moves on from where it stood.

    Raises Conflict where nothing is halted, or where it would only halt again; then nothing happened.
    """

    def verb(work: CaseWork) -> Answer:
        allow(work, Act.RETRY_INCIDENT)
        found = cases.open_incidents_of(work.connection, case_id)
        if not found and not work.case.halted:
            raise Conflict("actions.not_halted")
        for row in found:
            if row.key == INCIDENT:
                externals.change(work.connection, row.params["task"], {"retries": RETRIES, "locked_until": None})
        cases.resolve_incidents(work.connection, case_id, work.now, work.actor.id)
        work.record(word_of(Act.RETRY_INCIDENT), incidents=[row.id for row in found])
        try:
            happenings.settle(work)
        except Incident as incident:
            raise Conflict("actions.still_halted", cause=incident) from incident
        return Answer()

    return work_on(office, actor, On(case_id=case_id, seen=seen, still=True), verb, once=once)


def resolve_incident(
    office: Office,
    actor: Actor,
    case_id: str,
    number: int,
    form: dict[str, Any],
    *,
    once: Once | None = None,
    seen: int | None = None,
) -> Answer:
    """Settle one incident for `reason`, without trying again; with the last one the case is no longer halted.

    Raises Unknown, Conflict naming who settled it before, Invalid without a reason.
    """

    def verb(work: CaseWork) -> Answer:
        allow(work, Act.RESOLVE_INCIDENT)
        row = cases.incident(work.connection, number)
        if row is None or row.case_id != case_id:
            raise Unknown("actions.unknown_incident")
        if row.resolved_at is not None:
            who = name_of(work, row.resolved_by)
            raise Conflict("actions.incident_resolved", at=row.resolved_at.isoformat(), by=who)
        cases.resolve_incident(work.connection, case_id, number, work.now, work.actor.id)
        note(work, Act.RESOLVE_INCIDENT, {"reason": text_of(form, "reason")}, incident=number, key=row.key)
        return Answer()

    return work_on(office, actor, On(case_id=case_id, seen=seen, still=True), verb, once=once)
