"""Suggestions (建议) of member units, which the office may turn into a meeting or refer to a city group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select, update

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


def listed(connection: Connection, unit: str | None, limit: int) -> list[dict[str, Any]]:
    """The newest suggestions, of one unit or of all."""
    chosen = select(suggestions).order_by(suggestions.c.made_at.desc(), suggestions.c.id).limit(limit)
    if unit is not None:
        chosen = chosen.where(suggestions.c.unit == unit)
    return [dict(row) for row in connection.execute(chosen).mappings()]
