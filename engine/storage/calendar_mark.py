"""How many notices the running deadlines were last recounted with, so that a notice nobody imported is followed too."""

from __future__ import annotations

from sqlalchemy import insert, select, update

from engine.storage.database import Connection
from engine.storage.tables.people import reference_version

NAME = "notices_followed"


def followed(connection: Connection) -> int:
    """The number of notices known when deadlines were last recounted; 0 in a new house."""
    return connection.execute(select(reference_version.c.version).where(reference_version.c.name == NAME)).scalar() or 0


def follow(connection: Connection, notices: int) -> None:
    """Note that deadlines were recounted with this many notices."""
    changed = update(reference_version).where(reference_version.c.name == NAME)
    if connection.execute(changed, {"version": notices}).rowcount == 0:
        connection.execute(insert(reference_version), {"name": NAME, "version": notices})
