"""Inboxes: what waits for me or my groups by due day, what I hold, what I did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.actions.casework.due_days import Due, due_of_task
from engine.actions.house.office import Office
from engine.actions.house.sort_keys import day_key, instant_key
from engine.people.actor import Actor
from engine.people.roles import Role
from engine.storage import deadlines, inboxes
from engine.storage.database import Connection
from engine.storage.deadlines import DeadlineRow
from engine.storage.inboxes import Listed
from engine.storage.task_filters import ANY_TASK, TaskFilters
from engine.storage.tasks import NO_DUE, TaskRow


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One task in a list, with its case's number and how its clock stands."""

    task: TaskRow
    number: str
    case_status: str
    due: Due | None


@dataclass(frozen=True, slots=True)
class InboxPage:
    """One page; `next` is the sort key to go on after, None on the last page."""

    rows: tuple[InboxRow, ...]
    next: tuple[str, str] | None


def of_my_groups(
    office: Office,
    actor: Actor,
    *,
    after: Sequence[str] | None = None,
    most: int = 50,
    filters: TaskFilters = ANY_TASK,
) -> InboxPage:
    """Open tasks of the actor's groups and parts, claimed or not, the nearest due day first."""
    key = day_key(after)
    units = sorted(post.unit for post in actor.posts if post.role == Role.LIAISON)
    with office.database.reading() as connection:
        listed = inboxes.of_groups(connection, actor.groups, actor.id, units, key, most + 1, filters)
        return _page(office, connection, listed, most)


def held_by_me(
    office: Office,
    actor: Actor,
    *,
    after: Sequence[str] | None = None,
    most: int = 50,
    filters: TaskFilters = ANY_TASK,
) -> InboxPage:
    """Open tasks the actor claimed or was handed, the nearest due day first."""
    key = day_key(after)
    with office.database.reading() as connection:
        listed = inboxes.held_by(connection, actor.id, key, most + 1, filters)
        return _page(office, connection, listed, most)


def done_by_me(
    office: Office,
    actor: Actor,
    *,
    after: Sequence[str] | None = None,
    most: int = 50,
    filters: TaskFilters = ANY_TASK,
) -> InboxPage:
    """Tasks the actor completed, the latest first."""
    key = instant_key(after)
    with office.database.reading() as connection:
        listed = inboxes.done_by(connection, actor.id, key, most + 1, filters)
        page = _page(office, connection, listed, most)
    last = page.rows[-1].task if page.rows else None
    more = (last.ended_at.isoformat(), last.id) if page.next and last and last.ended_at else None
    return InboxPage(page.rows, more)


def _page(office: Office, connection: Connection, listed: list[Listed], most: int) -> InboxPage:
    at = office.clock.now()
    calendar = office.reference(connection).calendar_at(at)
    shown = listed[:most]
    clocks = deadlines.of_cases(connection, {one.task.case_id for one in shown if one.task.deadline})
    by_case: dict[str, list[DeadlineRow]] = {}
    for clock in clocks:
        by_case.setdefault(clock.case_id, []).append(clock)
    rows = tuple(
        InboxRow(
            one.task,
            one.number,
            one.case_status,
            due_of_task(
                by_case.get(one.task.case_id, ()),
                one.task.case_id,
                one.task.deadline,
                one.task.item,
                at,
                calendar,
                target=one.task.due,
            ),
        )
        for one in shown
    )
    last = shown[-1].task if len(listed) > most else None
    return InboxPage(rows, ((last.due or NO_DUE).isoformat(), last.id) if last else None)
