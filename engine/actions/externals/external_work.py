"""What the verbs of external tasks share: which task it is, and that this worker still holds it.

A worker is a program with a token of its own; its name tells several processes of one program apart (Camunda's
external task pattern: fetch and lock, extend, complete, fail, throw a BPMN error).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from engine.actions.casework.case_work import On, Verb, work_on
from engine.actions.casework.subjects import require
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.errors import Conflict, FieldError, Invalid, Unknown
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import externals
from engine.storage.externals import ExternalRow

#: longest lock, in seconds; work that takes longer extends it
LONGEST_LOCK = 3_600


def holder(actor: Actor, worker: str) -> str:
    """The name a lock bears: nobody reports for the worker of another login."""
    return f"{actor.id}/{worker}"


def lock_time(seconds: int) -> timedelta:
    """How long a lock lasts. Raises Invalid for less than a second or more than an hour."""
    if not 1 <= seconds <= LONGEST_LOCK:
        error = FieldError("lock_seconds", "actions.external_lock_time", {"most": LONGEST_LOCK})
        raise Invalid("actions.external_lock_time", fields=[error], most=LONGEST_LOCK)
    return timedelta(seconds=seconds)


def on_external(office: Office, actor: Actor, external_id: str, verb: Verb, *, once: Once | None = None) -> Answer:
    """Do this to the case of an external task. Raises Forbidden for whom is no worker, Unknown for no such task."""
    may(actor, Act.REPORT_EXTERNAL).require()
    with office.database.reading() as connection:
        row = externals.get(connection, external_id)
    if row is None:
        raise Unknown("actions.unknown_external")
    return work_on(office, actor, On(case_id=row.case_id), verb, once=once)


def held(work: CaseWork, external_id: str, worker: str) -> ExternalRow:
    """The task as this act finds it. Raises Conflict where it ended, or another holds it."""
    require(work, Act.REPORT_EXTERNAL, None)
    row = externals.get(work.connection, external_id)
    if row is None:
        raise Unknown("actions.unknown_external")
    if row.ended_at is not None or external_id in work.externals_ended:
        at = row.ended_at or work.now
        raise Conflict("actions.external_ended", at=at.isoformat(), how=row.ended_as or "cancelled")
    if row.worker != holder(work.actor, worker) or row.locked_until is None or row.locked_until <= work.now:
        raise Conflict("actions.external_not_held", worker=worker)
    return row


def values(variables: Mapping[str, Any] | None) -> dict[str, Any]:
    """What a worker hands back; the diagram checks that it is plain JSON of a bearable size."""
    return dict(variables or {})
