"""Registers (发文登记簿、收文登记簿): every number a series gave in a year, void ones and gaps too, and what came.

A number that was given stays given: a voided paper keeps its line, and a number without a paper is shown as a gap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.actions.casework.paper_kinds import PaperKinds, kinds_of
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.clock import beijing_day
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import documents, people
from engine.storage.documents import Registered

#: the serial of a number such as 豫未保督〔2022〕3号
_SERIAL = re.compile(r"(\d+)\D*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One number of a series; `paper` is None for a gap. A paper without a number has serial 0.

    A letter to many is one line with as many `copies`. What came in is counted in the order of its days.
    """

    serial: int
    paper: Registered | None
    title: str
    issued_by: str
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Series:
    """One series in one year: what it numbers and its lines in order."""

    key: str
    titles: tuple[str, ...]
    last: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Registers:
    """All series of one year."""

    year: int
    years: tuple[int, ...]
    series: tuple[Series, ...]


def outgoing(office: Office, actor: Actor, procedure: str, year: int | None = None, lang: str = "zh") -> Registers:
    """What the office sent out under its numbers in this year, series by series. Raises Forbidden."""
    return _read(office, actor, procedure, year, lang, incoming=False)


def incoming(office: Office, actor: Actor, procedure: str, year: int | None = None, lang: str = "zh") -> Registers:
    """What reached the office in this year: applications, opinions, requests and reports. Raises Forbidden."""
    return _read(office, actor, procedure, year, lang, incoming=True)


def _read(office: Office, actor: Actor, procedure: str, year: int | None, lang: str, *, incoming: bool) -> Registers:
    may(actor, Act.VIEW_PAPER_REGISTERS).require()
    kinds = kinds_of(procedure)
    with office.database.reading() as connection:
        wanted = year or beijing_day(office.clock.now()).year
        known = [key for key, kind in kinds.items() if (kind.to == "office" and not kind.on_demand) == incoming]
        rows = documents.registered(connection, known, wanted)
        names = people.names(connection, sorted({row.issued_by for row in rows}))
        counted = {} if incoming else documents.counters(connection, wanted)
        years = documents.years(connection)
    if incoming:
        lines = tuple(_line(row, kinds, names, lang, serial) for serial, row in enumerate(rows, 1))
        return Registers(wanted, tuple(years), (Series("", (), len(lines), lines),) if lines else ())
    by_series: dict[str, list[Registered]] = {}
    for row in rows:
        if kinds[row.kind].series:  # drawn up without a number: they stand in the index of their file
            by_series.setdefault(kinds[row.kind].series, []).append(row)
    series = [_series(key, found, counted.get(key, 0), kinds, names, lang) for key, found in by_series.items()]
    order = [kind.series for kind in kinds.values()]
    return Registers(wanted, tuple(years), tuple(sorted(series, key=lambda one: order.index(one.key))))


def _series(key: str, rows: list[Registered], last: int, kinds: PaperKinds, names: dict[str, str], lang: str) -> Series:
    titles = tuple(kind.title(lang) for kind in kinds.values() if kind.series == key)
    letters: dict[str, list[Registered]] = {}
    for row in rows:
        letters.setdefault(row.number or row.id, []).append(row)
    lines = [_line(one[0], kinds, names, lang, _serial(one[0]), len(one)) for one in letters.values()]
    gaps = set(range(1, last + 1)) - {line.serial for line in lines}
    lines += [Line(serial, None, "", "") for serial in gaps]
    return Series(key, titles, last, tuple(sorted(lines, key=lambda line: line.serial)))


def _line(row: Registered, kinds: PaperKinds, names: dict[str, str], lang: str, serial: int, copies: int = 1) -> Line:
    return Line(serial, row, kinds[row.kind].title(lang), names.get(row.issued_by, row.issued_by), copies)


def _serial(row: Registered) -> int:
    """The serial in a number; 0 for a paper that bears none, such as one entered afterwards."""
    found = _SERIAL.search(row.number or "")
    return int(found[1]) if found else 0
