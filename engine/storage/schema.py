"""The schema's version: what the code needs, what the database has, and how one becomes the other.

Alembic is imported only when something must be migrated, because a server starts far more often than a schema changes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from engine.errors import Unavailable
from engine.storage.database import Connection, Database

if TYPE_CHECKING:
    from alembic.config import Config

#: the newest file in `migrations/versions`
HEAD = "0003"
#: one migration at a time, whichever process begins first (PostgreSQL advisory lock)
MIGRATION_LOCK = 4_862_022


def version(database: Database) -> str | None:
    """The schema version the database has; None when it is empty."""
    with database.reading() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return found


def migrate(database: Database, target: str = "head") -> None:
    """Bring the schema to `target`, in one transaction: a migration killed half-way leaves the old schema."""
    if target == "head" and version(database) == HEAD:
        return
    from alembic import command  # see the module's why

    with database.writing() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        command.upgrade(_config(connection), target)


def require_current(database: Database) -> None:
    """Raises Unavailable where the schema is older or newer than this code."""
    found = version(database)
    if found != HEAD:
        raise Unavailable("storage.other_schema", found=found or "-", expected=HEAD)


def _config(connection: Connection) -> Config:
    from alembic.config import Config  # see the module's why

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
