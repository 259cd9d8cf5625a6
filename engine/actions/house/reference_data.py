"""What all cases look up: the working-day calendar and the kinds of units. Read anew when their version moved on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.clock import beijing_day
from engine.deadlines.working_days import WorkingDays
from engine.storage import reference as stored
from engine.storage import units
from engine.storage.database import Connection
from engine.storage.units import UnitNameRow


@dataclass(frozen=True, slots=True)
class ReferenceData:
    """Calendar and units at one version number."""

    version: int
    calendar: WorkingDays
    unit_kinds: Mapping[str, str]
    #: the names of every body, oldest first
    unit_names: Mapping[str, list[UnitNameRow]]

    def calendar_at(self, now: datetime) -> WorkingDays:
        """The calendar as anybody could know it at this instant."""
        return self.calendar.known_at(beijing_day(now))


def read_reference(connection: Connection, shipped: list[dict[str, Any]], version: int) -> ReferenceData:
    """Calendar of the shipped tables and the imported ones, and every unit's kind and names."""
    tables = [*shipped, *stored.calendar_tables(connection)]
    calendar = WorkingDays.from_tables(tables)
    return ReferenceData(version, calendar, stored.unit_kinds(connection), units.all_names(connection))
