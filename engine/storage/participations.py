"""Who takes part in a case, as rows; what a part means is decided in the room for people."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from engine.storage.database import Connection
from engine.storage.row_values import values_of
from engine.storage.tables.participation import participations
from engine.storage.tables.people import people


@dataclass(frozen=True, slots=True)
class ParticipationRow:
    """One part: a unit (held by its liaisons) or a person under a key. Ended parts keep their reason."""

    case_id: str
    key: str
    kind: str
    unit: str | None
    person: str | None
    discipline: str | None
    bound_at: datetime
    bound_by: str
    until_on: date | None = None
    ended_at: datetime | None = None
    end_reason: str | None = None


_OF_CASE = (
    select(*(participations.c[field.name] for field in fields(ParticipationRow)))
    .where(participations.c.case_id == bindparam("case_id"))
    .order_by(participations.c.id)
)


def of_case(connection: Connection, case_id: str) -> list[ParticipationRow]:
    """Every part ever held in a case, oldest first."""
    return [ParticipationRow(*row) for row in connection.execute(_OF_CASE, {"case_id": case_id})]


def units_of_keys(connection: Connection, case_ids: Collection[str]) -> dict[tuple[str, str], str]:
    """The unit behind each part of these cases, by case and key; for a person's part the person's own unit."""
    unit = func.coalesce(participations.c.unit, people.c.unit)
    joined = participations.outerjoin(people, people.c.id == participations.c.person)
    question = select(participations.c.case_id, participations.c.key, unit).select_from(joined)
    wanted = question.where(participations.c.case_id.in_(list(case_ids)), unit.is_not(None))
    return {(row[0], row[1]): row[2] for row in connection.execute(wanted.order_by(participations.c.id))}


def experts_of_keys(connection: Connection, case_ids: Collection[str]) -> dict[tuple[str, str], tuple[str, str]]:
    """The discipline and the name behind each part that somebody holds in person, by case and key."""
    chosen = select(participations.c.case_id, participations.c.key, participations.c.discipline, people.c.name)
    question = chosen.join(people, people.c.id == participations.c.person)
    wanted = question.where(participations.c.case_id.in_(list(case_ids)), participations.c.discipline.is_not(None))
    found = connection.execute(wanted.where(participations.c.ended_at.is_(None)).order_by(participations.c.id))
    return {(case_id, key): (discipline, name) for case_id, key, discipline, name in found}


def add(connection: Connection, rows: Sequence[ParticipationRow]) -> None:
    """New parts."""
    if rows:
        connection.execute(insert(participations), [values_of(row) for row in rows])


def end(
    connection: Connection, case_id: str, key: str, kind: str, at: datetime, reason: str, person: str | None = None
) -> int:
    """End the running parts of this key and kind (of this person, if one is given). Gives their number."""
    wanted: list[Any] = [
        participations.c.case_id == case_id,
        participations.c.key == key,
        participations.c.kind == kind,
        participations.c.ended_at.is_(None),
    ]
    if person is not None:
        wanted.append(participations.c.person == person)
    return connection.execute(update(participations).where(*wanted), {"ended_at": at, "end_reason": reason}).rowcount
