"""Whose delay: open tasks by the unit that has them to do, for those who supervise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Integer, Select, case, cast, func, select, tuple_

from engine.storage.database import Connection
from engine.storage.inboxes import Listed, page_of_tasks
from engine.storage.tables.tasks import IS_OPEN, tasks
from engine.storage.tables.timers import deadlines
from engine.storage.task_filters import TaskFilters


@dataclass(frozen=True, slots=True)
class UnitTally:
    """The pressing tasks of one unit; `waiting` are late by the calendar while others decide on more time."""

    unit: str
    overdue: int
    waiting: int
    due_today: int
    due_soon: int


def tallies(connection: Connection, today: date, soon: date, decision: str) -> list[UnitTally]:
    """Every unit with an open task due up to `soon`; `decision` names the clock of a decision on more time."""
    sums = (_sum(tasks.c.due < today), _sum(tasks.c.due == today), _sum(tasks.c.due > today))
    question = select(tasks.c.unit, *sums).where(IS_OPEN, tasks.c.due <= soon).group_by(tasks.c.unit)
    asked = _being_decided(connection, today, decision)
    found = [
        UnitTally(unit, late - asked.get(unit, 0), asked.get(unit, 0), due_today, due_soon)
        for unit, late, due_today, due_soon in connection.execute(question)
    ]
    return sorted(found, key=lambda one: (-one.overdue, -one.waiting, -one.due_today, -one.due_soon, one.unit))


def pressing(
    connection: Connection, filters: TaskFilters, after: tuple[date, str] | None, most: int
) -> Sequence[Listed]:
    """Open tasks with a due day in these bounds, the longest overdue first."""
    place = (tasks.c.due, tasks.c.id)
    conditions: list[Any] = [IS_OPEN, tasks.c.due.is_not(None), *filters.conditions()]
    if after is not None:
        conditions.append(tuple_(*place) > after)
    return page_of_tasks(connection, conditions, place, most)


def overdue(today: date) -> Select[Any]:
    """The question for tasks that are late."""
    return select(tasks.c.id).where(IS_OPEN, tasks.c.due < today)


def _being_decided(connection: Connection, today: date, decision: str) -> dict[str, int]:
    """How many late tasks of each unit wait for a decision on more time: read from the few such clocks that run."""
    running = select(deadlines.c.case_id, deadlines.c.item).where(deadlines.c.name == decision, deadlines.c.is_open)
    asked = {(case_id, item) for case_id, item in connection.execute(running)}
    if not asked:
        return {}
    theirs = select(tasks.c.case_id, tasks.c.item, tasks.c.unit).where(
        tasks.c.case_id.in_({case_id for case_id, _ in asked}),
        IS_OPEN,
        tasks.c.due < today,
        tasks.c.deadline != decision,
    )
    return Counter(unit for case_id, item, unit in connection.execute(theirs) if (case_id, item) in asked)


def _sum(condition: Any) -> Any:
    return cast(func.sum(case((condition, 1), else_=0)), Integer)
