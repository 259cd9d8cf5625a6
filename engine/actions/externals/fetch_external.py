"""Fetch external tasks by topic and hold them for a while; a lock that runs out gives the task to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.actions.casework.reading import looked_at
from engine.actions.externals.external_work import holder, lock_time
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.diagrams.external import ExternalTask
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import cases, externals
from engine.storage.database import Connection
from engine.storage.externals import ExternalRow

#: tasks given out at once
MOST = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """One topic a worker does, how long it wants to hold a task, and which variables it needs (all, when None)."""

    topic: str
    lock_seconds: int
    variables: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A task a worker holds now, with the routing data it asked for; no person's data are among them (D6)."""

    row: ExternalRow
    number: str
    locked_until: datetime
    variables: Mapping[str, Any]
    error_codes: tuple[str, ...]


def fetch_external(
    office: Office, actor: Actor, worker: str, wanted: Sequence[Wanted], *, most: int = 10
) -> list[Fetched]:
    """Hold up to `most` tasks of these topics for this worker, most urgent first.

    Raises Forbidden for whom is no worker, Invalid for a lock time out of bounds.
    """
    may(actor, Act.FETCH_EXTERNAL).require()
    locks = {one.topic: lock_time(one.lock_seconds) for one in wanted}
    now = office.clock.now()
    taken: list[tuple[ExternalRow, Wanted, datetime]] = []
    with office.database.writing() as connection:
        for one in wanted:
            until = now + locks[one.topic]
            free = externals.free(connection, one.topic, now, min(most, MOST) - len(taken))
            mine = [row for row in free if externals.take(connection, row.id, holder(actor, worker), now, until)]
            taken += [(row, one, until) for row in mine]
    if not taken:
        return []
    with office.database.reading_at_once() as connection:
        found = _waiting(office, connection, actor, {row.case_id for row, _, _ in taken})
    return [_given(row, one, until, *found[row.id]) for row, one, until in taken if row.id in found]


def _waiting(
    office: Office, connection: Connection, actor: Actor, case_ids: Set[str]
) -> dict[str, tuple[str, ExternalTask]]:
    """The tasks that wait in these cases, with the cases' numbers; each is read once, one that ended not at all."""
    found: dict[str, tuple[str, ExternalTask]] = {}
    for case_id in sorted(case_ids):
        case = cases.get(connection, case_id)
        if case is None or case.closed_at is not None:
            continue
        instance = looked_at(office, connection, actor, case).loaded.instance
        found |= {task.id: (case.number, task) for task in (instance.external_tasks() if instance else ())}
    return found


def _given(row: ExternalRow, one: Wanted, until: datetime, number: str, task: ExternalTask) -> Fetched:
    seen = {name: value for name, value in task.variables.items() if one.variables is None or name in one.variables}
    return Fetched(row, number, until, seen, task.error_codes)
