"""Suggestions (建议) of member units, which the office may turn into a meeting or refer to a city group."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, tuple_, update

from engine.storage.tables.meetings import suggestions


def add(connection: Connection, row: Mapping[str, Any]) -> None:
    """Enter one suggestion."""
    connection.execute(insert(suggestions), dict(row))


def one(connection: Connection, suggestion_id: str) -> dict[str, Any] | None:
    """One suggestion, or None."""
    row = connection.execute(select(suggestions).where(suggestions.c.id == suggestion_id)).mappings().first()
    return dict(row) if row else None


def answer(connection: Connection, suggestion_id: str, **values: Any) -> None:
    """Write what became of it."""
    connection.execute(update(suggestions).where(suggestions.c.id == suggestion_id).values(**values))


def listed(
    connection: Connection, unit: str | None, limit: int, after: tuple[datetime, str] | None = None
) -> list[dict[str, Any]]:
    """The newest suggestions, of one unit or of all, beginning after this one."""
    place = (suggestions.c.made_at, suggestions.c.id)
    chosen = select(suggestions).order_by(*(column.desc() for column in place)).limit(limit)
    if after is not None:
        chosen = chosen.where(tuple_(*place) < after)
    if unit is not None:
        chosen = chosen.where(suggestions.c.unit == unit)
    return [dict(row) for row in connection.execute(chosen).mappings()]
