"""The calendar of an installation without opening its office: shipped tables, and imported ones where it has any."""

from __future__ import annotations

from engine.calendar_files import shipped_tables
from engine.deadlines.working_days import WorkingDays
from engine.settings import Settings
from engine.storage import reference, schema
from engine.storage.database import Database


def known_calendar(settings: Settings) -> WorkingDays:
    """All notices known here. An installation that was never set up knows what ships; nothing is created for it.

    Raises Unavailable when there is a database that does not answer.
    """
    tables = shipped_tables()
    if not settings.database and not (settings.var / "huishang.db").exists():
        return WorkingDays.from_tables(tables)
    database = Database(settings.database_url)
    try:
        if schema.version(database) is not None:
            with database.reading() as connection:
                tables += reference.calendar_tables(connection)
    finally:
        database.close()
    return WorkingDays.from_tables(tables)
