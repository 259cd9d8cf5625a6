"""The versions of a procedure for whoever may see procedures, and each exactly as it was deployed."""

from __future__ import annotations

from dataclasses import dataclass

from engine.actions.house.office import Office
from engine.actions.versions.version_states import VersionState, state_of
from engine.cases.acts import Act
from engine.clock import beijing_day
from engine.diagrams.bundle import Bundle
from engine.errors import Unknown
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import definitions
from engine.storage.database import Connection
from engine.storage.definitions import VersionRow


@dataclass(frozen=True, slots=True)
class ListedVersion:
    """One version as it stands today, with the number of cases that run on it."""

    row: VersionRow
    state: VersionState
    running: int


def list_versions(office: Office, actor: Actor, procedure: str) -> list[ListedVersion]:
    """Every version, newest first, drafts and withdrawn ones among them. Raises Forbidden, Unknown."""
    may(actor, Act.VIEW_PROCEDURES).require()
    with office.database.reading() as connection:
        found = listed(office, connection, procedure)
    if not found:
        raise Unknown("actions.unknown_procedure", procedure=procedure)
    return found


def listed(office: Office, connection: Connection, procedure: str) -> list[ListedVersion]:
    """The same over a connection at hand; empty where there is no such procedure."""
    today = beijing_day(office.clock.now())
    effective = definitions.effective(connection, procedure, today)
    in_force = effective.version if effective else None
    running = definitions.running(connection, procedure)
    return [
        ListedVersion(row, state_of(row, in_force, today), running.get(row.version, 0))
        for row in definitions.versions(connection, procedure)
    ]


def read_version(office: Office, actor: Actor, procedure: str, version: int) -> tuple[VersionRow, Bundle]:
    """A version with its files, byte for byte. Raises Forbidden, Unknown."""
    may(actor, Act.VIEW_PROCEDURES).require()
    with office.database.reading() as connection:
        row = known_version(connection, procedure, version)
        return row, Bundle(definitions.bundle(connection, row.digest))


def known_version(connection: Connection, procedure: str, version: int) -> VersionRow:
    """This version. Raises Unknown."""
    row = definitions.version(connection, procedure, version)
    if row is None:
        raise Unknown("actions.unknown_version", procedure=procedure, version=version)
    return row
