"""Papers of a case as issued: kind, number, addressee. Their text lies encrypted in the submissions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select

from engine.storage.tables.records import documents


def add(connection: Connection, row: Mapping[str, Any]) -> None:
    """Enter one issued paper."""
    connection.execute(insert(documents), dict(row))


def of_case(connection: Connection, case_id: str) -> list[dict[str, Any]]:
    """All papers of a case, oldest first."""
    order = (documents.c.issued_on, documents.c.kind, documents.c.id)
    rows = connection.execute(select(documents).where(documents.c.case_id == case_id).order_by(*order)).mappings()
    return [dict(row) for row in rows]
