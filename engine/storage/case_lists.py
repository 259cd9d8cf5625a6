"""Lists of cases, newest first and page by page, as far as their reader has to do with them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, exists, or_, select

from engine.storage.database import Connection
from engine.storage.search_keys import begins
from engine.storage.tables.cases import cases
from engine.storage.tables.lists import case_keys
from engine.storage.tables.need_to_know import risk_grades
from engine.storage.tables.participation import participations
from engine.storage.tables.tasks import task_candidates, tasks

#: the sort key of a listed case
Key = tuple[datetime, str]


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A case as lists show it."""

    id: str
    number: str
    procedure: str
    status: str
    applicant_unit: str
    applicant_class: str
    officer: str | None
    opened_at: datetime
    closed_at: datetime | None
    outcome: str | None
    danger: bool
    version: int


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose list it is: everything, or only what this person, these units and these groups have to do with."""

    everything: bool
    person: str
    units: Collection[str] = ()
    groups: Collection[str] = ()
    #: by which leaves to read have run out; None where that does not matter
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked for; empty means any."""

    status: str = ""
    procedure: str = ""
    applicant_unit: str = ""
    number: str = ""
    is_open: bool | None = None
    #: keys of cases beginning so, or applicant units of these (see `search_keys`)
    beginning: str = ""
    found_units: Collection[str] = ()
    risk: str = ""
    danger: bool = False
    officer: str = ""


_COLUMNS = tuple(cases.c[name] for name in ListedCase.__slots__)


def read(connection: Connection, reader: Reader, filters: Filters, after: Key | None, most: int) -> list[ListedCase]:
    """One page, the latest opened first, beginning after this key."""
    question = select(*_COLUMNS).where(*_wanted(filters))
    if not reader.everything:
        question = question.where(_concerns(reader))
    if after is not None:
        at, case_id = after
        question = question.where(or_(cases.c.opened_at < at, and_(cases.c.opened_at == at, cases.c.id < case_id)))
    ordered = question.order_by(cases.c.opened_at.desc(), cases.c.id.desc()).limit(most)
    return [ListedCase(*row) for row in connection.execute(ordered)]


def known_to(reader: Reader) -> Any:
    """The ids of all cases in this reader's list, to ask with."""
    known = select(cases.c.id)
    return known if reader.everything else known.where(_concerns(reader))


def known_among(connection: Connection, reader: Reader, case_ids: Collection[str]) -> set[str]:
    """Those of these cases that are in this reader's list."""
    if not case_ids:
        return set()
    return set(connection.execute(known_to(reader).where(cases.c.id.in_(list(case_ids)))).scalars())


def _wanted(filters: Filters) -> list[Any]:
    named = {"status": filters.status, "procedure": filters.procedure, "applicant_unit": filters.applicant_unit}
    wanted = [cases.c[name] == value for name, value in named.items() if value]
    if filters.number:
        wanted.append(cases.c.number == filters.number)
    if filters.danger:
        wanted.append(cases.c.danger)
    if filters.officer:
        wanted.append(cases.c.officer == filters.officer)
    if filters.risk:
        wanted.append(_graded(filters.risk))
    if filters.beginning:
        keys = select(case_keys.c.case_id).where(begins(filters.beginning))
        wanted.append(or_(cases.c.id.in_(keys), cases.c.applicant_unit.in_(list(filters.found_units))))
    if filters.is_open is not None:
        wanted.append(cases.c.closed_at.is_(None) if filters.is_open else cases.c.closed_at.is_not(None))
    return wanted


def _graded(grade: str) -> Any:
    """Cases whose last grade is this one."""
    last = (
        select(risk_grades.c.grade)
        .where(risk_grades.c.case_id == cases.c.id)
        .order_by(risk_grades.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return last == grade


def _concerns(reader: Reader) -> Any:
    """Own applications, parts held by person or unit, and cases with an open task for one of the groups."""
    part = exists().where(
        participations.c.case_id == cases.c.id,
        participations.c.ended_at.is_(None),
        *_still_runs(reader),
        or_(
            participations.c.person == reader.person,
            and_(participations.c.person.is_(None), participations.c.unit.in_(list(reader.units))),
        ),
    )
    task = exists().where(
        tasks.c.case_id == cases.c.id,
        task_candidates.c.task_id == tasks.c.id,
        task_candidates.c.group.in_(list(reader.groups)),
    )
    did = exists().where(tasks.c.case_id == cases.c.id, tasks.c.ended_by == reader.person)
    applied = and_(cases.c.applicant_unit != "", cases.c.applicant_unit.in_(list(reader.units)))
    return or_(cases.c.opened_by == reader.person, applied, part, task, did)


def _still_runs(reader: Reader) -> list[Any]:
    """A leave to read real data makes a case known until its day, and no longer."""
    if reader.today is None:
        return []
    return [or_(participations.c.until_on.is_(None), participations.c.until_on >= reader.today)]


def of_officer(connection: Connection, person: str) -> list[tuple[str, str]]:
    """The running cases whose officer this person is: id and number, by number."""
    question = select(cases.c.id, cases.c.number).where(cases.c.officer == person, cases.c.closed_at.is_(None))
    return [(row.id, row.number) for row in connection.execute(question.order_by(cases.c.number))]
