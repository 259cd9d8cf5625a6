"""What cases have to do with each other: merged into, split from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, or_, select

from engine.storage.tables.cases import case_links


def add(connection: Connection, case_id: str, kind: str, other_id: str, *, at: datetime, by: str) -> None:
    """Link one case to another; `kind` is merged_into, split_from or follow_up_of."""
    connection.execute(insert(case_links).values(case_id=case_id, kind=kind, other_id=other_id, at=at, by=by))


def of_case(connection: Connection, case_id: str) -> list[dict[str, Any]]:
    """Links from and to this case."""
    touching = or_(case_links.c.case_id == case_id, case_links.c.other_id == case_id)
    rows = connection.execute(select(case_links).where(touching).order_by(case_links.c.at)).mappings()
    return [dict(row) for row in rows]
