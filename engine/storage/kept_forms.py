"""Forms that wait for their author, as rows."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from engine.storage.database import Connection
from engine.storage.tables.kept_forms import kept_forms


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One form; `content` opens with a key that is not kept here."""

    id: str
    person: str
    kept_at: datetime
    content: bytes


def add(connection: Connection, row: KeptRow, most: int) -> None:
    """Keep it; of this person's the oldest beyond `most` go."""
    connection.execute(insert(kept_forms), asdict(row))
    theirs = select(kept_forms.c.id).where(kept_forms.c.person == row.person)
    newest = theirs.order_by(kept_forms.c.kept_at.desc(), kept_forms.c.id).limit(most)
    known = {one.id for one in connection.execute(theirs)} - {one.id for one in connection.execute(newest)}
    if known:
        connection.execute(delete(kept_forms).where(kept_forms.c.id.in_(sorted(known))))


def read(connection: Connection, id: str) -> KeptRow | None:
    """One of them."""
    row = connection.execute(select(kept_forms).where(kept_forms.c.id == id)).mappings().one_or_none()
    return KeptRow(**row) if row else None


def remove(connection: Connection, id: str) -> None:
    """Its author has it back."""
    connection.execute(delete(kept_forms).where(kept_forms.c.id == id))


def remove_before(connection: Connection, at: datetime) -> None:
    """Nobody came for these."""
    connection.execute(delete(kept_forms).where(kept_forms.c.kept_at < at))
