"""Waiting timers of all cases. One indexed question tells which cases have something due; the rest is read by case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select, union_all, update

from engine.storage.database import Connection
from engine.storage.row_values import values_of
from engine.storage.tables.cases import cases
from engine.storage.tables.timers import deadlines, timers


@dataclass(frozen=True, slots=True)
class TimerRow:
    """A timer that a diagram waits for. `due_at` is null while its deadline is undetermined."""

    task_id: str
    case_id: str
    element: str
    item: str
    deadline: str | None
    deadline_item: str
    rule: str
    offset: int
    due_at: datetime | None


_READ = select(*(timers.c[field.name] for field in fields(TimerRow)))
_OF_CASE = _READ.where(timers.c.case_id == bindparam("case_id"))
_INSERT = insert(timers)
_THIS = (timers.c.task_id == bindparam("b_task"), timers.c.element == bindparam("b_element"))
_DELETE = delete(timers).where(*_THIS)
_MOVE = (
    update(timers)
    .where(*_THIS)
    .values(
        due_at=bindparam("b_due_at"),
        deadline=bindparam("b_deadline"),
        deadline_item=bindparam("b_deadline_item"),
        rule=bindparam("b_rule"),
        offset=bindparam("b_offset"),
    )
)
_DUE = union_all(
    select(timers.c.case_id, timers.c.due_at.label("due_at")).where(timers.c.due_at <= bindparam("now")),
    select(deadlines.c.case_id, deadlines.c.lapses_at).where(deadlines.c.lapses_at <= bindparam("now")),
).subquery()
_DUE_CASES = (
    select(_DUE.c.case_id)
    .join(cases, cases.c.id == _DUE.c.case_id)
    .where(cases.c.halted.is_(False), cases.c.closed_at.is_(None))
    .group_by(_DUE.c.case_id)
    .order_by(func.min(_DUE.c.due_at), _DUE.c.case_id)
    .limit(bindparam("most"))
)
_NEXT = union_all(
    select(func.min(timers.c.due_at).label("due_at")).where(timers.c.due_at > bindparam("now")),
    select(func.min(deadlines.c.lapses_at)).where(deadlines.c.lapses_at > bindparam("now")),
)


#: the engine's task id and the timer's element
Key = tuple[str, str]


def of_case(connection: Connection, case_id: str) -> dict[Key, TimerRow]:
    """The waiting timers of a case."""
    rows = (TimerRow(*row) for row in connection.execute(_OF_CASE, {"case_id": case_id}))
    return {(row.task_id, row.element): row for row in rows}


def add(connection: Connection, rows: Sequence[TimerRow]) -> None:
    """New waiting timers."""
    connection.execute(_INSERT, [values_of(row) for row in rows])


def drop(connection: Connection, keys: Sequence[Key]) -> None:
    """Timers that wait no more: fired, or their activity ended."""
    connection.execute(_DELETE, [{"b_task": task_id, "b_element": element} for task_id, element in keys])


def move(connection: Connection, rows: Sequence[TimerRow]) -> None:
    """Timers whose instant, deadline or offset changed."""
    connection.execute(
        _MOVE,
        [
            {
                "b_task": row.task_id,
                "b_element": row.element,
                "b_due_at": row.due_at,
                "b_deadline": row.deadline,
                "b_deadline_item": row.deadline_item,
                "b_rule": row.rule,
                "b_offset": row.offset,
            }
            for row in rows
        ],
    )


def due_cases(connection: Connection, now: datetime, most: int) -> list[str]:
    """Cases with something due at `now`, the longest waiting first, without locks. Halted cases are left out."""
    return list(connection.execute(_DUE_CASES, {"now": now, "most": most}).scalars())


def next_due(connection: Connection, now: datetime) -> datetime | None:
    """The next instant after `now` at which a timer or a deadline of any case falls due."""
    return min((at for at in connection.execute(_NEXT, {"now": now}).scalars() if at), default=None)
