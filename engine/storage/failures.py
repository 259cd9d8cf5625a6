"""What the database's failures are called in the house: try again, not now, or a clash of two writers."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from engine.errors import Conflict, Incident, Refusal, Unavailable

#: serialization failure, deadlock, lock not available
RACES = frozenset({"40001", "40P01", "55P03"})
#: classes of PostgreSQL errors that mean the server is away, full or out of connections
OUTAGES = frozenset({"08", "53", "57", "58"})
SQLITE_RACES = ("SQLITE_BUSY", "SQLITE_LOCKED")
#: the file cannot be opened, read or written, or the disk is full
SQLITE_OUTAGES = ("SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_FULL", "SQLITE_READONLY")


class TryAgain(Unavailable):
    """The database chose another transaction; the same act may well succeed when repeated."""


class Clash(Conflict):
    """Two writers wrote what may be there once: a number, a login, an answer under one key."""


def translated(failure: SQLAlchemyError) -> Refusal:
    """The refusal for this failure. The database's own words stay in the log: they may hold values."""
    if isinstance(failure, IntegrityError):
        return Clash("storage.clash")
    if isinstance(failure, PoolTimeout):
        return Unavailable("storage.unavailable")
    if not isinstance(failure, DBAPIError):
        return Incident("storage.broken", kind=type(failure).__name__)
    state = getattr(failure.orig, "sqlstate", None) or ""
    name = str(getattr(failure.orig, "sqlite_errorname", ""))
    if state in RACES or name.startswith(SQLITE_RACES):
        return TryAgain("storage.busy")
    if failure.connection_invalidated or state[:2] in OUTAGES or name.startswith(SQLITE_OUTAGES):
        return Unavailable("storage.unavailable")
    if isinstance(failure, OperationalError) and not state and not name:
        return Unavailable("storage.unavailable")  # the server could not be reached, so it said nothing
    return Incident("storage.broken", kind=type(failure).__name__)
