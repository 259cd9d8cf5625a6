"""The pieces an inbox is put together from: for each group, for a person's parts in cases, for what a person holds.

Each piece reads from its own end of an index and no further than a page, so the number of open tasks hardly matters.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, Select, Text, and_, bindparam, exists, func, literal, or_, select, tuple_

from engine.storage.tables.cases import cases
from engine.storage.tables.participation import participations
from engine.storage.tables.tasks import IS_OPEN, task_candidates, tasks
from engine.storage.task_filters import ANY_TASK, TaskFilters
from engine.storage.tasks import NO_DUE

#: the sort key of an open task: due day (the end of time where none is set) and task id
Key = tuple[date, str]
BEGINNING: Key = (date(1, 1, 1), "")
END: Key = (date.max, "\U0010ffff")
DUE_ORDER = func.coalesce(tasks.c.due, literal(NO_DUE, Date))
ORDER = (task_candidates.c.due_order, task_candidates.c.task_id)
_AFTER = (bindparam("after_due", type_=Date), bindparam("after_task", type_=Text))


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose inbox: a person with groups, and the units whose parts in cases the person speaks for."""

    person: str
    groups: Collection[str]
    units: Collection[str]

    def parameters(self, after: Key, most: int) -> dict[str, Any]:
        """What the pieces ask with."""
        named = {f"inbox_group_{number}": group for number, group in enumerate(sorted(self.groups))}
        here = {
            "person": self.person,
            "units": list(self.units),
            "after_due": after[0],
            "after_task": after[1],
            "most": most,
        }
        return {**named, **here}


@dataclass(frozen=True, slots=True)
class Shape:
    """What is asked, without its values: how many groups, whether only what nobody claimed and what the person holds,
    how narrowed, in which direction.
    """

    groups: int
    todo: bool = False
    filters: TaskFilters = ANY_TASK
    latest_first: bool = False

    def after(self, *columns: Any) -> Any:
        """That a row comes after the last one shown."""
        place, last = tuple_(*columns), tuple_(*_AFTER)
        return place < last if self.latest_first else place > last

    def ordered(self, *columns: Any) -> Sequence[Any]:
        """Columns in the direction of the list."""
        return [column.desc() for column in columns] if self.latest_first else columns


def pieces(shape: Shape) -> list[Select[Any]]:
    """All pieces of this inbox; each gives task ids with their place in the order."""
    found = [_of_group(shape, bindparam(f"inbox_group_{number}", type_=Text)) for number in range(shape.groups)]
    found.append(_of_parts(shape))
    return [*found, _held(shape)] if shape.todo else found


def in_groups(groups: int) -> Any:
    """The condition over `tasks` that one of so many groups, or a part, is a candidate."""
    named = [bindparam(f"inbox_group_{number}", type_=Text) for number in range(groups)]
    group = exists().where(task_candidates.c.task_id == tasks.c.id, task_candidates.c.group.in_(named))
    part = exists().where(
        participations.c.case_id == tasks.c.case_id,
        participations.c.ended_at.is_(None),
        _is_held(),
        task_candidates.c.task_id == tasks.c.id,
        task_candidates.c.group == _TOKEN,
    )
    return or_(group, part)


#: `participant@<key>` means another person in every case, so it is read through the person's own parts
_TOKEN = literal("participant@", Text) + participations.c.key


def _is_held() -> Any:
    return or_(
        participations.c.person == bindparam("person", type_=Text),
        and_(participations.c.person.is_(None), participations.c.unit.in_(bindparam("units", expanding=True))),
    )


def _of_group(shape: Shape, group: Any) -> Select[Any]:
    question = select(*ORDER[::-1]).where(task_candidates.c.group == group)
    question = question.where(*shape.filters.days_of(task_candidates.c.due_order))
    if not shape.filters.only_days:
        joined = task_candidates.join(tasks, tasks.c.id == task_candidates.c.task_id)
        question = question.select_from(joined.join(cases, cases.c.id == tasks.c.case_id))
        # candidates are of open tasks alone; saying so lets an index of open tasks be read instead of the tasks
        question = question.where(IS_OPEN, *shape.filters.conditions())
    return _first(shape, question)


def _of_parts(shape: Shape) -> Select[Any]:
    joined = participations.join(tasks, tasks.c.case_id == participations.c.case_id).join(
        task_candidates, and_(task_candidates.c.task_id == tasks.c.id, task_candidates.c.group == _TOKEN)
    )
    question = select(*ORDER[::-1]).where(_is_held(), participations.c.ended_at.is_(None), IS_OPEN)
    if shape.filters == ANY_TASK:
        return _first(shape, question.select_from(joined))
    question = question.select_from(joined.join(cases, cases.c.id == tasks.c.case_id))
    return _first(shape, question.where(*shape.filters.conditions()))


def _first(shape: Shape, question: Select[Any]) -> Select[Any]:
    if shape.todo:
        question = question.where(task_candidates.c.held_by.is_(None))
    after = question.where(shape.after(*ORDER)).order_by(*shape.ordered(*ORDER))
    return after.limit(bindparam("most"))


def _held(shape: Shape) -> Select[Any]:
    """What the person claimed or was handed: few rows, read by the person's own index."""
    question = (
        select(tasks.c.id.label("task_id"), DUE_ORDER.label("due_order"))
        .where(tasks.c.claimed_by == bindparam("person", type_=Text), IS_OPEN)
        .where(shape.after(DUE_ORDER, tasks.c.id))
    )
    if shape.filters != ANY_TASK:
        question = question.join(cases, cases.c.id == tasks.c.case_id).where(*shape.filters.conditions())
    return question.order_by(*shape.ordered(DUE_ORDER, tasks.c.id)).limit(bindparam("most"))
