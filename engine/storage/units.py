"""Bodies and their dated names, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from sqlalchemy import insert, select, update

from engine.storage.database import Connection
from engine.storage.tables.people import unit_names, units


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One body; its key never changes."""

    key: str
    kind: str
    level: str
    parent: str | None = None
    is_member: bool = False
    ended_on: date | None = None
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class UnitNameRow:
    """What a body is called from a day on, in each language."""

    unit: str
    from_on: date
    names: dict[str, str]
    short_names: dict[str, str] = field(default_factory=dict)
    prefix: str = ""
    basis: str = ""


def add(connection: Connection, rows: Sequence[UnitRow], names: Sequence[UnitNameRow]) -> None:
    """New bodies, parents before children, with their names."""
    if rows:
        connection.execute(insert(units), [asdict(row) for row in rows])
    add_names(connection, names)


def add_names(connection: Connection, names: Sequence[UnitNameRow]) -> None:
    """Names from new days on."""
    if names:
        connection.execute(insert(unit_names), [asdict(name) for name in names])


def read(connection: Connection, key: str) -> UnitRow | None:
    """One body."""
    row = connection.execute(select(units).where(units.c.key == key)).mappings().one_or_none()
    return UnitRow(**row) if row else None


def all_units(connection: Connection) -> list[UnitRow]:
    """Every body there ever was, by key."""
    return [UnitRow(**row) for row in connection.execute(select(units).order_by(units.c.key)).mappings()]


def all_names(connection: Connection) -> dict[str, list[UnitNameRow]]:
    """The names of every body, oldest first."""
    found: dict[str, list[UnitNameRow]] = {}
    question = select(unit_names).order_by(unit_names.c.unit, unit_names.c.from_on)
    for row in connection.execute(question).mappings():
        found.setdefault(row["unit"], []).append(UnitNameRow(**row))
    return found


def end(connection: Connection, key: str, on: date, successor: str) -> None:
    """The body ends on this day and is succeeded; whatever it had succeeded itself passes on with it."""
    connection.execute(update(units).where(units.c.successor == key).values(successor=successor))
    connection.execute(update(units).where(units.c.key == key).values(ended_on=on, successor=successor))
