"""One deadline: a value folded from its events alone, without calendar or clock.

What a calendar said at the time is written into the event, so the same events always give the same deadline and the
first day never disappears.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from engine.clock import at_beijing, beijing_day, utc
from engine.deadlines.events import Event, EventKind, Reading, Unit

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Deadline:
    """The `occurrence`-th deadline of this name and item in its case. Days are Beijing days, instants UTC."""

    name: str
    item: str  #: element of the nearest enclosing multi-instance, "" outside any
    occurrence: int
    start: date  #: day of the event that starts the clock; itself not counted (W2)
    start_at: datetime  #: from here clocks in hours run
    start_rule: str  #: the setting that chose the start day
    length: int
    unit: Unit
    basis: str  #: legal basis
    proposed: bool  #: 拟定: an invented limit; missing it has no legal effect
    reading: Reading
    original: Reading  #: as first read, or as first determined
    suspended_on: date | None = None
    performed_at: datetime | None = None
    closed_at: datetime | None = None
    missed: date | None = None  #: the due day that was last recorded as missed
    extensions: int = 0
    events: tuple[Event, ...] = ()

    @property
    def key(self) -> Key:
        return (self.name, self.item)

    @property
    def due(self) -> date | None:
        return self.reading.due

    @property
    def estimate(self) -> date | None:
        return self.reading.estimate

    @property
    def original_due(self) -> date | None:
        """The day as it first stood, whatever happened since; None until it was first determined."""
        return self.original.due

    @property
    def is_open(self) -> bool:
        """Neither met nor closed; a missed deadline stays open."""
        return self.performed_at is None and self.closed_at is None

    @property
    def is_suspended(self) -> bool:
        return self.suspended_on is not None

    def has_passed(self, at: datetime) -> bool:
        """Whether the due day has ended at this instant; never true without a due day."""
        return self.reading.ends_at is not None and at >= self.reading.ends_at

    @property
    def done_in_time(self) -> bool | None:
        """Whether the work was done before the due day ended; None while it is not done."""
        if self.performed_at is None:
            return None
        return self.reading.ends_at is None or self.performed_at < self.reading.ends_at


def fold(name: str, item: str, occurrence: int, events: Sequence[Event]) -> Deadline:
    """The deadline these events make. Raises ValueError when they do not begin with its opening."""
    if not events or events[0].kind is not EventKind.OPENED:
        raise ValueError(f"Expected the events of {name!r} to begin with its opening, but they do not.")
    deadline = open_with(name, item, occurrence, events[0])
    for event in events[1:]:
        deadline = apply(deadline, event)
    return deadline


def open_with(name: str, item: str, occurrence: int, event: Event) -> Deadline:
    """The deadline as its opening makes it."""
    data = event.data
    reading = Reading.from_data(data)
    return Deadline(
        name=name,
        item=item,
        occurrence=occurrence,
        start=event.day("start"),
        start_at=utc(datetime.fromisoformat(data["start_at"])),
        start_rule=data["start_rule"],
        length=data["length"],
        unit=Unit(data["unit"]),
        basis=data["basis"],
        proposed=data["proposed"],
        reading=reading,
        original=reading,
        events=(event,),
    )


def apply(deadline: Deadline, event: Event) -> Deadline:
    """The deadline after one more event."""
    changes = APPLIERS[event.kind](deadline, event)
    return replace(deadline, events=(*deadline.events, event), **changes)


def _extended(deadline: Deadline, event: Event) -> dict[str, Any]:
    return {"reading": Reading.from_data(event.data), "extensions": deadline.extensions + 1}


def _recomputed(deadline: Deadline, event: Event) -> dict[str, Any]:
    reading = Reading.from_data(event.data)
    first_determined = deadline.original.due is None and not deadline.extensions
    return {"reading": reading, "original": reading if first_determined else deadline.original}


def _suspended(deadline: Deadline, event: Event) -> dict[str, Any]:
    standing = replace(deadline.reading, due=None, estimate=None, ends_at=None)
    return {"suspended_on": event.day("on"), "reading": standing}


def _resumed(_deadline: Deadline, event: Event) -> dict[str, Any]:
    return {"suspended_on": None, "reading": Reading.from_data(event.data)}


def _corrected(_deadline: Deadline, event: Event) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if "start" in event.data:
        changes |= {
            "start": event.day("start"),
            "start_at": utc(datetime.fromisoformat(event.data["start_at"])),
        }
    if "certainty" in event.data:
        changes["reading"] = Reading.from_data(event.data)
    if "performed_at" in event.data:
        changes["performed_at"] = utc(datetime.fromisoformat(event.data["performed_at"]))
    return changes


def _met(_deadline: Deadline, event: Event) -> dict[str, Any]:
    return {"performed_at": utc(datetime.fromisoformat(event.data["performed_at"])), "suspended_on": None}


def _missed(_deadline: Deadline, event: Event) -> dict[str, Any]:
    return {"missed": event.day("due")}


def _closed(_deadline: Deadline, event: Event) -> dict[str, Any]:
    return {"closed_at": event.at, "suspended_on": None}


APPLIERS: Mapping[EventKind, Callable[[Deadline, Event], dict[str, Any]]] = MappingProxyType(
    {
        EventKind.EXTENDED: _extended,
        EventKind.RECOMPUTED: _recomputed,
        EventKind.SUSPENDED: _suspended,
        EventKind.RESUMED: _resumed,
        EventKind.CORRECTED: _corrected,
        EventKind.MET: _met,
        EventKind.MISSED: _missed,
        EventKind.CLOSED: _closed,
    }
)


def instant_of(start: date, at: datetime) -> datetime:
    """From where a clock in hours runs: now when it starts today, else the end of the start day, its hour unknown."""
    return at if beijing_day(at) == start else at_beijing(start + timedelta(days=1))


def performed_at(on: date, at: datetime) -> datetime:
    """The instant of performance: now when it was done today, else the beginning of the true day (补录)."""
    return at if beijing_day(at) == on else at_beijing(on)
