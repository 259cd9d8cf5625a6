"""我发起: cases that a person or a body opened, and acts by which a person asked others for something."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, tuple_, union

from engine.storage.case_lists import Key, ListedCase
from engine.storage.database import Connection
from engine.storage.tables.cases import cases
from engine.storage.tables.records import audit


@dataclass(frozen=True, slots=True)
class StartedAct:
    """One act of a person on a case, as the record tells it."""

    case_id: str
    seq: int
    at: datetime
    word: str
    element: str
    item: str
    number: str
    case_status: str


#: among so many cases opened last those that name no officer are looked for
LATEST = 300
_CASE = tuple(cases.c[name] for name in ListedCase.__slots__)
_NEWEST = (cases.c.opened_at.desc(), cases.c.id.desc())


def opened(
    connection: Connection, person: str, units: Collection[str], after: Key | None, most: int
) -> list[ListedCase]:
    """Cases this person opened or these bodies applied for, the latest first: each side read from its own index."""
    sides = (cases.c.opened_by == person, cases.c.applicant_unit.in_(list(units)))
    found = union(*(select(_side(side, after, most).subquery().c.id) for side in sides)).subquery()
    question = select(*_CASE).join(found, found.c.id == cases.c.id).order_by(*_NEWEST).limit(most)
    return [ListedCase(*row) for row in connection.execute(question)]


def answered_for(
    connection: Connection, person: str, units: Collection[str], most: int, *, is_officer: bool = False
) -> list[ListedCase]:
    """Running cases this person is the officer of or opened, or these bodies applied for, the latest first.

    For an officer also the latest that name no officer: any officer answers for those.
    """
    mine = [cases.c.opened_by == person, cases.c.officer == person]
    mine += [cases.c.applicant_unit.in_(list(units))] if units else []
    sides = [select(cases.c.id).where(side) for side in mine]
    if is_officer:
        latest = select(cases.c.id, cases.c.officer).order_by(*_NEWEST).limit(LATEST).subquery()
        sides.append(select(latest.c.id).where(latest.c.officer.is_(None)))
    found = union(*sides).subquery()
    question = select(*_CASE).join(found, found.c.id == cases.c.id).where(cases.c.closed_at.is_(None))
    return [ListedCase(*row) for row in connection.execute(question.order_by(*_NEWEST).limit(most))]


def acts(
    connection: Connection, person: str, words: Collection[str], after: tuple[datetime, str, int] | None, most: int
) -> list[StartedAct]:
    """What this person did of these words, the latest first."""
    place = (audit.c.at, audit.c.chain, audit.c.seq)
    columns = (audit.c.chain, audit.c.seq, audit.c.at, audit.c.word, audit.c.element, audit.c.item)
    question = (
        select(*columns, cases.c.number, cases.c.status)
        .join(cases, cases.c.id == audit.c.chain)
        .where(audit.c.actor == person, audit.c.word.in_(list(words)))
    )
    if after is not None:
        question = question.where(tuple_(*place) < after)
    ordered = question.order_by(*(column.desc() for column in place)).limit(most)
    return [StartedAct(*row) for row in connection.execute(ordered)]


def _side(side: Any, after: Key | None, most: int) -> Any:
    question = select(cases.c.id).where(side)
    if after is not None:
        at, case_id = after
        question = question.where(or_(cases.c.opened_at < at, (cases.c.opened_at == at) & (cases.c.id < case_id)))
    return question.order_by(*_NEWEST).limit(most)
