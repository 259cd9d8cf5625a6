"""Numbers of documents: the next one of a series, without gaps between committed acts."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from engine.storage.tables.records import registers


def next_number(connection: Connection, series: str, prefix: str, year: int) -> int:
    """The next number of this series in this year, counted from 1. Inside one transaction with the document itself."""
    place = (registers.c.series == series) & (registers.c.prefix == prefix) & (registers.c.year == year)
    counted = connection.execute(
        update(registers).where(place).values(last=registers.c.last + 1).returning(registers.c.last)
    ).scalar()
    if counted is not None:
        return int(counted)
    connection.execute(insert(registers).values(series=series, prefix=prefix, year=year, last=1))
    return 1


def note_number(connection: Connection, series: str, prefix: str, year: int, number: int) -> None:
    """A paper bears this number already, given before the register was kept here: it goes on after it."""
    place = (registers.c.series == series) & (registers.c.prefix == prefix) & (registers.c.year == year)
    counted = connection.execute(select(registers.c.last).where(place).with_for_update()).scalar()
    if counted is None:
        connection.execute(insert(registers).values(series=series, prefix=prefix, year=year, last=number))
    elif counted < number:
        connection.execute(update(registers).where(place).values(last=number))
