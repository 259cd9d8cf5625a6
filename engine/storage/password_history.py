"""Hashes of earlier passwords, as rows: a password that was used lately may not come back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select

from engine.storage.database import Connection
from engine.storage.tables.identity import password_history


def remember(connection: Connection, person: str, hashed: str, at: datetime) -> None:
    """Add a hash to the person's earlier ones."""
    connection.execute(insert(password_history), {"person": person, "hash": hashed, "set_at": at})


def last(connection: Connection, person: str, most: int) -> list[str]:
    """The hashes of the last passwords, newest first."""
    question = select(password_history.c.hash).where(password_history.c.person == person)
    ordered = question.order_by(password_history.c.set_at.desc(), password_history.c.id.desc())
    return list(connection.execute(ordered.limit(most)).scalars())
