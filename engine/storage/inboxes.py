"""Inboxes: the tasks of one person's groups among all open ones, by due day, page by page, and counted.

Each group is read from its own end of one index and no further than a page, so the number of open tasks hardly
matters; a person's parts in cases are few and are read by person.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, or_, select, tuple_, union, union_all

from engine.storage import tasks as rows
from engine.storage.database import Connection
from engine.storage.inbox_arms import BEGINNING, DUE_ORDER, END, Key, Shape, Whose, in_groups, pieces
from engine.storage.tables.cases import cases
from engine.storage.tables.tasks import IS_OPEN, tasks
from engine.storage.task_filters import ANY_TASK, FLASH, TaskFilters
from engine.storage.tasks import TaskRow

__all__ = ["BEGINNING", "Key", "Listed", "Whose"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A task with its case as lists show it. `urgency` is flash, urgent or plain."""

    task: TaskRow
    number: str
    case_status: str
    applicant_unit: str = ""
    urgency: str = "plain"


_CASE = (cases.c.number, cases.c.status, cases.c.applicant_unit, cases.c.urgency, cases.c.danger)


def of_groups(
    connection: Connection,
    groups: Collection[str],
    person: str,
    units: Collection[str],
    after: Key | None,
    most: int,
    filters: TaskFilters = ANY_TASK,
) -> list[Listed]:
    """Open tasks of these groups and of the parts held by this person or these units, the nearest due day first."""
    return _inbox(connection, Whose(person, groups, units), Shape(len(groups), filters=filters), after, most)


def todo(
    connection: Connection,
    whose: Whose,
    after: Key | None,
    most: int,
    filters: TaskFilters = ANY_TASK,
    *,
    latest_first: bool = False,
) -> list[Listed]:
    """待办: what the person holds, and what the person's groups and parts may still claim."""
    shape = Shape(len(whose.groups), todo=True, filters=filters, latest_first=latest_first)
    return _inbox(connection, whose, shape, after, most)


def todo_ids(groups: int, filters: TaskFilters = ANY_TASK) -> Select[Any]:
    """The question for the ids of what `todo` lists, each once; asked with the parameters of a `Whose`."""
    shape = Shape(groups, todo=True, filters=filters)
    if filters.few:
        return select(tasks.c.id).join(cases, cases.c.id == tasks.c.case_id).where(*_few(shape))
    found = union(*(select(piece.subquery().c.task_id) for piece in pieces(shape))).subquery()
    return select(found.c.task_id)


def _inbox(connection: Connection, whose: Whose, shape: Shape, after: Key | None, most: int) -> list[Listed]:
    if shape.filters.nothing:
        return []
    start = after or (END if shape.latest_first else BEGINNING)
    question = _page_of_few(shape) if shape.filters.few else _page(shape)
    return [_listed(row) for row in connection.execute(question, whose.parameters(start, most))]


@lru_cache(maxsize=256)
def _page_of_few(shape: Shape) -> Select[Any]:
    """The same, asked from the tasks' side: those that fit are few, and most of the inbox would be read in vain."""
    here = shape.after(DUE_ORDER, tasks.c.id)
    ordered = _with_case().where(*_few(shape), here).order_by(*shape.ordered(DUE_ORDER, tasks.c.id))
    return ordered.limit(bindparam("most"))


def _few(shape: Shape) -> list[Any]:
    candidate = in_groups(shape.groups)
    if shape.todo:
        # half of all open tasks are claimed by nobody, which an index of claims must not be asked for
        holder = func.coalesce(tasks.c.claimed_by, "")
        candidate = or_(holder == bindparam("person"), and_(holder == "", candidate))
    return [IS_OPEN, candidate, *shape.filters.conditions()]


def held_by(
    connection: Connection, person: str, after: Key | None, most: int, filters: TaskFilters = ANY_TASK
) -> list[Listed]:
    """Open tasks this person has claimed or was handed, the nearest due day first."""
    question = (
        _with_case()
        .where(IS_OPEN, tasks.c.claimed_by == person)
        .where(tuple_(DUE_ORDER, tasks.c.id) > (after or BEGINNING), *filters.conditions())
        .order_by(DUE_ORDER, tasks.c.id)
        .limit(most)
    )
    return [_listed(row) for row in connection.execute(question)]


def done_by(
    connection: Connection,
    person: str,
    before: tuple[datetime, str] | None,
    most: int,
    filters: TaskFilters = ANY_TASK,
) -> list[Listed]:
    """Tasks this person completed, the latest first."""
    question = _with_case().where(tasks.c.ended_by == person, tasks.c.status == rows.DONE, *filters.conditions())
    if before is not None:
        at, task_id = before
        earlier = or_(tasks.c.ended_at < at, and_(tasks.c.ended_at == at, tasks.c.id < task_id))
        question = question.where(earlier)
    ordered = question.order_by(tasks.c.ended_at.desc(), tasks.c.id.desc()).limit(most)
    return [_listed(row) for row in connection.execute(ordered)]


def page_of_tasks(connection: Connection, conditions: Sequence[Any], order: Sequence[Any], most: int) -> list[Listed]:
    """Any other list of tasks with their cases."""
    return [_listed(row) for row in connection.execute(_with_case().where(*conditions).order_by(*order).limit(most))]


@lru_cache(maxsize=256)
def _page(shape: Shape) -> Select[Any]:
    """The first page of each piece, merged, and from that the first page of all.

    Questions are kept: building one takes longer than asking it.
    """
    found = union_all(*(select(piece.subquery()) for piece in pieces(shape))).subquery()
    place = (found.c.due_order, found.c.task_id)
    page = select(*place).group_by(*place).order_by(*shape.ordered(*place)).limit(bindparam("most")).subquery()
    return (
        select(*rows.COLUMNS, *_CASE)
        .select_from(page.join(tasks, tasks.c.id == page.c.task_id).join(cases, cases.c.id == tasks.c.case_id))
        .order_by(*shape.ordered(page.c.due_order, page.c.task_id))
    )


def _with_case() -> Select[Any]:
    return select(*rows.COLUMNS, *_CASE).join(cases, cases.c.id == tasks.c.case_id)


def _listed(row: Sequence[Any]) -> Listed:
    number, status, applicant, urgency, danger = row[-len(_CASE) :]
    return Listed(TaskRow(*row[: -len(_CASE)]), number, status, applicant, FLASH if danger else urgency or "plain")
