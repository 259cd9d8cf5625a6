"""A row of a list as people read it: number, covered subject, step, unit and person, days, lamp, urgency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.actions.casework.due_days import Due, due_of_task
from engine.actions.house.office import Office
from engine.people.actor import Actor
from engine.storage import box_rows, deadlines, people
from engine.storage.database import Connection
from engine.storage.deadlines import DeadlineRow
from engine.storage.inboxes import Listed
from engine.storage.tasks import TaskRow

#: between the pseudonyms of several children
BETWEEN = "\N{IDEOGRAPHIC COMMA}"


@dataclass(frozen=True, slots=True)
class Row:
    """One task in a list. `subject` names children by pseudonym alone; `for_whom` is the person a deputy stands in for;
    `at` is when it came, was done or was last saved, as the list says.
    """

    task: TaskRow
    number: str
    subject: str
    state: str
    applicant: str
    urgency: str
    person: str
    for_whom: str
    due: Due | None
    at: datetime


@dataclass(frozen=True, slots=True)
class BoxPage:
    """One page of rows; `next` is the sort key to go on after, None on the last page."""

    rows: tuple[Row, ...]
    next: tuple[str, str] | None


def dressed(
    office: Office,
    connection: Connection,
    actor: Actor,
    listed: Sequence[Listed],
    at: Mapping[str, datetime] | None = None,
) -> tuple[Row, ...]:
    """These tasks with what is shown beside them: three questions, however many rows.

    `at` gives the instants to show by task, where it is not when they came.
    """
    now = office.clock.now()
    calendar = office.reference(connection).calendar_at(now)
    cases = {one.task.case_id for one in listed}
    clocks: dict[str, list[DeadlineRow]] = {}
    for clock in deadlines.of_cases(connection, {one.task.case_id for one in listed if one.task.deadline}):
        clocks.setdefault(clock.case_id, []).append(clock)
    children = box_rows.pseudonyms(connection, cases)
    whom = {one.task.id: _for_whom(actor, one.task) for one in listed}
    holders = {one.task.claimed_by or one.task.ended_by or "" for one in listed}
    names = people.names(connection, sorted({*holders, *whom.values()} - {""}))
    soon = office.settings.due_soon
    return tuple(
        Row(
            task=task,
            number=one.number,
            subject=BETWEEN.join(children.get(task.case_id, ())),
            state=one.case_status,
            applicant=one.applicant_unit,
            urgency=one.urgency,
            person=names.get(task.claimed_by or task.ended_by or "", ""),
            for_whom=names.get(whom[task.id], ""),
            due=due_of_task(
                clocks.get(task.case_id, ()), task.case_id, task.deadline, task.item, now, calendar, soon, task.due
            ),
            at=at.get(task.id, task.opened_at) if at else task.opened_at,
        )
        for one in listed
        for task in (one.task,)
    )


def _for_whom(actor: Actor, task: TaskRow) -> str:
    """Whom the actor stands in for with this task; nobody where it is the actor's own."""
    if len(actor.persons) == 1 or task.claimed_by == actor.id:
        return ""
    groups = frozenset(task.groups)
    if task.unit and any(group.startswith("participant@") for group in groups):
        groups |= {f"liaison@{task.unit}"}
    return actor.represents(groups)
