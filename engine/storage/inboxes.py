"""Inboxes: the tasks of one person's groups among all open ones, by due day, page by page.

Each group is read from its own end of one index and no further than a page, so the number of open tasks hardly
matters; a person's parts in cases are few and are read by person.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Date,
    Select,
    Text,
    and_,
    bindparam,
    func,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
    union_all,
)

from engine.storage import tasks as rows
from engine.storage.database import Connection
from engine.storage.tables.cases import cases
from engine.storage.tables.participation import participations
from engine.storage.tables.tasks import task_candidates, tasks
from engine.storage.task_filters import ANY_TASK, TaskFilters
from engine.storage.tasks import NO_DUE, TaskRow

#: the sort key of an open task: due day (the end of time where none is set) and task id
Key = tuple[date, str]
BEGINNING: Key = (date(1, 1, 1), "")


@dataclass(frozen=True, slots=True)
class Listed:
    """A task with its case as lists show it."""

    task: TaskRow
    number: str
    case_status: str


_CASE = (cases.c.number, cases.c.status)
_DUE_ORDER = func.coalesce(tasks.c.due, literal(NO_DUE, Date))


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
    if filters != ANY_TASK:
        return _narrowed(connection, groups, person, units, after or BEGINNING, most, filters)
    named = {f"group_{number}": group for number, group in enumerate(sorted(groups))}
    due, task_id = after or BEGINNING
    parameters = {**named, "person": person, "units": list(units), "due": due, "task_id": task_id, "most": most}
    return [_listed(row) for row in connection.execute(_inbox(len(named)), parameters)]


def _narrowed(
    connection: Connection,
    groups: Collection[str],
    person: str,
    units: Collection[str],
    after: Key,
    most: int,
    filters: TaskFilters,
) -> list[Listed]:
    """The same, narrowed: asked from the tasks' side, because a filter may leave little of each group's first page."""
    of_group = select(task_candidates.c.task_id).where(task_candidates.c.group.in_(sorted(groups)))
    of_part = select(_parts().subquery().c.task_id)
    question = (
        _with_case()
        .where(tasks.c.status == rows.OPEN, or_(tasks.c.id.in_(of_group), tasks.c.id.in_(of_part)))
        .where(tuple_(_DUE_ORDER, tasks.c.id) > after, *filters.conditions())
        .order_by(_DUE_ORDER, tasks.c.id)
        .limit(most)
    )
    return [_listed(row) for row in connection.execute(question, {"person": person, "units": list(units)})]


def held_by(
    connection: Connection, person: str, after: Key | None, most: int, filters: TaskFilters = ANY_TASK
) -> list[Listed]:
    """Open tasks this person has claimed or was handed, the nearest due day first."""
    due, task_id = after or BEGINNING
    mine = or_(tasks.c.claimed_by == person, tasks.c.assigned_to == person)
    question = (
        _with_case()
        .where(tasks.c.status == rows.OPEN, mine, tuple_(_DUE_ORDER, tasks.c.id) > (due, task_id))
        .where(*filters.conditions())
        .order_by(_DUE_ORDER, tasks.c.id)
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


@cache
def _inbox(number_of_groups: int) -> Select[Any]:
    """The question for so many groups: the first page of each, merged, and from that the first page of all."""
    arms: list[Select[Any]] = [_page_of(bindparam(f"group_{number}", type_=Text)) for number in range(number_of_groups)]
    found = union_all(*(select(arm.subquery()) for arm in (*arms, _page_of_parts()))).subquery()
    page = (
        select(found.c.task_id, found.c.due_order)
        .group_by(found.c.task_id, found.c.due_order)
        .order_by(found.c.due_order, found.c.task_id)
        .limit(bindparam("most"))
        .subquery()
    )
    return (
        select(*rows.COLUMNS, *_CASE)
        .select_from(page.join(tasks, tasks.c.id == page.c.task_id).join(cases, cases.c.id == tasks.c.case_id))
        .order_by(page.c.due_order, page.c.task_id)
    )


_NEXT = tuple_(task_candidates.c.due_order, task_candidates.c.task_id) > tuple_(
    bindparam("due", type_=Date), bindparam("task_id", type_=Text)
)


def _page_of(group: Any) -> Select[Any]:
    return _first(
        select(task_candidates.c.task_id, task_candidates.c.due_order).where(task_candidates.c.group == group)
    )


def _page_of_parts() -> Select[Any]:
    return _first(_parts())


def _parts() -> Select[Any]:
    """`participant@<key>` means another person in every case, so it is read through the person's own parts."""
    held = or_(
        participations.c.person == bindparam("person", type_=Text),
        and_(participations.c.person.is_(None), participations.c.unit.in_(bindparam("units", expanding=True))),
    )
    token = literal("participant@", Text) + participations.c.key
    joined = participations.join(tasks, tasks.c.case_id == participations.c.case_id).join(
        task_candidates, and_(task_candidates.c.task_id == tasks.c.id, task_candidates.c.group == token)
    )
    running = and_(participations.c.ended_at.is_(None), tasks.c.status == literal_column("'open'"))
    columns = (task_candidates.c.task_id, task_candidates.c.due_order)
    return select(*columns).select_from(joined).where(held, running)


def _first(question: Select[Any]) -> Select[Any]:
    ordered = question.where(_NEXT).order_by(task_candidates.c.due_order, task_candidates.c.task_id)
    return ordered.limit(bindparam("most"))


def _with_case() -> Select[Any]:
    return select(*rows.COLUMNS, *_CASE).join(cases, cases.c.id == tasks.c.case_id)


def _listed(row: Sequence[Any]) -> Listed:
    return Listed(TaskRow(*row[:-2]), row[-2], row[-1])
