"""Who is asked to a meeting and what they answered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, insert, select, update

from engine.storage.tables.meetings import invitations


def add(connection: Connection, row: Mapping[str, Any]) -> None:
    """A new invitation."""
    connection.execute(insert(invitations), dict(row))


def change(connection: Connection, invitation_id: str, **values: Any) -> None:
    """Set these columns of an invitation."""
    connection.execute(update(invitations).where(invitations.c.id == invitation_id).values(**values))


def of_meeting(connection: Connection, meeting_id: str) -> list[dict[str, Any]]:
    """All invitations to a meeting, withdrawn ones too, units before experts."""
    chosen = select(invitations).where(invitations.c.meeting == meeting_id)
    rows = connection.execute(chosen.order_by(invitations.c.kind.desc(), invitations.c.who)).mappings()
    return [dict(row) for row in rows]


def of_reader(connection: Connection, meeting_id: str, person: str, units: Collection[str]) -> list[dict[str, Any]]:
    """The invitations to a meeting that this person may answer: the own one, and those of the person's units."""
    return [
        row
        for row in of_meeting(connection, meeting_id)
        if (row["kind"] == "expert" and row["who"] == person) or (row["kind"] == "unit" and row["who"] in units)
    ]
