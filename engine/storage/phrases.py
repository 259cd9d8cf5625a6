"""Standing phrases as rows: sealed words of one person, or of a unit for all its people."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, or_, select

from engine.storage.database import Connection
from engine.storage.tables.uploads import phrases


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """One phrase: of a person or of a unit, never both. `topic` is the kind of field it is for, empty for all."""

    id: str
    person: str | None
    unit: str | None
    topic: str
    words: bytes
    made_by: str
    made_at: datetime

    @property
    def context(self) -> str:
        """What the words are bound to."""
        return f"phrase/{self.id}"


def add(connection: Connection, row: PhraseRow) -> None:
    """A new phrase."""
    connection.execute(insert(phrases), asdict(row))


def of(connection: Connection, person: str, units: Collection[str]) -> list[PhraseRow]:
    """The phrases of this person and of these units, oldest first."""
    theirs = or_(phrases.c.person == person, phrases.c.unit.in_(list(units)))
    question = select(phrases).where(theirs).order_by(phrases.c.made_at, phrases.c.id)
    return [PhraseRow(**row) for row in connection.execute(question).mappings()]


def get(connection: Connection, phrase: str) -> PhraseRow | None:
    """One phrase."""
    row = connection.execute(select(phrases).where(phrases.c.id == phrase)).mappings().one_or_none()
    return PhraseRow(**row) if row else None


def count(connection: Connection, person: str | None, unit: str | None) -> int:
    """How many phrases this person, or this unit, keeps."""
    mine = phrases.c.person == person if person is not None else phrases.c.unit == unit
    return int(connection.execute(select(func.count()).where(mine)).scalar_one())


def drop(connection: Connection, phrase: str) -> None:
    """Forget a phrase."""
    connection.execute(delete(phrases).where(phrases.c.id == phrase))
