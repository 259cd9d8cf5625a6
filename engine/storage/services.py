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


def receive(connection: Connection, case_id: str, service_id: str, *, on: date, at: datetime, by: str) -> bool:
    """Sign for a service of this case that nobody has signed for. Gives whether there was one."""
    waiting = (services.c.id == service_id) & (services.c.case_id == case_id) & services.c.receipt_at.is_(None)
    written = update(services).where(waiting).values(receipt_on=on, receipt_at=at, receipt_by=by)
    return connection.execute(written).rowcount == 1


def of_case(connection: Connection, case_id: str) -> list[dict[str, Any]]:
    """All services of a case, oldest first."""
    order = (services.c.served_at, services.c.id)
    rows = connection.execute(select(services).where(services.c.case_id == case_id).order_by(*order)).mappings()
    return [dict(row) for row in rows]
