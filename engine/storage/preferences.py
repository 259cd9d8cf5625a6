"""How a person likes the pages, as rows."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select

from engine.storage.database import Connection
from engine.storage.tables.preferences import preferences

_OF = select(preferences.c.name, preferences.c.value).where(preferences.c.person == bindparam("person"))


def of(connection: Connection, person: str) -> dict[str, str]:
    """All of a person's preferences by name."""
    return {row.name: row.value for row in connection.execute(_OF, {"person": person})}


def put(connection: Connection, person: str, name: str, value: str) -> None:
    """Keep one; an empty value forgets it."""
    theirs = (preferences.c.person == person) & (preferences.c.name == name)
    connection.execute(delete(preferences).where(theirs))
    if value:
        connection.execute(insert(preferences), {"person": person, "name": name, "value": value})
