"""How a person likes the pages. A preference is nobody else's business: it is neither a right nor an act on record."""

from __future__ import annotations

import re
from typing import Final

from engine.actions.house.attempts import once_more
from engine.actions.house.office import Office
from engine.errors import Invalid
from engine.people.actor import Actor
from engine.storage import preferences
from engine.storage.database import Connection

#: names are words of the house, such as `language` or `large`
_NAME: Final = re.compile(r"[a-z][a-z0-9_.]{0,39}")
#: the longest value in characters
LONGEST: Final = 200


def of(office: Office, person: str) -> dict[str, str]:
    """All of a person's preferences by name."""
    with office.database.reading() as connection:
        return of_person(connection, person)


def of_person(connection: Connection, person: str) -> dict[str, str]:
    """The same within a transaction."""
    return preferences.of(connection, person)


def keep(office: Office, actor: Actor, name: str, value: str) -> None:
    """Keep one of the actor's own; an empty value forgets it. Raises Invalid for what could be no preference."""
    if not _NAME.fullmatch(name) or len(value) > LONGEST:
        raise Invalid("pages.preference", name=name[:40])

    def attempt() -> None:
        with office.database.writing() as connection:
            preferences.put(connection, actor.id, name, value)

    once_more(attempt)
