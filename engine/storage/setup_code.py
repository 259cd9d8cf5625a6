"""The one-time code of a fresh installation, and whether anybody is there yet."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from engine.storage.database import Connection
from engine.storage.tables.identity import setup_code
from engine.storage.tables.people import people

NAME = "setup"


@dataclass(frozen=True, slots=True)
class SetupCodeRow:
    """The digest of the code last printed, and the wrong tries it has seen."""

    name: str
    sha256: bytes
    made_at: datetime
    tries: int = 0


def read(connection: Connection) -> SetupCodeRow | None:
    """The code that counts, locked for the transaction."""
    row = connection.execute(select(setup_code).with_for_update()).one_or_none()
    return SetupCodeRow(*row) if row else None


def put(connection: Connection, row: SetupCodeRow) -> None:
    """This code and no other."""
    drop(connection)
    connection.execute(insert(setup_code), asdict(row))


def count_try(connection: Connection) -> None:
    """One more wrong try."""
    connection.execute(update(setup_code).values(tries=setup_code.c.tries + 1))


def drop(connection: Connection) -> None:
    """No code counts."""
    connection.execute(delete(setup_code))


def is_empty(connection: Connection) -> bool:
    """Whether nobody was ever entered into this installation."""
    return connection.execute(select(func.count()).select_from(people)).scalar_one() == 0
