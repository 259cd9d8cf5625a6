"""Rows of external tasks: taking one is a single conditional update, so no two workers ever hold the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, or_, select, update

from engine.storage.database import Connection
from engine.storage.row_values import values_of
from engine.storage.tables.cases import cases
from engine.storage.tables.externals import external_tasks as table

COMPLETED, ERROR, CANCELLED = "completed", "error", "cancelled"


@dataclass(frozen=True, slots=True)
class ExternalRow:
    """One external task, waiting or ended."""

    id: str
    case_id: str
    element: str
    item: str
    topic: str
    priority: int
    retries: int
    worker: str | None
    locked_until: datetime | None
    opened_at: datetime
    ended_at: datetime | None = None
    ended_as: str | None = None


_READ = select(*(table.c[field.name] for field in fields(ExternalRow)))
_IS_FREE = or_(table.c.locked_until.is_(None), table.c.locked_until <= bindparam("now"))
_FREE = (
    _READ.join(cases, cases.c.id == table.c.case_id)
    .where(
        table.c.topic == bindparam("topic"),
        table.c.ended_at.is_(None),
        table.c.retries > 0,
        _IS_FREE,
        cases.c.halted.is_(False),
        cases.c.closed_at.is_(None),
    )
    .order_by(table.c.priority.desc(), table.c.id)
    .limit(bindparam("most"))
)
_TAKE = (
    update(table)
    .where(table.c.id == bindparam("b_id"), table.c.ended_at.is_(None), _IS_FREE)
    .values(worker=bindparam("b_worker"), locked_until=bindparam("b_until"))
)
_END = (
    update(table)
    .where(table.c.id == bindparam("b_id"), table.c.ended_at.is_(None))
    .values(ended_at=bindparam("b_at"), ended_as=bindparam("b_as"), locked_until=None)
)


def get(connection: Connection, external_id: str) -> ExternalRow | None:
    """One external task, waiting or ended."""
    found = connection.execute(_READ.where(table.c.id == external_id)).one_or_none()
    return ExternalRow(*found) if found else None


def of_case(connection: Connection, case_id: str) -> list[ExternalRow]:
    """Every external task a case waits for."""
    waiting = _READ.where(table.c.case_id == case_id, table.c.ended_at.is_(None)).order_by(table.c.id)
    return [ExternalRow(*row) for row in connection.execute(waiting)]


def free(connection: Connection, topic: str, now: datetime, most: int) -> list[ExternalRow]:
    """Tasks of a topic that nobody holds and that may be tried now, most urgent first."""
    asked = {"topic": topic, "now": now, "most": most}
    return [ExternalRow(*row) for row in connection.execute(_FREE, asked)]


def take(connection: Connection, external_id: str, worker: str, now: datetime, until: datetime) -> bool:
    """Hold a task for this worker. Whether it was still free."""
    values = {"b_id": external_id, "b_worker": worker, "b_until": until, "now": now}
    return connection.execute(_TAKE, values).rowcount == 1


def add(connection: Connection, rows: Sequence[ExternalRow]) -> None:
    """New external tasks."""
    connection.execute(insert(table), [values_of(row) for row in rows])


def change(connection: Connection, external_id: str, values: dict[str, Any]) -> None:
    """Write single values: lock, retries."""
    connection.execute(update(table).where(table.c.id == external_id), values)


def end(connection: Connection, ends: Sequence[tuple[str, str]], at: datetime) -> None:
    """They wait no more: (id, how)."""
    connection.execute(_END, [{"b_id": external_id, "b_as": how, "b_at": at} for external_id, how in ends])
