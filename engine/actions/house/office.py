"""What an entry point holds: the database, the clock, and everything compiled or remembered between two acts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from engine.actions.house.cache import CaseCache
from engine.actions.house.procedures import Procedures
from engine.actions.house.reference_data import ReferenceData, read_reference
from engine.actions.house.security_file import security_of
from engine.calendar_files import shipped_tables
from engine.clock import Clock, SystemClock
from engine.people.security import Security
from engine.settings import Settings
from engine.storage import reference, schema
from engine.storage.database import Connection, Database
from engine.storage.encryption import Vault, read_vault


@dataclass(slots=True)
class Office:
    """One process's view of the installation. Threads share it."""

    database: Database
    clock: Clock
    settings: Settings
    vault: Vault
    cache: CaseCache
    procedures: Procedures = field(default_factory=Procedures)
    #: year tables that come with the house, as parsed JSON
    tables: list[dict[str, Any]] = field(default_factory=shipped_tables)
    known: ReferenceData | None = None
    #: steps (element and name) that this process has seen waiting for somebody
    steps: set[tuple[str, str]] = field(default_factory=set)
    #: the settings of 等保 level 3
    security: Security = field(default_factory=lambda: security_of(None))

    def reference(self, connection: Connection, version: int | None = None) -> ReferenceData:
        """Calendar and units, read anew if `version` (by default the database's) is not the one we know."""
        if version is None:
            version = reference.version(connection)
        if self.known is None or self.known.version != version:
            self.known = read_reference(connection, self.tables, version)
        return self.known

    def close(self) -> None:
        """Give everything back."""
        self.cache.clear()
        self.database.close()


def open_office(settings: Settings, clock: Clock | None = None, *, migrate: bool = False) -> Office:
    """The office of these settings.
    Raises Unavailable where the schema is another and we may not migrate it, Invalid for unusable security settings.
    """
    database = Database(settings.database_url)
    if migrate:
        schema.migrate(database)
    schema.require_current(database)
    vault = read_vault(settings.master_key, settings.var)
    cache, security = CaseCache(settings.cache_size), security_of(settings.security)
    return Office(database, clock or SystemClock(), settings, vault, cache, security=security)
