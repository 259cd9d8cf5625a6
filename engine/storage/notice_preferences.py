"""How each person wants to be told beside the screen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from engine.storage.database import Connection
from engine.storage.tables.people import people
from engine.storage.tables.told import notice_preferences

AT_ONCE, IN_DIGEST, OFF = MODES = ("at_once", "digest", "off")


@dataclass(frozen=True, slots=True)
class PreferenceRow:
    """An address for e-mail, the mode of each kind that was chosen, and whether the morning digest is wanted."""

    person: str
    address: str
    kinds: dict[str, str]
    digest: bool
    changed_at: datetime


_COLUMNS = tuple(notice_preferences.c[name] for name in PreferenceRow.__slots__)


def of_people(connection: Connection, persons: Collection[str]) -> dict[str, PreferenceRow]:
    """What these people chose; whoever chose nothing is left out."""
    question = select(*_COLUMNS).where(notice_preferences.c.person.in_(list(persons)))
    return {row[0]: PreferenceRow(*row) for row in connection.execute(question)} if persons else {}


def wanting_digest(connection: Connection) -> list[str]:
    """Active people who have an address and want the digest."""
    wanted = (notice_preferences.c.digest, notice_preferences.c.address != "", people.c.active)
    joined = notice_preferences.join(people, people.c.id == notice_preferences.c.person)
    question = select(notice_preferences.c.person).select_from(joined).where(*wanted)
    return list(connection.execute(question.order_by(notice_preferences.c.person)).scalars())


def keep(connection: Connection, row: PreferenceRow) -> None:
    """Keep what a person chose."""
    values = asdict(row)
    place = notice_preferences.c.person == row.person
    if connection.execute(update(notice_preferences).where(place), values).rowcount == 0:
        connection.execute(insert(notice_preferences), values)
