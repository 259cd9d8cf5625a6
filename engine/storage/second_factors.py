"""Second factors and recovery codes, as rows. Secrets are sealed, codes hashed with a key; neither is read here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from engine.storage.database import Connection
from engine.storage.tables.identity import recovery_codes, second_factors


@dataclass(frozen=True, slots=True)
class FactorRow:
    """One person's second factor; it counts from `confirmed_at` on."""

    person: str
    secret: bytes
    made_at: datetime
    confirmed_at: datetime | None = None
    last_step: int = 0


def read(connection: Connection, person: str) -> FactorRow | None:
    """The factor of a person, shown or confirmed, locked for the transaction."""
    question = select(second_factors).where(second_factors.c.person == person).with_for_update()
    row = connection.execute(question).one_or_none()
    return FactorRow(*row) if row else None


def is_enrolled(connection: Connection, person: str) -> bool:
    """Whether this person has a second factor that counts."""
    question = select(second_factors.c.person).where(
        second_factors.c.person == person, second_factors.c.confirmed_at.is_not(None)
    )
    return connection.execute(question).one_or_none() is not None


def enrolled(connection: Connection) -> frozenset[str]:
    """Everybody who has a second factor that counts."""
    question = select(second_factors.c.person).where(second_factors.c.confirmed_at.is_not(None))
    return frozenset(connection.execute(question).scalars())


def put(connection: Connection, row: FactorRow) -> None:
    """Keep this factor in place of the one before."""
    connection.execute(delete(second_factors).where(second_factors.c.person == row.person))
    connection.execute(insert(second_factors), asdict(row))


def take_step(connection: Connection, person: str, step: int) -> bool:
    """Note that the code of this half minute was taken. False when a later one was, or this one already."""
    place = (second_factors.c.person == person) & (second_factors.c.last_step < step)
    return connection.execute(update(second_factors).where(place).values(last_step=step)).rowcount == 1


def remove(connection: Connection, person: str) -> bool:
    """The person has no second factor and no recovery codes any more. False when there was none."""
    connection.execute(delete(recovery_codes).where(recovery_codes.c.person == person))
    return connection.execute(delete(second_factors).where(second_factors.c.person == person)).rowcount == 1


def set_codes(connection: Connection, person: str, hashes: Sequence[bytes]) -> None:
    """These recovery codes and no others."""
    connection.execute(delete(recovery_codes).where(recovery_codes.c.person == person))
    connection.execute(insert(recovery_codes), [{"person": person, "hash": one} for one in hashes])


def take_code(connection: Connection, person: str, hashed: bytes, at: datetime) -> bool:
    """Use up this recovery code. False when it is none or was used."""
    place = (recovery_codes.c.person == person) & (recovery_codes.c.hash == hashed) & recovery_codes.c.used_at.is_(None)
    return connection.execute(update(recovery_codes).where(place).values(used_at=at)).rowcount == 1


def codes_left(connection: Connection, person: str) -> int:
    """How many recovery codes are not used yet."""
    place = (recovery_codes.c.person == person) & recovery_codes.c.used_at.is_(None)
    return connection.execute(select(func.count()).select_from(recovery_codes).where(place)).scalar_one()
