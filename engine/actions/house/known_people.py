"""Looking up the people and bodies that an act of administration names."""

from __future__ import annotations

from engine.actions.house.house_work import HouseWork
from engine.errors import FieldError, Invalid, Unknown
from engine.storage import people, units
from engine.storage.people import PersonRow
from engine.storage.units import UnitRow


def person_of(work: HouseWork, person: str) -> PersonRow:
    """This active person. Raises Unknown for one who is not there or was deactivated."""
    row = people.read(work.connection, person)
    if row is None or not row.active:
        raise Unknown("people.person.unknown")
    return row


def unit_of(work: HouseWork, key: str) -> UnitRow:
    """This body, not ended. Raises Invalid naming the field `unit`."""
    row = units.read(work.connection, key)
    if row is None or row.ended_on is not None:
        raise Invalid("people.unit.unknown", fields=[FieldError("unit", "people.unit.unknown")])
    return row
