"""The transaction of every act on a case (D4): lock, load, let time pass, act, let the diagram settle, write, commit.

A verb is a function that is handed a `CaseWork`. Whatever it raises, nothing happened. What it changes is found by
comparing rows, so a verb never writes task, timer or deadline rows itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.actions.casework import finishing, happenings
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once
from engine.actions.house.attempts import once_more
from engine.actions.house.loaded import Loaded, load
from engine.actions.house.office import Office
from engine.deadlines.ledger import Ledger
from engine.diagrams.world import World
from engine.errors import Conflict, Incident, Unknown
from engine.people.actor import Actor
from engine.storage import cases, idempotency
from engine.storage.cases import CaseRow
from engine.storage.database import Connection
from engine.storage.stop_points import stop_point

Verb = Callable[[CaseWork], Answer]


@dataclass(frozen=True, slots=True)
class On:
    """Which case: by its id or by one of its tasks. `seen` is the version the caller acts upon, if it matters.

    `still` lets nothing move by itself: a halted case would only halt again before it could be mended.
    """

    case_id: str | None = None
    task_id: str | None = None
    seen: int | None = None
    still: bool = False


def work_on(office: Office, actor: Actor, on: On, verb: Verb, *, once: Once | None = None) -> Answer:
    """Do this to the case in one transaction and give how it stands afterwards.

    Raises Unknown for no such case or task, Conflict when `on.seen` is not its version or the key came with another
    request, Unavailable when the database gives way twice, and whatever the verb refuses.
    """
    try:
        return once_more(lambda: _attempt(office, actor, on, verb, once))
    except Incident as incident:
        _note_incident(office, on, incident)
        raise


def _attempt(office: Office, actor: Actor, on: On, verb: Verb, once: Once | None) -> Answer:
    with office.database.writing() as connection:
        row = _locked(connection, on)
        stop_point("case_work.after_lock")
        first = answered_before(connection, actor, once)
        if first is not None:
            return first
        _check_version(row, on)
        work = begin(office, connection, actor, row)
        if not on.still:
            happenings.settle(work)
        work.as_actor(actor)
        answer = verb(work)
        if not on.still:
            happenings.settle(work)
        answer = finishing.finish(work, answer, once)
        stop_point("case_work.before_commit")
    stop_point("case_work.after_commit")
    office.cache.put(row.id, row.version + 1, work.loaded)
    return answer


def begin(office: Office, connection: Connection, actor: Actor, row: CaseRow) -> CaseWork:
    """The work on a locked case, loaded or taken from memory, with a world of this instant."""
    now = office.clock.now()
    reference = office.reference(connection, row.reference)
    calendar = reference.calendar_at(now)
    world = World(now, Ledger((), calendar), row.settings, row.facts, reference.unit_kinds)
    loaded = office.cache.take(row.id, row.version)
    if loaded is None:
        procedure = office.procedures.get(connection, row.digest, row.process)
        loaded = load(connection, row, procedure, calendar, office.vault, world)
    else:
        _rehang(loaded, world)
    if _is_outdated(loaded.ledger, calendar.version):
        loaded.ledger.recompute(calendar, now)
    loaded.ledger.calendar = calendar
    return CaseWork(office, connection, row, loaded, world, actor)


def answered_before(connection: Connection, actor: Actor, once: Once | None) -> Answer | None:
    """The first answer to this request. Raises Conflict when the key came with another request."""
    kept = idempotency.get(connection, actor.id, once.key) if once else None
    if kept is None or once is None:
        return None
    digest, answer = kept
    if digest != once.digest:
        raise Conflict("actions.key_of_another_request", idempotency_key=once.key)
    return Answer.again(answer)


def _locked(connection: Connection, on: On) -> CaseRow:
    if on.task_id is not None:
        row = cases.lock_by_task(connection, on.task_id)
        if row is None:
            raise Unknown("actions.unknown_task")
        return row
    row = cases.lock(connection, on.case_id or "")
    if row is None:
        raise Unknown("actions.unknown_case")
    return row


def _check_version(row: CaseRow, on: On) -> None:
    if on.seen is not None and on.seen != row.version:
        raise Conflict("actions.other_version", seen=on.seen, version=row.version)


def _rehang(loaded: Loaded, world: World) -> None:
    world.ledger = loaded.ledger
    if loaded.instance is not None:
        loaded.instance.with_world(world)


def _is_outdated(ledger: Ledger, calendar_version: str) -> bool:
    """Whether an open deadline was counted with another calendar than the one known now."""
    return any(one.is_open and one.reading.calendar != calendar_version for one in ledger.deadlines)


def _note_incident(office: Office, on: On, incident: Incident) -> None:
    """Keep what went wrong where a person will see it; the act itself has left nothing."""
    with office.database.writing() as connection:
        row = _locked(connection, on)
        cases.raise_incident(connection, row.id, incident.key, finishing.plain(incident.params), office.clock.now())
