"""传阅: what was sent round for reading, to whom, and who has read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, insert, or_, select, update

from engine.storage.database import Connection
from engine.storage.row_values import values_of
from engine.storage.tables.cases import cases
from engine.storage.tables.lists import circulation_readers, circulations


@dataclass(frozen=True, slots=True)
class CirculationRow:
    """One circulation of a case or of one of its papers; `submission` is the sealed reason."""

    id: str
    case_id: str
    document: str | None
    submission: str
    sent_at: datetime
    sent_by: str


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """One reader: unread until read or recalled."""

    circulation: str
    person: str
    sent_at: datetime
    read_at: datetime | None = None
    recalled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ToRead:
    """A circulation as its reader's list shows it."""

    circulation: CirculationRow
    number: str
    case_status: str
    read_at: datetime | None


_COLUMNS = tuple(circulations.c[name] for name in CirculationRow.__slots__)
_READERS = tuple(circulation_readers.c[name] for name in ReaderRow.__slots__)
_WAITING = and_(circulation_readers.c.read_at.is_(None), circulation_readers.c.recalled_at.is_(None))


def add(connection: Connection, row: CirculationRow, readers: Sequence[ReaderRow]) -> None:
    """Send it round."""
    connection.execute(insert(circulations), [values_of(row)])
    connection.execute(insert(circulation_readers), [values_of(one) for one in readers])


def get(connection: Connection, circulation: str) -> CirculationRow | None:
    """One circulation."""
    found = connection.execute(select(*_COLUMNS).where(circulations.c.id == circulation)).one_or_none()
    return CirculationRow(*found) if found else None


def of_case(connection: Connection, case_id: str) -> list[CirculationRow]:
    """The circulations of a case, the latest first."""
    question = select(*_COLUMNS).where(circulations.c.case_id == case_id)
    ordered = question.order_by(circulations.c.sent_at.desc(), circulations.c.id)
    return [CirculationRow(*row) for row in connection.execute(ordered)]


def readers(connection: Connection, circulation: str) -> list[ReaderRow]:
    """Everybody it was sent to, in the order of sending."""
    place = circulation_readers.c.circulation == circulation
    question = select(*_READERS).where(place).order_by(circulation_readers.c.sent_at, circulation_readers.c.person)
    return [ReaderRow(*row) for row in connection.execute(question)]


def mark_read(connection: Connection, circulation: str, person: str, at: datetime) -> bool:
    """It was read; False where it was before, was recalled or was never sent to this person."""
    return _change(connection, circulation, person, read_at=at)


def recall(connection: Connection, circulation: str, person: str, at: datetime) -> bool:
    """Take it back from a reader who has not read it; False where there was nothing to take back."""
    return _change(connection, circulation, person, recalled_at=at)


def unread() -> Select[Any]:
    """The question for what waits to be read by the parameter `person`."""
    mine = circulation_readers.c.person == bindparam("person")
    return select(circulation_readers.c.circulation).where(mine, _WAITING)


def to_read(connection: Connection, person: str, after: tuple[datetime, str] | None, most: int) -> list[ToRead]:
    """待阅, the latest sent first."""
    return _page(connection, circulation_readers.c.sent_at, _WAITING, person, after, most)


def have_read(connection: Connection, person: str, after: tuple[datetime, str] | None, most: int) -> list[ToRead]:
    """已阅, the latest read first."""
    read_at = circulation_readers.c.read_at
    return _page(connection, read_at, read_at.is_not(None), person, after, most)


def _page(
    connection: Connection, at: Any, which: Any, person: str, after: tuple[datetime, str] | None, most: int
) -> list[ToRead]:
    number = circulation_readers.c.circulation
    joined = circulation_readers.join(circulations, circulations.c.id == number)
    question = (
        select(*_COLUMNS, cases.c.number, cases.c.status, circulation_readers.c.read_at)
        .select_from(joined.join(cases, cases.c.id == circulations.c.case_id))
        .where(circulation_readers.c.person == bindparam("reader"), which)
    )
    if after is not None:
        question = question.where(or_(at < after[0], and_(at == after[0], number < after[1])))
    ordered = question.order_by(at.desc(), number.desc()).limit(most)
    found = connection.execute(ordered, {"reader": person})
    return [ToRead(CirculationRow(*row[:6]), row[6], row[7], row[8]) for row in found]


def _change(connection: Connection, circulation: str, person: str, **values: datetime) -> bool:
    place = and_(circulation_readers.c.circulation == circulation, circulation_readers.c.person == person, _WAITING)
    return connection.execute(update(circulation_readers).where(place).values(**values)).rowcount == 1
