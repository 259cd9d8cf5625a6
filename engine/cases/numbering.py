"""Numbers of papers, such as 豫未保会商申〔2022〕1号.

Prefixes change when the body is renamed, so each is data with the days it is valid for; the register of a year goes on
counting under the new prefix, and a paper keeps the number it was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.errors import Invalid

#: what a pattern must hold, and all it may hold
PLACES = ("{year}", "{serial}")
#: the nth paper of a year, from 1
SERIAL = "([1-9][0-9]{0,3})"


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of paper under one prefix, from a day on (inclusive) until a day (exclusive; None means still)."""

    kind: str
    pattern: str
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether papers of this day carry this prefix."""
        return self.since <= day and (self.until is None or day < self.until)


class Numbering:
    """All series of one procedure."""

    def __init__(self, series: Iterable[Series]) -> None:
        self._series = tuple(series)

    @classmethod
    def parse(cls, rows: Iterable[Mapping[str, Any]]) -> Numbering:
        """Read rows `{kind, pattern, from, until}`. Raises Invalid naming the row that cannot be read."""
        series = [_series(position, row) for position, row in enumerate(rows)]
        for one in series:
            _refuse_overlap(one, series)
        return cls(series)

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(one.kind for one in self._series)

    def register(self, kind: str, day: date) -> str:
        """The name of the counter that gives the serial: one for each kind and year, whatever the prefix."""
        return f"{kind}:{day.year}"

    def number(self, kind: str, day: date, serial: int) -> str:
        """The number of the nth paper (from 1) of this kind in the year of this day.

        Raises Invalid when no series of this kind is valid on that day.
        """
        return self._pattern(kind, day).replace("{year}", str(day.year)).replace("{serial}", str(serial))

    def serial(self, kind: str, day: date, number: str) -> int:
        """The serial of a number as it stands on a paper of this day, such as 12 of 豫未保会商申〔2022〕12号.

        Raises Invalid, with an `example`, where the number is none of this kind on that day.
        """
        pattern = re.escape(self._pattern(kind, day)).replace(re.escape("{year}"), str(day.year))
        found = re.fullmatch(pattern.replace(re.escape("{serial}"), SERIAL), number)
        if found is None:
            raise Invalid("cases.numbering.not_a_number", example=self.number(kind, day, 12))
        return int(found[1])

    def _pattern(self, kind: str, day: date) -> str:
        for series in self._series:
            if series.kind == kind and series.holds_on(day):
                return series.pattern
        raise Invalid("cases.numbering.no_series", kind=kind, day=day.isoformat())


def _series(position: int, row: Mapping[str, Any]) -> Series:
    try:
        series = Series(str(row["kind"]), str(row["pattern"]), _day(row["from"]), _day_or_none(row.get("until")))
    except (KeyError, TypeError, ValueError):
        raise Invalid("cases.numbering.unreadable", row=position + 1)
    if any(series.pattern.count(place) != 1 for place in PLACES) or series.pattern.count("{") != len(PLACES):
        raise Invalid("cases.numbering.pattern", row=position + 1, pattern=series.pattern)
    return series


def _refuse_overlap(one: Series, series: Iterable[Series]) -> None:
    for other in series:
        if other is not one and other.kind == one.kind and (one.holds_on(other.since)):
            raise Invalid("cases.numbering.overlap", kind=one.kind, day=other.since.isoformat())


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _day_or_none(value: object) -> date | None:
    return None if value is None else _day(value)
