"""Who stepped back from a case for a conflict of interest (回避), and who took the place."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from engine.storage.tables.participation import recusals


def add(connection: Connection, case_id: str, person: str, *, at: datetime, by: str, submission: str | None) -> None:
    """Enter that this person holds no task in this case any more."""
    row = {"case_id": case_id, "person": person, "declared_at": at, "declared_by": by, "submission": submission}
    connection.execute(insert(recusals), row)


def of_case(connection: Connection, case_id: str) -> frozenset[str]:
    """The people who stepped back from this case."""
    return frozenset(connection.execute(select(recusals.c.person).where(recusals.c.case_id == case_id)).scalars())
