"""What bodies and people are called, for those who show them."""

from __future__ import annotations

from engine.actions.office import Office
from engine.clock import beijing_day
from engine.people.actor import SYSTEM_ID
from engine.storage import people
from engine.storage.units import UnitNameRow
from engine.texts.catalogue import say


def unit_word(office: Office, key: str, lang: str) -> str:
    """The short name a body bears today, its full one where it has no short one; the key where nobody bears it."""
    today = beijing_day(office.clock.now())
    with office.database.reading() as connection:
        known = office.reference(connection).unit_names.get(key, ())
    held = [name for name in known if name.from_on <= today] or known[:1]
    return _word(held[-1], lang) if held else key


def person_word(office: Office, person: str, lang: str) -> str:
    """The name of a person; the system is called so; an id that nobody bears is shown as it is."""
    if person == SYSTEM_ID:
        return say("pages.system", lang)
    with office.database.reading() as connection:
        row = people.read(connection, person)
    return row.name if row is not None else person


def _word(name: UnitNameRow, lang: str) -> str:
    return name.short_names.get(lang) or name.names.get(lang) or name.names["zh"]
