"""The deadlines of one case: the only truth of time (design decision D1).

Every act appends an event and nothing else; the caller stores what `take_pending` gives. The ledger knows only the
calendar it was given, which must hold the notices published by the caller's now and no later one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from engine.clock import beijing_day, utc
from engine.deadlines import limits
from engine.deadlines.clocks import MIDNIGHT, measure
from engine.deadlines.deadline import Deadline, Key, apply, instant_of, open_with, performed_at
from engine.deadlines.events import UNREAD, Event, EventKind, Reading
from engine.deadlines.moments import moment_from_due
from engine.deadlines.status import SOON, ClockState, clock_state, days_left
from engine.deadlines.working_days import WorkingDays
from engine.errors import Conflict, Unknown

SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Change:
    """What a new calendar does to one deadline.

    `moved` is false where the old day stands although the new calendar counts another: that one has already passed,
    and nobody can be late for a day they were not told.
    """

    before: Deadline
    after: Deadline
    new: Reading
    moved: bool


class Ledger:
    """Latest deadline of each name and item. Every method that changes one gives back the new value."""

    def __init__(self, deadlines: Iterable[Deadline], calendar: WorkingDays, cut_off: time = MIDNIGHT) -> None:
        self.calendar = calendar
        self.cut_off = cut_off
        self.pending: list[tuple[Deadline, Event]] = []
        self._current: dict[Key, Deadline] = {}
        for deadline in sorted(deadlines, key=lambda deadline: deadline.occurrence):
            self._current[deadline.key] = deadline

    @property
    def deadlines(self) -> list[Deadline]:
        """The latest occurrence of every deadline, open or ended."""
        return list(self._current.values())

    def find(self, name: str, items: Sequence[str]) -> Deadline | None:
        """The deadline of this name in the first of these items that has one (nearest first, "" last)."""
        return next((self._current[name, item] for item in items if (name, item) in self._current), None)

    def get(self, name: str, item: str) -> Deadline:
        """Exactly this deadline. Raises Unknown."""
        deadline = self._current.get((name, item))
        if deadline is None:
            raise Unknown("deadlines.unknown", name=name, item=item)
        return deadline

    def take_pending(self) -> list[tuple[Deadline, Event]]:
        """What is to be stored since the last take, oldest first: each deadline as it was right after its event."""
        taken, self.pending = self.pending, []
        return taken

    def open(
        self,
        name: str,
        item: str,
        *,
        start: date,
        start_rule: str,
        length: int,
        unit: str,
        basis: str,
        proposed: bool,
        at: datetime,
        by: str,
    ) -> Deadline:
        """Start a clock. `start` is the day of the event, which is not counted.

        Opening a key whose last deadline ended makes the next occurrence. Raises Conflict while one is open, Invalid
        for a length, unit or start that cannot be.
        """
        known_unit = limits.check_opening(length, unit)
        earlier = self._current.get((name, item))
        if earlier is not None and earlier.is_open:
            raise Conflict("deadlines.already_open", name=name, item=item, start=earlier.start.isoformat())
        facts = {
            "start": start.isoformat(),
            "start_at": instant_of(start, utc(at)).isoformat(),
            "start_rule": start_rule,
            "length": length,
            "unit": str(known_unit),
            "basis": basis,
            "proposed": proposed,
        }
        occurrence = earlier.occurrence + 1 if earlier else 1
        draft = open_with(name, item, occurrence, Event(EventKind.OPENED, utc(at), by, facts | UNREAD.to_data()))
        reading = measure(draft, self.calendar, self.cut_off)
        event = Event(EventKind.OPENED, utc(at), by, facts | reading.to_data())
        return self._keep(open_with(name, item, occurrence, event), event)

    def extend(
        self,
        name: str,
        item: str,
        *,
        new_due: date,
        ground: str,
        reason: str,
        by: str,
        at: datetime,
        asked_on: date | None = None,
    ) -> Deadline:
        """Give a concrete new due day (延期). `ground` and `reason` are codes or references, never text about people.

        `asked_on` is the day it was asked for: what passed between the old due day and the decision is then not the
        asker's delay. Raises Invalid for a day that is not a later working day, Conflict when nothing is running.
        """
        deadline = self.get(name, item)
        limits.check_running(deadline)
        limits.check_limited(deadline)
        limits.check_new_due(deadline, new_due, self.calendar)
        facts = {
            "new_due": new_due.isoformat(),
            "old_due": deadline.due and deadline.due.isoformat(),
            "ground": ground,
            "reason": reason,
            "asked_on": asked_on and asked_on.isoformat(),
        }
        return self._set_anew(deadline, EventKind.EXTENDED, facts, by, at)

    def suspend(self, name: str, item: str, *, reason: str, by: str, at: datetime, on: date | None = None) -> Deadline:
        """Stop the clock (中止). The days after `on` (today) up to and including the day of resumption do not count."""
        deadline = self.get(name, item)
        day = on or beijing_day(at)
        limits.check_running(deadline)
        limits.check_limited(deadline)
        limits.check_day_of_event(day, at, not_before=deadline.start)
        limits.check_can_stand_still(deadline, day)
        return self._append(deadline, EventKind.SUSPENDED, {"on": day.isoformat(), "reason": reason}, by, at)

    def resume(self, name: str, item: str, *, reason: str, by: str, at: datetime, on: date | None = None) -> Deadline:
        """Let the rest of a suspended clock run on from the day after `on` (today). Raises Conflict when it runs."""
        deadline = self.get(name, item)
        limits.check_open(deadline)
        if deadline.suspended_on is None:
            raise Conflict("deadlines.not_suspended", name=name, item=item)
        day = on or beijing_day(at)
        limits.check_day_of_event(day, at, not_before=deadline.suspended_on)
        return self._set_anew(deadline, EventKind.RESUMED, {"on": day.isoformat(), "reason": reason}, by, at)

    def correct(
        self,
        name: str,
        item: str,
        *,
        reason: str,
        by: str,
        at: datetime,
        start: date | None = None,
        met_on: date | None = None,
    ) -> Deadline:
        """Put right a start day or a day of performance that was entered wrongly (更正); the wrong one stays on record.

        Unlike a calendar, the truth may move a day that has passed. Raises Invalid when neither is given or the day
        lies ahead, Conflict for a day of performance where there was none.
        """
        deadline = self.get(name, item)
        limits.check_correction(deadline, start, met_on, at)
        facts: dict[str, Any] = {"reason": reason}
        if met_on is not None:
            facts["performed_at"] = performed_at(met_on, utc(at)).isoformat()
        if start is None:
            return self._append(deadline, EventKind.CORRECTED, facts, by, at)
        facts["start"] = start.isoformat()
        facts["old_start"] = deadline.start.isoformat()
        facts["start_at"] = instant_of(start, utc(at)).isoformat()
        return self._set_anew(deadline, EventKind.CORRECTED, facts, by, at)

    def meet(self, name: str, item: str, *, on: date, at: datetime, by: str) -> Deadline:
        """Record that the work was done on this Beijing day. Raises Conflict when the deadline already ended."""
        deadline = self.get(name, item)
        limits.check_open(deadline)
        limits.check_day_of_event(on, at)
        facts = {"on": on.isoformat(), "performed_at": performed_at(on, utc(at)).isoformat()}
        return self._append(deadline, EventKind.MET, facts, by, at)

    def close(self, name: str, item: str, *, reason: str, at: datetime, by: str) -> Deadline:
        """End the deadline without performance: terminated, withdrawn, cancelled. Raises Conflict when it ended."""
        deadline = self.get(name, item)
        limits.check_open(deadline)
        return self._append(deadline, EventKind.CLOSED, {"reason": reason}, by, at)

    def lapse(self, at: datetime) -> list[Deadline]:
        """Record `missed`, once for each due day, on every open deadline whose due day has ended."""
        return [
            self._append(deadline, EventKind.MISSED, {"due": str(deadline.due)}, SYSTEM, at)
            for deadline in self.deadlines
            if deadline.is_open and deadline.has_passed(at) and deadline.missed != deadline.due
        ]

    def recompute(self, calendar: WorkingDays, at: datetime) -> list[Change]:
        """Take a new calendar and move what it moves. A day that has already passed never moves (W8)."""
        self.calendar = calendar
        changes = []
        for deadline in self.deadlines:
            if not deadline.is_open or deadline.is_suspended or deadline.has_passed(at):
                continue
            new = measure(deadline, calendar, self.cut_off)
            if _same_end(new, deadline.reading):
                continue
            moved = new.ends_at is None or new.ends_at > at
            after = self._recomputed(deadline, new, at) if moved else deadline
            changes.append(Change(deadline, after, new, moved))
        return changes

    def due_instant(self, deadline: Deadline) -> datetime | None:
        """From this instant the work is late: 00:00 in Beijing of the day after the due day; None without one."""
        return deadline.reading.ends_at

    def before_due(self, deadline: Deadline, days: int) -> datetime | None:
        """09:00 in Beijing, `days` working days before the due day (hours before the end of a clock in hours)."""
        return moment_from_due(deadline, -days, self.calendar)

    def after_due(self, deadline: Deadline, days: int) -> datetime | None:
        """09:00 in Beijing, `days` working days after the due day (hours after the end of a clock in hours)."""
        return moment_from_due(deadline, days, self.calendar)

    def state(self, deadline: Deadline, at: datetime, soon: int = SOON) -> ClockState:
        """The word that says how this deadline stands."""
        return clock_state(deadline, at, self.calendar, soon)

    def days_left(self, deadline: Deadline, at: datetime) -> int | None:
        """Working days after today up to the due day; negative when late, None without a due day."""
        return days_left(deadline, at, self.calendar)

    def _recomputed(self, deadline: Deadline, new: Reading, at: datetime) -> Deadline:
        known = {notice.id for notice in self.calendar.as_of_version(deadline.reading.calendar).notices}
        facts = {
            "old_due": deadline.due and deadline.due.isoformat(),
            "old_calendar": deadline.reading.calendar,
            "notices": [notice.id for notice in self.calendar.notices if notice.id not in known],
        }
        return self._append(deadline, EventKind.RECOMPUTED, facts | new.to_data(), SYSTEM, at)

    def _set_anew(self, deadline: Deadline, kind: EventKind, facts: dict[str, Any], by: str, at: datetime) -> Deadline:
        """Append an event that moves the end: read the end as if it had happened, then record it with the reading."""
        draft = apply(deadline, Event(kind, utc(at), by, facts | UNREAD.to_data()))
        reading = measure(draft, self.calendar, self.cut_off)
        return self._append(deadline, kind, facts | reading.to_data(), by, at)

    def _append(self, deadline: Deadline, kind: EventKind, facts: dict[str, Any], by: str, at: datetime) -> Deadline:
        event = Event(kind, utc(at), by, facts)
        return self._keep(apply(deadline, event), event)

    def _keep(self, deadline: Deadline, event: Event) -> Deadline:
        self._current[deadline.key] = deadline
        self.pending.append((deadline, event))
        return deadline


def _same_end(one: Reading, other: Reading) -> bool:
    return (one.due, one.estimate, one.certainty) == (other.due, other.estimate, other.certainty)
