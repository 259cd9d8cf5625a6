"""Service of papers (送达) and their receipts (签收), electronic or on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from engine.storage.tables.participation import services


def add(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Enter services, one a recipient."""
    if rows:
        connection.execute(insert(services), [dict(row) for row in rows])


def receive(
    connection: Connection, case_id: str, recipient: str, item: str, *, on: date, at: datetime, by: str
) -> list[str]:
    """Sign for what this recipient was served and has not yet signed for; the ids of those services."""
    open_ones = (
        (services.c.case_id == case_id)
        & (services.c.recipient == recipient)
        & (services.c.item == item)
        & services.c.receipt_at.is_(None)
    )
    written = update(services).where(open_ones).values(receipt_on=on, receipt_at=at, receipt_by=by)
    return [str(row) for row in connection.execute(written.returning(services.c.id)).scalars()]


def of_case(connection: Connection, case_id: str) -> list[dict[str, Any]]:
    """All services of a case, oldest first."""
    order = (services.c.served_at, services.c.id)
    rows = connection.execute(select(services).where(services.c.case_id == case_id).order_by(*order)).mappings()
    return [dict(row) for row in rows]
