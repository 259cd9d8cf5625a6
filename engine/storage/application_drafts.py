"""Applications that are being written, each its writer's alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from engine.storage.tables.applications import application_drafts


def add(connection: Connection, row: Mapping[str, Any]) -> None:
    """A new draft."""
    connection.execute(insert(application_drafts), dict(row))


def change(connection: Connection, draft_id: str, person: str, **values: Any) -> bool:
    """Rewrite a draft of this person; False where there is none."""
    own = (application_drafts.c.id == draft_id) & (application_drafts.c.person == person)
    return connection.execute(update(application_drafts).where(own).values(**values)).rowcount == 1


def one(connection: Connection, draft_id: str, person: str) -> dict[str, Any] | None:
    """A draft of this person."""
    own = (application_drafts.c.id == draft_id) & (application_drafts.c.person == person)
    row = connection.execute(select(application_drafts).where(own)).mappings().first()
    return dict(row) if row else None


def of_person(connection: Connection, person: str, limit: int) -> list[dict[str, Any]]:
    """The drafts of this person, the last written first, without what they hold."""
    columns = [column for column in application_drafts.c if column.name != "content"]
    chosen = select(*columns).where(application_drafts.c.person == person)
    ordered = chosen.order_by(application_drafts.c.saved_at.desc(), application_drafts.c.id).limit(limit)
    return [dict(row) for row in connection.execute(ordered).mappings()]


def drop(connection: Connection, draft_id: str, person: str) -> bool:
    """Remove a draft of this person; False where there is none."""
    own = (application_drafts.c.id == draft_id) & (application_drafts.c.person == person)
    return connection.execute(delete(application_drafts).where(own)).rowcount == 1
