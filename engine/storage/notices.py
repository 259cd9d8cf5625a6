"""Notices of the house to people: written with the step that caused them, sent on a working morning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update

from engine.storage.database import Connection
from engine.storage.row_values import values_of
from engine.storage.tables.timers import notices


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice; `recipients` are group tokens and ids of people. Whoever wrote it is not told of it."""

    case_id: str
    element: str
    item: str
    kind: str
    recipients: list[str]
    written_at: datetime
    send_at: datetime
    sent_at: datetime | None = None
    written_by: str = ""


_INSERT = insert(notices)
_COLUMNS = tuple(notices.c[name] for name in NoticeRow.__slots__)


def add(connection: Connection, rows: Sequence[NoticeRow]) -> None:
    """New notices."""
    connection.execute(_INSERT, [values_of(row) for row in rows])


def waiting(connection: Connection, now: datetime, most: int) -> list[tuple[int, NoticeRow]]:
    """Notices whose morning has come and that nobody sent yet, with their ids."""
    due = notices.c.sent_at.is_(None) & (notices.c.send_at <= now)
    question = select(notices.c.id, *_COLUMNS).where(due).order_by(notices.c.send_at, notices.c.id).limit(most)
    return [(row[0], NoticeRow(*row[1:])) for row in connection.execute(question)]


def mark_sent(connection: Connection, notice_id: int, at: datetime) -> bool:
    """Note that it went out; False where another worker was first."""
    unsent = (notices.c.id == notice_id) & notices.c.sent_at.is_(None)
    return connection.execute(update(notices).where(unsent), {"sent_at": at}).rowcount == 1


def next_send(connection: Connection, now: datetime) -> datetime | None:
    """The next instant after `now` at which a notice is to go out."""
    question = select(func.min(notices.c.send_at)).where(notices.c.sent_at.is_(None), notices.c.send_at > now)
    return connection.execute(question).scalar()


def of_case(connection: Connection, case_id: str) -> list[NoticeRow]:
    """All notices of a case, oldest first."""
    question = select(*_COLUMNS).where(notices.c.case_id == case_id).order_by(notices.c.id)
    return [NoticeRow(*row) for row in connection.execute(question)]
