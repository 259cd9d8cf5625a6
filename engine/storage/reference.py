"""What every case looks up and hardly ever changes: kinds of units and imported notices, under one version number.

Each case is read together with this number, so every process notices at its next act that it must read anew.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from engine.storage.database import Connection
from engine.storage.tables.people import reference_version, units
from engine.storage.tables.timers import calendars

NAME = "reference"
_VERSION = select(reference_version.c.version).where(reference_version.c.name == NAME)


def version(connection: Connection) -> int:
    """The number, counted up by every change."""
    return connection.execute(_VERSION).scalar() or 0


def count_up(connection: Connection) -> None:
    """Tell every process that units or calendars changed; takes effect with the commit."""
    changed = update(reference_version).where(reference_version.c.name == NAME)
    if connection.execute(changed.values(version=reference_version.c.version + 1)).rowcount == 0:
        connection.execute(insert(reference_version), {"name": NAME, "version": 1})


def unit_kinds(connection: Connection) -> dict[str, str]:
    """The kind of every unit by its key."""
    return {row.key: row.kind for row in connection.execute(select(units.c.key, units.c.kind))}


def calendar_tables(connection: Connection) -> list[dict[str, Any]]:
    """Imported year tables, oldest import first."""
    return list(connection.execute(select(calendars.c.body).order_by(calendars.c.id)).scalars())


def add_calendar(connection: Connection, year: int, body: dict[str, Any], at: datetime, by: str) -> None:
    """Keep an imported year table."""
    connection.execute(insert(calendars), {"year": year, "body": body, "imported_at": at, "imported_by": by})
