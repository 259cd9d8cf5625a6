"""Keeps what was typed when it cannot be taken (signed out meanwhile, lost a race), and gives it back to its author.

It may hold what forms hold, so it is sealed with a key that is given to the author's browser and kept nowhere else;
and it is given back only to the person who typed it. It is no act on record: nothing was done.
"""

from __future__ import annotations

import os
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import orjson

from engine.actions.house.attempts import once_more
from engine.actions.house.office import Office
from engine.errors import Incident
from engine.people.actor import Actor
from engine.storage import kept_forms, sessions
from engine.storage.encryption import KEY_BYTES, Cipher
from engine.storage.kept_forms import KeptRow

#: after this nobody will miss it
LIFE: Final = timedelta(days=1)
#: forms of one person that may wait at once
MOST: Final = 5


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form as it was typed: the page it stood on, where it was sent to, and its fields."""

    page: str
    action: str
    fields: Mapping[str, list[str]]


def keep_form(office: Office, person: str, form: KeptForm) -> str:
    """Keep it for this person; gives the ticket for which `take_form` gives it back."""
    now, key, id = office.clock.now(), os.urandom(KEY_BYTES), uuid.uuid4().hex
    content = orjson.dumps([form.page, form.action, dict(form.fields)])
    row = KeptRow(id, person, now, Cipher(key).seal(content, id))

    def attempt() -> None:
        with office.database.writing() as connection:
            kept_forms.remove_before(connection, now - LIFE)
            kept_forms.add(connection, row, MOST)

    once_more(attempt)
    return f"{id}.{urlsafe_b64encode(key).decode()}"


def take_form(office: Office, actor: Actor, ticket: str, page: str) -> KeptForm | None:
    """The form of this ticket where the actor typed it on this page; it is given back once."""
    id, _, key = ticket.partition(".")
    with office.database.reading() as connection:
        row = kept_forms.read(connection, id)
    if row is None or row.person != actor.id or office.clock.now() - row.kept_at > LIFE:
        return None
    form = _opened(row, key)
    if form is None or form.page != page:
        return None
    with office.database.writing() as connection:
        kept_forms.remove(connection, id)
    return form


def author_of(office: Office, session: str) -> str:
    """The person whose session this is or was; empty for one there never was."""
    with office.database.reading() as connection:
        row = sessions.read(connection, session)
    return row.person if row is not None else ""


def _opened(row: KeptRow, key: str) -> KeptForm | None:
    """What was typed; None where the ticket's key is not the one it was sealed with."""
    try:
        content: Any = orjson.loads(Cipher(urlsafe_b64decode(key)).open(row.content, row.id))
    except (ValueError, Incident):
        return None
    page, action, fields = content
    return KeptForm(page, action, fields)
