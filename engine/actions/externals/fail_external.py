"""A worker could not do an external task: it is tried again later, and at the end a person must look."""

from __future__ import annotations

from datetime import timedelta

from engine.actions.casework.work import CaseWork
from engine.actions.externals.external_work import held, on_external
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.cases.audit_words import Word
from engine.people.actor import Actor
from engine.storage import cases, externals

#: of an incident that an external task raised
INCIDENT = "actions.incident.external"
#: characters of a worker's message that are kept
LONGEST_MESSAGE = 200


def fail_external(
    office: Office,
    actor: Actor,
    external_id: str,
    worker: str,
    message: str,
    *,
    retries: int | None = None,
    retry_seconds: int = 60,
    once: Once | None = None,
) -> Answer:
    """Report a failure; `retries` are the attempts left (one fewer, if left out), `retry_seconds` the pause before.

    With no attempt left an incident is raised. The message is for technicians and must name no person.
    Raises Conflict where this worker does not hold it.
    """

    def verb(work: CaseWork) -> Answer:
        row = held(work, external_id, worker)
        left = max(0, row.retries - 1 if retries is None else retries)
        values = {"retries": left, "worker": None, "locked_until": work.now + timedelta(seconds=retry_seconds)}
        externals.change(work.connection, row.id, values)
        work.record(Word.EXTERNAL_FAILED, row.element, row.item, task=row.id, topic=row.topic, retries=left)
        if left == 0:
            told = {"element": row.element, "item": row.item, "topic": row.topic, "message": message[:LONGEST_MESSAGE]}
            cases.raise_incident(work.connection, work.case.id, INCIDENT, {**told, "task": row.id}, work.now)
            work.record(Word.CASE_INCIDENT, row.element, row.item, task=row.id, topic=row.topic)
        return Answer()

    return on_external(office, actor, external_id, verb, once=once)
