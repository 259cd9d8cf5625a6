"""Notices by person: who was told of what, and when they saw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Text, bindparam, func, insert, literal, select, update

from engine.storage.database import Connection
from engine.storage.row_values import values_of
from engine.storage.tables.cases import cases
from engine.storage.tables.told import person_notices


@dataclass(frozen=True, slots=True)
class ToldRow:
    """What one person is told: the notice, the case and the kind; `on_behalf_of` is whom the person stands in for.

    What is about no case has neither notice nor case.
    """

    notice: int | None
    person: str
    on_behalf_of: str | None
    case_id: str | None
    kind: str
    element: str
    item: str
    at: datetime
    for_digest: bool
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """The same as its list shows it; `number` is empty where it is about no case."""

    id: int
    row: ToldRow
    number: str


_COLUMNS = tuple(person_notices.c[name] for name in ToldRow.__slots__)
_NUMBER = func.coalesce(cases.c.number, literal("", Text))
_LISTED = select(person_notices.c.id, *_COLUMNS, _NUMBER).outerjoin(cases, cases.c.id == person_notices.c.case_id)


def add(connection: Connection, rows: Sequence[ToldRow]) -> list[int]:
    """Tell these people; gives the ids of what they were told, in the same order."""
    adding = insert(person_notices).returning(person_notices.c.id, sort_by_parameter_order=True)
    return list(connection.execute(adding, [values_of(row) for row in rows]).scalars()) if rows else []


def of_person(connection: Connection, person: str, before: int | None, most: int) -> list[Told]:
    """What a person was told, the latest first, beginning before an id."""
    question = _LISTED.where(person_notices.c.person == person)
    if before is not None:
        question = question.where(person_notices.c.id < before)
    return _told(connection, question.order_by(person_notices.c.id.desc()).limit(most))


def since(connection: Connection, person: str, after: int, most: int) -> list[Told]:
    """What a person was told after this id and has not seen, the earliest first."""
    waiting = person_notices.c.read_at.is_(None)
    question = _LISTED.where(person_notices.c.person == person, person_notices.c.id > after, waiting)
    return _told(connection, question.order_by(person_notices.c.id).limit(most))


def get(connection: Connection, person: str, told: int) -> Told | None:
    """One notice of this person."""
    found = _told(connection, _LISTED.where(person_notices.c.person == person, person_notices.c.id == told))
    return found[0] if found else None


def unread() -> Select[Any]:
    """The question for what the parameter `person` has not seen."""
    mine = person_notices.c.person == bindparam("person")
    return select(person_notices.c.id).where(mine, person_notices.c.read_at.is_(None))


def kept_for_digest(connection: Connection, persons: Sequence[str]) -> set[str]:
    """Those among these people for whom something waits for a digest."""
    waiting = person_notices.c.for_digest.is_(True) & person_notices.c.digested_at.is_(None)
    question = select(person_notices.c.person).where(person_notices.c.person.in_(list(persons)), waiting)
    return set(connection.execute(question.distinct()).scalars()) if persons else set()


def mark_read(connection: Connection, person: str, at: datetime, told: int | None = None) -> int:
    """This person has seen one notice, or all; gives how many were new."""
    place = (person_notices.c.person == person) & person_notices.c.read_at.is_(None)
    if told is not None:
        place &= person_notices.c.id == told
    return connection.execute(update(person_notices).where(place), {"read_at": at}).rowcount


def see_item(connection: Connection, person: str, item: str, at: datetime) -> None:
    """This person has looked at what is about no case."""
    place = (person_notices.c.person == person) & person_notices.c.case_id.is_(None) & (person_notices.c.item == item)
    connection.execute(update(person_notices).where(place, person_notices.c.read_at.is_(None)), {"read_at": at})


def _told(connection: Connection, question: Select[Any]) -> list[Told]:
    return [Told(row[0], ToldRow(*row[1:-1]), row[-1]) for row in connection.execute(question)]
