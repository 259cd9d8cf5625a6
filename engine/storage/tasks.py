"""Task rows: what is open in a case, who did what, and the inbox of a person among a hundred thousand open tasks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from engine.storage.database import Connection
from engine.storage.row_values import values_of
from engine.storage.tables.tasks import task_candidates, tasks

OPEN = "open"
DONE = "done"
CANCELLED = "cancelled"
#: the priority of a task that names none
NORMAL = 50
#: where a task without a due day stands in the order of due days
NO_DUE = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A user task. `ended_*` say who completed it, or when it was cancelled; `draft` is the id of its draft."""

    id: str
    case_id: str
    element: str
    item: str
    name: str
    lane: str
    act: str
    form: str | None
    groups: list[str]
    status: str
    claimed_by: str | None
    claimed_at: datetime | None
    assigned_to: str | None
    deadline: str | None
    due: date | None
    opened_at: datetime
    ended_at: datetime | None = None
    ended_by: str | None = None
    draft: str | None = None
    #: the unit that has it to do; empty where a role alone is drawn
    unit: str = ""
    #: as drawn: how urgent, and from which day on it is to be looked at again
    priority: int = NORMAL
    follow_up: date | None = None


COLUMNS = tuple(tasks.c[field.name] for field in fields(TaskRow))
_READ = select(*COLUMNS)
_GET = _READ.where(tasks.c.id == bindparam("task_id"))
_OPEN_OF_CASE = _READ.where(tasks.c.case_id == bindparam("case_id"), tasks.c.status == OPEN)
_OF_CASE = _READ.where(tasks.c.case_id == bindparam("case_id")).order_by(tasks.c.opened_at, tasks.c.id)
_DOERS = select(tasks.c.ended_by).where(
    tasks.c.case_id == bindparam("case_id"),
    tasks.c.status == DONE,
    tasks.c.element.in_(bindparam("elements", expanding=True)),
    tasks.c.item.in_(bindparam("items", expanding=True)),
)
_INSERT = insert(tasks)
_INSERT_CANDIDATES = insert(task_candidates)
_END = (
    update(tasks)
    .where(tasks.c.id == bindparam("task_id"), tasks.c.status == OPEN)
    .values(
        status=bindparam("new_status"),
        ended_at=bindparam("at"),
        ended_by=bindparam("who"),
        claimed_by=bindparam("claimant"),
        draft=None,
    )
)
_DROP_CANDIDATES = delete(task_candidates).where(task_candidates.c.task_id == bindparam("b_task"))
_HOLD = (
    update(task_candidates)
    .where(task_candidates.c.task_id == bindparam("b_task"))
    .values(held_by=bindparam("b_holder"))
)
_CHANGE_DUE = (
    update(tasks)
    .where(tasks.c.id == bindparam("b_task"))
    .values(due=bindparam("b_due"), deadline=bindparam("b_deadline"))
)
_CHANGE_DUE_ORDER = (
    update(task_candidates)
    .where(task_candidates.c.task_id == bindparam("b_task"))
    .values(due_order=bindparam("b_due_order"))
)


def get(connection: Connection, task_id: str) -> TaskRow | None:
    """One task, open or ended."""
    found = connection.execute(_GET, {"task_id": task_id}).one_or_none()
    return TaskRow(*found) if found else None


def open_of_case(connection: Connection, case_id: str) -> dict[str, TaskRow]:
    """The open tasks of a case by their id."""
    return {row[0]: TaskRow(*row) for row in connection.execute(_OPEN_OF_CASE, {"case_id": case_id})}


def of_case(connection: Connection, case_id: str) -> list[TaskRow]:
    """Every task a case ever had, oldest first."""
    return [TaskRow(*row) for row in connection.execute(_OF_CASE, {"case_id": case_id})]


def doers(connection: Connection, case_id: str, elements: Collection[str], items: Collection[str]) -> frozenset[str]:
    """Who completed any of these elements in any of these items of the case."""
    asked = {"case_id": case_id, "elements": list(elements), "items": list(items)}
    return frozenset(who for who in connection.execute(_DOERS, asked).scalars() if who)


def add(connection: Connection, rows: Sequence[TaskRow]) -> None:
    """New open tasks with their candidates: two statements, however many."""
    connection.execute(_INSERT, [values_of(row) for row in rows])
    add_candidates(connection, rows)


def add_candidates(connection: Connection, rows: Iterable[TaskRow]) -> None:
    """Show these tasks in the inboxes of their groups."""
    candidates = [
        {"task_id": row.id, "group": group, "due_order": row.due or NO_DUE, "held_by": row.claimed_by}
        for row in rows
        for group in row.groups
    ]
    if candidates:
        connection.execute(_INSERT_CANDIDATES, candidates)


def end(connection: Connection, ends: Sequence[tuple[str, str, str | None]], at: datetime) -> None:
    """End open tasks: (task id, done or cancelled, who did it). They leave every inbox."""
    connection.execute(
        _END,
        [{"task_id": task, "new_status": status, "who": who, "claimant": who, "at": at} for task, status, who in ends],
    )
    connection.execute(_DROP_CANDIDATES, [{"b_task": task} for task, _, _ in ends])


def move_due(connection: Connection, rows: Sequence[TaskRow]) -> None:
    """Write the due days of these tasks anew, in the rows and in the order of the inboxes."""
    connection.execute(_CHANGE_DUE, [{"b_task": row.id, "b_due": row.due, "b_deadline": row.deadline} for row in rows])
    connection.execute(_CHANGE_DUE_ORDER, [{"b_task": row.id, "b_due_order": row.due or NO_DUE} for row in rows])


def change(connection: Connection, task_id: str, values: dict[str, Any]) -> None:
    """Write single values of a task: claim, release, hand over, draft. Whether it is free shows in every inbox."""
    connection.execute(update(tasks).where(tasks.c.id == task_id), values)
    if "claimed_by" in values:
        connection.execute(_HOLD, {"b_task": task_id, "b_holder": values["claimed_by"]})


def change_groups(connection: Connection, row: TaskRow) -> None:
    """Give a task to the groups that its row now names."""
    connection.execute(update(tasks).where(tasks.c.id == row.id), {"groups": row.groups, "unit": row.unit})
    connection.execute(_DROP_CANDIDATES, {"b_task": row.id})
    add_candidates(connection, [row])
