"""People with how their logins stand, as rows for the administrators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from engine.storage.database import Connection
from engine.storage.people import PersonRow
from engine.storage.tables.identity import sessions
from engine.storage.tables.people import people, person_secrets


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One person; without a password there is nothing to lock or to change."""

    person: PersonRow
    has_password: bool
    must_change: bool
    locked_until: datetime | None
    last_login: datetime | None


def search(
    connection: Connection, *, unit: str = "", word: str = "", active: bool = True, after: str = "", most: int = 50
) -> list[AccountRow]:
    """People by login, beginning after one; `word` stands somewhere in the login or the name."""
    last = (
        select(func.max(sessions.c.opened_at))
        .where(sessions.c.person == people.c.id, sessions.c.stage == "full")
        .scalar_subquery()
    )
    question = (
        select(*people.c, person_secrets.c.hash, person_secrets.c.must_change, person_secrets.c.locked_until, last)
        .outerjoin(person_secrets, person_secrets.c.person == people.c.id)
        .where(people.c.active.is_(active), people.c.login > after)
    )
    if unit:
        question = question.where(people.c.unit == unit)
    if word:
        question = question.where(
            or_(people.c.login.contains(word, autoescape=True), people.c.name.contains(word, autoescape=True))
        )
    columns = len(people.c)
    return [
        AccountRow(PersonRow(*row[:columns]), row[columns] is not None, bool(row[columns + 1]), *row[columns + 2 :])
        for row in connection.execute(question.order_by(people.c.login).limit(most))
    ]
