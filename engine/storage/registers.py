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


def last_numbers(connection: Connection, year: int) -> dict[tuple[str, str], int]:
    """The last number given in each series of this year, by series and prefix."""
    rows = connection.execute(select(registers).where(registers.c.year == year)).mappings()
    return {(row["series"], row["prefix"]): int(row["last"]) for row in rows}
