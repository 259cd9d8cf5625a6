"""Signs of life: when each worker last looked at the clock, and how much waits."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, update

from engine.storage.database import Connection
from engine.storage.tables.cases import cases
from engine.storage.tables.people import people, workers
from engine.storage.tables.tasks import tasks
from engine.storage.tables.timers import timers

_UPDATE = update(workers).where(workers.c.name == bindparam("worker")).values(at=bindparam("now"))
_INSERT = insert(workers)
_LATEST = select(func.max(workers.c.at))
_FIGURES = {
    "open_cases": select(func.count()).select_from(cases).where(cases.c.closed_at.is_(None)),
    "halted_cases": select(func.count()).select_from(cases).where(cases.c.halted.is_(True)),
    "open_tasks": select(func.count()).select_from(tasks).where(tasks.c.status == "open"),
    "people": select(func.count()).select_from(people),
    "waiting_timers": select(func.count()).select_from(timers),
}


def beat(connection: Connection, worker: str, at: datetime) -> None:
    """This worker lives."""
    if not connection.execute(_UPDATE, {"worker": worker, "now": at}).rowcount:
        connection.execute(_INSERT, {"name": worker, "at": at})


def latest(connection: Connection) -> datetime | None:
    """When any worker last gave a sign of life."""
    found: datetime | None = connection.execute(_LATEST).scalar_one()
    return found


def figures(connection: Connection) -> dict[str, int]:
    """How many cases, tasks, people and timers there are, for the operator's figures."""
    return {name: connection.execute(statement).scalar_one() for name, statement in _FIGURES.items()}
