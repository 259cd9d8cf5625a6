"""People and how they sign in, as rows. Secrets are hashes; what a password must be like is decided elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, or_, select, update

from engine.storage.database import Connection
from engine.storage.tables.people import people, person_secrets


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person or program. `id` is opaque and stands in every record; the name stands nowhere else."""

    id: str
    login: str
    name: str
    unit: str | None
    discipline: str | None
    language: str
    active: bool
    is_program: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class SecretRow:
    """How a person signs in: the hash, and the failures since the last success."""

    person: str
    hash: str
    set_at: datetime
    failures: int
    locked_until: datetime | None
    must_change: bool = False


_BY_LOGIN = select(people).where(people.c.login == bindparam("login"))
_BY_ID = select(people).where(people.c.id == bindparam("id"))
_SECRET = select(person_secrets).where(person_secrets.c.person == bindparam("person")).with_for_update()


def add(connection: Connection, rows: Sequence[PersonRow]) -> None:
    """New people."""
    if rows:
        connection.execute(insert(people), [asdict(row) for row in rows])


def read(connection: Connection, person: str) -> PersonRow | None:
    """One person by id."""
    return _person(connection.execute(_BY_ID, {"id": person}).mappings().one_or_none())


def by_login(connection: Connection, login: str) -> PersonRow | None:
    """One person by login."""
    return _person(connection.execute(_BY_LOGIN, {"login": login}).mappings().one_or_none())


def active_by_login(connection: Connection, logins: Sequence[str]) -> dict[str, str]:
    """The ids of those who are there, by login."""
    question = select(people.c.login, people.c.id).where(people.c.login.in_(list(logins)), people.c.active)
    return {row.login: row.id for row in connection.execute(question)}


def called(connection: Connection, word: str) -> list[str]:
    """The ids of everybody with this login or name, active or not."""
    return list(
        connection.execute(select(people.c.id).where(or_(people.c.login == word, people.c.name == word))).scalars()
    )


def names(connection: Connection, persons: Sequence[str]) -> dict[str, str]:
    """The names of these people by id."""
    question = select(people.c.id, people.c.name).where(people.c.id.in_(list(persons)))
    return {row.id: row.name for row in connection.execute(question)} if persons else {}


def active_among(connection: Connection, persons: Sequence[str]) -> set[str]:
    """Which of these are ids of active people."""
    question = select(people.c.id).where(people.c.id.in_(list(persons)), people.c.active)
    return set(connection.execute(question).scalars()) if persons else set()


def units_of(connection: Connection, persons: Sequence[str]) -> dict[str, str]:
    """The units these people belong to, by id; whoever belongs to none is left out."""
    question = select(people.c.id, people.c.unit).where(people.c.id.in_(list(persons)), people.c.unit.is_not(None))
    return {row.id: row.unit for row in connection.execute(question)} if persons else {}


def some(connection: Connection, persons: Collection[str]) -> dict[str, PersonRow]:
    """These people by their id."""
    question = select(people).where(people.c.id.in_(list(persons)))
    return {row["id"]: PersonRow(**row) for row in connection.execute(question).mappings()} if persons else {}


def search(connection: Connection, *, unit: str = "", after: str = "", most: int = 100) -> list[PersonRow]:
    """Active people by login, of one unit or of all, beginning after a login."""
    question = select(people).where(people.c.active, people.c.login > after).order_by(people.c.login).limit(most)
    if unit:
        question = question.where(people.c.unit == unit)
    return [PersonRow(**row) for row in connection.execute(question).mappings()]


def experts(connection: Connection) -> list[PersonRow]:
    """Active people with a discipline, by discipline and login."""
    question = select(people).where(people.c.active, people.c.discipline.is_not(None))
    ordered = question.order_by(people.c.discipline, people.c.login)
    return [PersonRow(**row) for row in connection.execute(ordered).mappings()]


def deactivate(connection: Connection, person: str) -> bool:
    """The person can no longer act. False when this was so already."""
    changed = update(people).where(people.c.id == person, people.c.active).values(active=False)
    return connection.execute(changed).rowcount == 1


def move(connection: Connection, unit: str, successor: str) -> None:
    """The people of one body belong to another from now on."""
    connection.execute(update(people).where(people.c.unit == unit).values(unit=successor))


def secret(connection: Connection, person: str) -> SecretRow | None:
    """How this person signs in, locked for the transaction."""
    row = connection.execute(_SECRET, {"person": person}).mappings().one_or_none()
    return SecretRow(**row) if row else None


def set_secret(connection: Connection, row: SecretRow) -> None:
    """Keep a new hash, or the new count of failures."""
    values = asdict(row)
    place = person_secrets.c.person == row.person
    if connection.execute(update(person_secrets).where(place), values).rowcount == 0:
        connection.execute(insert(person_secrets), values)


def add_secrets(connection: Connection, rows: Sequence[SecretRow]) -> None:
    """The first hashes of new people."""
    if rows:
        connection.execute(insert(person_secrets), [asdict(row) for row in rows])


def _person(row: Any) -> PersonRow | None:
    return PersonRow(**row) if row else None
