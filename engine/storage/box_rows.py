"""What lists need beside the task itself, for a page of rows at once: pseudonyms and names; drafts; counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, or_, select

from engine.storage.database import Connection
from engine.storage.inboxes import Listed, page_of_tasks
from engine.storage.tables.applications import application_drafts
from engine.storage.tables.cases import subjects
from engine.storage.tables.records import submissions
from engine.storage.tables.tasks import IS_OPEN, tasks


def pseudonyms(connection: Connection, case_ids: Collection[str]) -> dict[str, list[str]]:
    """The pseudonyms of the children of these cases."""
    question = select(subjects.c.case_id, subjects.c.pseudonym).where(subjects.c.case_id.in_(list(case_ids)))
    found: dict[str, list[str]] = {}
    for case_id, pseudonym in connection.execute(question.order_by(subjects.c.pseudonym)) if case_ids else ():
        found.setdefault(case_id, []).append(pseudonym)
    return found


def drafts_of(connection: Connection, person: str, before: tuple[datetime, str] | None, most: int) -> list[Listed]:
    """Open tasks whose draft this person wrote last, the latest draft first."""
    written = (submissions.c.written_at.desc(), tasks.c.id.desc())
    conditions: list[Any] = [tasks.c.id.in_(drafted().params(person=person))]
    if before is not None:
        at, task_id = before
        conditions.append(_earlier(at, task_id))
    return page_of_tasks(connection, [*conditions, submissions.c.id == tasks.c.draft], written, most)


def drafts_written(connection: Connection, drafts: Collection[str]) -> dict[str, datetime]:
    """When each of these drafts was last saved."""
    question = select(submissions.c.id, submissions.c.written_at).where(submissions.c.id.in_(list(drafts)))
    return {row[0]: row[1] for row in connection.execute(question)} if drafts else {}


def drafted() -> Select[Any]:
    """The question for the open tasks with a draft of the parameter `person`."""
    mine = and_(submissions.c.kind == "draft", submissions.c.written_by == bindparam("person"))
    joined = submissions.join(tasks, and_(tasks.c.id == submissions.c.task_id, tasks.c.draft == submissions.c.id))
    return select(tasks.c.id).select_from(joined).where(mine, IS_OPEN)


def draft_ids() -> Select[Any]:
    """The question for everything in the drafts box of the parameter `person`: tasks begun, and applications."""
    applications = select(application_drafts.c.id).where(application_drafts.c.person == bindparam("person"))
    return select(drafted().union_all(applications).subquery())


def counting(questions: Mapping[str, Select[Any]]) -> Select[Any]:
    """One question for how much each of these finds, counted no further than the parameter `most`."""
    counts = (
        select(func.count()).select_from(question.limit(bindparam("most")).subquery()).scalar_subquery().label(name)
        for name, question in questions.items()
    )
    return select(*counts)


def counted(connection: Connection, question: Select[Any], parameters: Mapping[str, Any]) -> dict[str, int]:
    """The numbers by their names: one statement."""
    return dict(connection.execute(question, dict(parameters)).mappings().one())


def _earlier(at: datetime, task_id: str) -> Any:
    written = submissions.c.written_at
    return or_(written < at, and_(written == at, tasks.c.id < task_id))
