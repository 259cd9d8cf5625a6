"""Events that leave the house, written in the act's own transaction and delivered later in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from engine.storage.database import Connection
from engine.storage.row_values import values_of
from engine.storage.tables.records import audit, outbox


@dataclass(frozen=True, slots=True)
class OutgoingEvent:
    """One event. `id` stays the same over all deliveries; `body` holds ids, pseudonyms and states only."""

    id: str
    case_id: str | None
    type: str
    at: datetime
    body: dict[str, Any]


_INSERT = insert(outbox)


def add(connection: Connection, events: Sequence[OutgoingEvent]) -> None:
    """New events, in one statement."""
    if events:
        connection.execute(_INSERT, [values_of(event) for event in events])


def read(connection: Connection, after: int = 0, most: int = 100) -> list[tuple[int, OutgoingEvent]]:
    """Events in their order with their ordinal, beginning after `after`."""
    columns = (outbox.c.ordinal, outbox.c.id, outbox.c.case_id, outbox.c.type, outbox.c.at, outbox.c.body)
    question = select(*columns).where(outbox.c.ordinal > after).order_by(outbox.c.ordinal).limit(most)
    return [(row[0], OutgoingEvent(*row[1:])) for row in connection.execute(question)]


def untold(connection: Connection) -> list[tuple[str, int, str]]:
    """Records that name an event which is not in the outbox, as (chain, seq, event id)."""
    columns = (audit.c.chain, audit.c.seq, audit.c.event)
    question = (
        select(*columns)
        .outerjoin(outbox, outbox.c.id == audit.c.event)
        .where(audit.c.event.is_not(None), outbox.c.id.is_(None))
        .order_by(audit.c.chain, audit.c.seq)
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(question)]
