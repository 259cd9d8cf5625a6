"""Failed logins of a network address, or of a login that nobody has, counted within a window of time."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from engine.storage.database import Connection
from engine.storage.tables.identity import login_failures


@dataclass(frozen=True, slots=True)
class FailureRow:
    """The failures of one subject since the first of them."""

    subject: str
    failures: int
    since: datetime
    locked_until: datetime | None = None


def read(connection: Connection, subject: str) -> FailureRow | None:
    """What is counted of this subject, locked for the transaction."""
    question = select(login_failures).where(login_failures.c.subject == subject).with_for_update()
    row = connection.execute(question).one_or_none()
    return FailureRow(*row) if row else None


def put(connection: Connection, row: FailureRow) -> None:
    """Keep this count."""
    values = asdict(row)
    place = login_failures.c.subject == row.subject
    if connection.execute(update(login_failures).where(place), values).rowcount == 0:
        connection.execute(insert(login_failures), values)


def forget(connection: Connection, before: datetime) -> int:
    """Drop what began before that instant; gives the number."""
    return connection.execute(delete(login_failures).where(login_failures.c.since < before)).rowcount
