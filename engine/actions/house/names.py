"""What bodies and people are called, for those who show them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from engine.actions.house.office import Office
from engine.clock import beijing_day
from engine.people.actor import SYSTEM_ID
from engine.storage import people
from engine.storage.units import UnitNameRow
from engine.texts.catalogue import say


def unit_words(office: Office, lang: str) -> Mapping[str, str]:
    """The short name that every body bears today, its full one where it has no short one. One statement."""
    today = beijing_day(office.clock.now())
    with office.database.reading() as connection:
        known = office.reference(connection).unit_names
    return {key: _word(_held(names, today), lang) for key, names in known.items()}


def person_word(office: Office, person: str, lang: str) -> str:
    """The name of a person; the system is called so; an id that nobody bears is shown as it is. One statement."""
    if person == SYSTEM_ID:
        return say("pages.system", lang)
    with office.database.reading() as connection:
        row = people.read(connection, person)
    return row.name if row is not None else person


def _held(names: list[UnitNameRow], today: date) -> UnitNameRow:
    return next((name for name in reversed(names) if name.from_on <= today), names[0])


def _word(name: UnitNameRow, lang: str) -> str:
    return name.short_names.get(lang) or name.names.get(lang) or name.names["zh"]
