"""What a notice says about days: which are off, which rest days are worked, and since when anybody could know.

A year table is a list of notices of one year; reading one refuses everything that is not exactly that form, because
a slip in a table moves deadlines silently.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from engine.deadlines.table_fields import Reader
from engine.errors import Invalid

TABLE_KEYS = frozenset({"year", "layer", "notices"})
NOTICE_KEYS = frozenset({"version", "title", "number", "issuer", "published_on", "arrangements"})
ARRANGEMENT_KEYS = frozenset({"occasion", "occasion_en", "off", "work"})
FIRST_POSSIBLE_YEAR = 2000
LAST_POSSIBLE_YEAR = 2099


class Layer(StrEnum):
    """Whose notice it is."""

    NATIONAL = "national"  #: the State Council's yearly notice and its changes; version 1 publishes the year
    LOCAL = "local"  #: W9: closures of the province, on top of the national calendar; publishes no year


@dataclass(frozen=True, slots=True)
class NoticedDay:
    """One day a notice names. Locally, `working` takes an earlier local closure back."""

    day: date
    working: bool
    occasion: str
    occasion_en: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One published notice. `number` is null where the document number is not known for certain."""

    layer: Layer
    year: int
    version: int
    title: str
    number: str | None
    issuer: str
    published_on: date
    days: tuple[NoticedDay, ...]

    @property
    def id(self) -> str:
        """`2019.2` for a national notice, `local-2021.1` for a local one."""
        prefix = "" if self.layer is Layer.NATIONAL else f"{self.layer}-"
        return f"{prefix}{self.year}.{self.version}"

    @property
    def publishes_year(self) -> bool:
        return self.layer is Layer.NATIONAL and self.version == 1


def parse_table(table: Mapping[str, Any]) -> tuple[Notice, ...]:
    """The notices of one year table. Raises Invalid naming every field that must be mended."""
    reader = Reader()
    reader.keys(table, TABLE_KEYS, "")
    year = reader.whole_number(table.get("year"), "year", FIRST_POSSIBLE_YEAR, LAST_POSSIBLE_YEAR)
    layer = reader.choice(table.get("layer"), "layer", tuple(Layer))
    entries = reader.list_of_objects(table.get("notices"), "notices")
    notices = [
        _notice(reader, Layer(layer), year, position, entry) for position, entry in enumerate(entries) if year and layer
    ]
    if reader.errors:
        raise Invalid("deadlines.table_invalid", fields=reader.errors, count=len(reader.errors))
    return tuple(notices)


def _notice(reader: Reader, layer: Layer, year: int, position: int, entry: Mapping[str, Any]) -> Notice:
    path = f"notices.{position}"
    reader.keys(entry, NOTICE_KEYS, path)
    version = reader.whole_number(entry.get("version"), f"{path}.version", 1, 999)
    if version and version != position + 1:
        reader.refuse(f"{path}.version", "deadlines.table.version_order", expected=position + 1)
    published_on = reader.day(entry.get("published_on"), f"{path}.published_on")
    days = tuple(_days(reader, layer, version, entry, path))
    _check_days(reader, year, days, f"{path}.arrangements")
    return Notice(
        layer=layer,
        year=year,
        version=version,
        title=reader.text(entry.get("title"), f"{path}.title"),
        number=reader.text_or_null(entry.get("number"), f"{path}.number"),
        issuer=reader.text(entry.get("issuer"), f"{path}.issuer"),
        published_on=published_on,
        days=days,
    )


def _days(reader: Reader, layer: Layer, version: int, entry: Mapping[str, Any], path: str) -> Iterator[NoticedDay]:
    arrangements = reader.list_of_objects(entry.get("arrangements"), f"{path}.arrangements")
    for position, arrangement in enumerate(arrangements):
        here = f"{path}.arrangements.{position}"
        reader.keys(arrangement, ARRANGEMENT_KEYS, here)
        occasion = reader.text(arrangement.get("occasion"), f"{here}.occasion")
        english = reader.text_or_null(arrangement.get("occasion_en"), f"{here}.occasion_en") or occasion
        for day in reader.days(arrangement.get("off"), f"{here}.off"):
            yield NoticedDay(day, False, occasion, english)
        for day in reader.days(arrangement.get("work"), f"{here}.work"):
            if layer is Layer.NATIONAL and version == 1 and day.isoweekday() < 6:
                reader.refuse(f"{here}.work", "deadlines.table.make_up_on_weekday", day=day.isoformat())
            yield NoticedDay(day, True, occasion, english)


def _check_days(reader: Reader, year: int, days: tuple[NoticedDay, ...], path: str) -> None:
    """No day twice in one notice; a notice reaches at most into the neighbouring December and January."""
    seen: set[date] = set()
    for noticed in days:
        if noticed.day in seen:
            reader.refuse(path, "deadlines.table.day_twice", day=noticed.day.isoformat())
        seen.add(noticed.day)
        if not date(year - 1, 12, 1) <= noticed.day <= date(year + 1, 1, 31):
            reader.refuse(path, "deadlines.table.day_outside_year", day=noticed.day.isoformat(), year=year)
