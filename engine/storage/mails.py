"""Letters by e-mail on their way: each is taken by one worker before it is sent, so that none goes out twice.

A letter that a worker took and never reported on may have gone out: it is never tried again by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select, update

from engine.storage.database import Connection
from engine.storage.row_values import values_of
from engine.storage.tables.told import mails, person_notices

WAITING, SENDING, SENT, FAILED = "waiting", "sending", "sent", "failed"


@dataclass(frozen=True, slots=True)
class MailRow:
    """One letter: about one notice, or the digest of a day."""

    id: str
    person: str
    person_notice: int | None
    digest_day: date | None
    state: str
    attempts: int
    made_at: datetime
    next_at: datetime
    ended_at: datetime | None = None
    fault: str | None = None


_COLUMNS = tuple(mails.c[name] for name in MailRow.__slots__)


def add(connection: Connection, rows: Sequence[MailRow]) -> None:
    """New letters."""
    if rows:
        connection.execute(insert(mails), [values_of(row) for row in rows])


def take(connection: Connection, now: datetime, most: int) -> list[MailRow]:
    """Letters whose time has come, taken by this worker; `attempts` counts this one too."""
    due = select(*_COLUMNS).where(mails.c.state == WAITING, mails.c.next_at <= now)
    found = connection.execute(due.order_by(mails.c.next_at, mails.c.id).limit(most)).all()
    taken = []
    for row in (MailRow(*one) for one in found):
        mine = update(mails).where(mails.c.id == row.id, mails.c.state == WAITING)
        values = {"state": SENDING, "attempts": row.attempts + 1, "next_at": now}
        if connection.execute(mine, values).rowcount == 1:
            taken.append(row)
    return taken


def settle(connection: Connection, mail: str, state: str, at: datetime, fault: str | None = None) -> None:
    """What came of a letter that was taken: sent, failed, or to wait until `at` for another attempt."""
    when = {"next_at": at} if state == WAITING else {"ended_at": at}
    place = (mails.c.id == mail) & (mails.c.state == SENDING)
    connection.execute(update(mails).where(place), {"state": state, "fault": fault, **when})


def give_up_taken(connection: Connection, before: datetime, at: datetime, fault: str) -> int:
    """Letters that a worker took before then and never reported on count as failed, for a person to look at."""
    lost = (mails.c.state == SENDING) & (mails.c.next_at < before)
    return connection.execute(update(mails).where(lost), {"state": FAILED, "ended_at": at, "fault": fault}).rowcount


def failed(connection: Connection, most: int) -> list[MailRow]:
    """Letters that did not go out, or of which nobody knows, the latest first."""
    question = select(*_COLUMNS).where(mails.c.state == FAILED).order_by(mails.c.made_at.desc(), mails.c.id)
    return [MailRow(*row) for row in connection.execute(question.limit(most))]


def try_again(connection: Connection, mail: str, at: datetime) -> bool:
    """A person lets a failed letter be tried once more; False where it did not fail."""
    place = (mails.c.id == mail) & (mails.c.state == FAILED)
    values = {"state": WAITING, "attempts": 0, "next_at": at, "ended_at": None, "fault": None}
    return connection.execute(update(mails).where(place), values).rowcount == 1


def attempts(connection: Connection, mail: str) -> int:
    """How often this letter was taken."""
    found: int = connection.execute(select(mails.c.attempts).where(mails.c.id == mail)).scalar_one()
    return found


def hold_for_digest(connection: Connection, persons: Sequence[str], at: datetime) -> None:
    """What waits for the digest of these people belongs to the one made at this instant."""
    waiting = (person_notices.c.for_digest.is_(True)) & person_notices.c.digested_at.is_(None)
    mine = person_notices.c.person.in_(list(persons))
    connection.execute(update(person_notices).where(mine & waiting), {"digested_at": at})


def digested(connection: Connection, person: str, at: datetime) -> list[int]:
    """The ids of what the digest made at this instant tells this person."""
    mine = (person_notices.c.person == person) & (person_notices.c.digested_at == at)
    return list(connection.execute(select(person_notices.c.id).where(mine).order_by(person_notices.c.id)).scalars())
