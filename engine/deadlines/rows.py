"""Deadlines as plain JSON-able rows for storage: the events are the truth, other columns are there to be queried."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from engine.deadlines.deadline import Deadline, fold
from engine.deadlines.events import Event


def to_row(deadline: Deadline) -> dict[str, Any]:
    """One row a deadline. `events` alone bring it back; days are YYYY-MM-DD, instants ISO in UTC."""
    return {
        "name": deadline.name,
        "item": deadline.item,
        "occurrence": deadline.occurrence,
        "start": deadline.start.isoformat(),
        "unit": str(deadline.unit),
        "length": deadline.length,
        "basis": deadline.basis,
        "proposed": deadline.proposed,
        "calendar": deadline.reading.calendar,
        "certainty": str(deadline.reading.certainty),
        "original_due": deadline.original_due and deadline.original_due.isoformat(),
        "due": deadline.due and deadline.due.isoformat(),
        "estimate": deadline.estimate and deadline.estimate.isoformat(),
        "ends_at": _instant(deadline.reading.ends_at),
        "suspended_on": deadline.suspended_on and deadline.suspended_on.isoformat(),
        "performed_at": _instant(deadline.performed_at),
        "closed_at": _instant(deadline.closed_at),
        "missed": deadline.missed and deadline.missed.isoformat(),
        "is_open": deadline.is_open,
        "events": [event.to_row() for event in deadline.events],
    }


def from_rows(rows: Iterable[Mapping[str, Any]]) -> list[Deadline]:
    """The deadlines of these rows, folded from their events; other columns are not read."""
    return [from_row(row) for row in rows]


def from_row(row: Mapping[str, Any]) -> Deadline:
    """One deadline, folded from the events of its row."""
    events = [Event.from_row(event) for event in row["events"]]
    return fold(row["name"], row["item"], row["occurrence"], events)


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
