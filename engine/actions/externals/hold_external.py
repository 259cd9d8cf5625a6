"""Hold an external task longer, or give it back before its lock runs out."""

from __future__ import annotations

from engine.actions.casework.work import CaseWork
from engine.actions.externals.external_work import held, lock_time, on_external
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.people.actor import Actor
from engine.storage import externals


def extend_lock(
    office: Office, actor: Actor, external_id: str, worker: str, lock_seconds: int, *, once: Once | None = None
) -> Answer:
    """Hold it for so many seconds from now. Raises Conflict where this worker does not hold it, Invalid."""
    lasts = lock_time(lock_seconds)

    def verb(work: CaseWork) -> Answer:
        row = held(work, external_id, worker)
        externals.change(work.connection, row.id, {"locked_until": work.now + lasts})
        return Answer()

    return on_external(office, actor, external_id, verb, once=once)


def unlock_external(office: Office, actor: Actor, external_id: str, worker: str, *, once: Once | None = None) -> Answer:
    """Give it back; anybody may fetch it at once. Raises Conflict where this worker does not hold it."""

    def verb(work: CaseWork) -> Answer:
        row = held(work, external_id, worker)
        externals.change(work.connection, row.id, {"worker": None, "locked_until": None})
        return Answer()

    return on_external(office, actor, external_id, verb, once=once)
