"""Reads the working-day calendar as this installation knows it: shipped tables and imported notices."""

from __future__ import annotations

from engine.actions.house.office import Office
from engine.deadlines.working_days import WorkingDays


def read_calendar(office: Office) -> WorkingDays:
    """All known notices; `known_at` of the answer narrows them to a day."""
    with office.database.reading() as connection:
        return office.reference(connection).calendar
