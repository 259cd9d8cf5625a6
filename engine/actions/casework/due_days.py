"""How deadlines stand, for lists: read from their last reading alone, without their events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.clock import at_beijing, beijing_day
from engine.deadlines.deadline import Deadline
from engine.deadlines.events import Reading, Unit
from engine.deadlines.status import SOON, ClockState, clock_state, days_left
from engine.deadlines.stretches import DECISION, Whose, standing
from engine.deadlines.term import Certainty
from engine.deadlines.working_days import WorkingDays
from engine.storage.deadlines import DeadlineRow

#: stands for the name of a clock where a drawing says by which day a task is wanted
TARGET = "target"


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due, how that stands, and whose the delay is while it is late or stands still."""

    name: str
    item: str
    due: date | None
    estimate: date | None
    status: ClockState
    days_left: int | None
    certainty: Certainty = Certainty.FINAL
    whose: Whose | None = None


def due_of(
    row: DeadlineRow, now: datetime, calendar: WorkingDays, soon: int = SOON, decision: DeadlineRow | None = None
) -> Due:
    """How this deadline stands now. `decision` is the open clock of a decision on more time for it."""
    deadline = _as_read(row)
    state = clock_state(deadline, now, calendar, soon)
    whose = standing(deadline, state, _as_read(decision) if decision else None)
    left = days_left(deadline, now, calendar)
    certainty = deadline.reading.certainty
    return Due(row.name, row.item, deadline.due, deadline.estimate, state, left, certainty, whose)


def due_of_task(
    rows: Iterable[DeadlineRow],
    case_id: str,
    name: str | None,
    item: str,
    now: datetime,
    calendar: WorkingDays,
    soon: int = SOON,
    target: date | None = None,
) -> Due | None:
    """How the clock of a task stands: that of its own item, else that of the whole case.

    `target` is the day that the drawing aims at; a task without a clock stands by it.
    """
    here = [row for row in rows if row.case_id == case_id]
    standing_here = {row.item: row for row in here if row.name == name}
    row = standing_here.get(item) or standing_here.get("")
    if row is not None:
        return due_of(row, now, calendar, soon, _decision(here, row))
    return _aimed_at(target, item, now, calendar, soon) if target is not None else None


def _aimed_at(target: date, item: str, now: datetime, calendar: WorkingDays, soon: int) -> Due:
    """How a task stands by a day that is no deadline: nothing follows from missing it but a red lamp."""
    today = beijing_day(now)
    left = calendar.count(today, target)
    state = ClockState.OVERDUE if target < today else ClockState.DUE_TODAY if target == today else ClockState.ON_TRACK
    if state is ClockState.ON_TRACK and left <= soon:
        state = ClockState.DUE_SOON
    return Due(TARGET, item, target, None, state, left)


def nearest(rows: Sequence[DeadlineRow], now: datetime, calendar: WorkingDays, soon: int = SOON) -> Due | None:
    """The deadline of one case that falls due first; one without a day comes last."""
    dues = [due_of(row, now, calendar, soon, _decision(rows, row)) for row in rows if row.is_open]
    return min(dues, key=lambda one: (one.due or one.estimate or date.max, one.name, one.item), default=None)


def _decision(rows: Iterable[DeadlineRow], asked_for: DeadlineRow) -> DeadlineRow | None:
    """The open decision on more time for the same item."""
    wanted = (row for row in rows if row.is_open and row.name == DECISION and row.item == asked_for.item)
    return next(wanted, None)


def _as_read(row: DeadlineRow) -> Deadline:
    """The deadline as far as its lamp needs it."""
    body = row.body
    reading = Reading(
        row.due, _day(body["estimate"]), _instant(body["ends_at"]), Certainty(body["certainty"]), body["calendar"]
    )
    start = date.fromisoformat(body["start"])
    return Deadline(
        name=row.name,
        item=row.item,
        occurrence=row.occurrence,
        start=start,
        start_at=at_beijing(start),
        start_rule="",
        length=body["length"],
        unit=Unit(body["unit"]),
        basis=body["basis"],
        proposed=body["proposed"],
        reading=reading,
        original=reading,
        suspended_on=_day(body["suspended_on"]),
        performed_at=_instant(body["performed_at"]),
        closed_at=_instant(body["closed_at"]),
        missed=_day(body["missed"]),
    )


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def _instant(text: Any) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
