"""Guidance drawn from cases (类案指引) and the cities' receipts for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from engine.storage.tables.meetings import guidance, guidance_receipts


def add(connection: Connection, row: Mapping[str, Any], recipients: Sequence[str], sent_at: datetime) -> None:
    """Publish one guidance to these units."""
    connection.execute(insert(guidance), dict(row))
    if recipients:
        sent = [{"guidance": row["id"], "unit": unit, "sent_at": sent_at} for unit in recipients]
        connection.execute(insert(guidance_receipts), sent)


def newest(connection: Connection, limit: int) -> list[dict[str, Any]]:
    """The guidance last published, newest first."""
    rows = connection.execute(select(guidance).order_by(guidance.c.published_at.desc(), guidance.c.id).limit(limit))
    return [dict(row) for row in rows.mappings()]
