"""Reads where a deadline ends: replays its starts, standstills and extensions against one calendar.

Reading changes nothing. The ledger writes what was read into the event that made it necessary.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from engine.clock import at_beijing, beijing_day
from engine.deadlines.deadline import Deadline
from engine.deadlines.events import Event, EventKind, Reading, Unit
from engine.deadlines.term import Certainty, Term
from engine.deadlines.working_days import WorkingDays

#: W4: a day ends at 24:00 Beijing time unless an office sets an earlier hour
MIDNIGHT = time(0)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch in which the clock ran: the days after `after` up to and including `through`."""

    after: date
    through: date


@dataclass(frozen=True, slots=True)
class _Position:
    """How far the replay is: `rest` days to count after `anchor`, or a fixed day once the clock was extended."""

    anchor: date
    rest: int
    fixed: date | None = None
    standing: bool = False
    runs: tuple[Run, ...] = ()


def measure(deadline: Deadline, calendar: WorkingDays, cut_off: time = MIDNIGHT) -> Reading:
    """Where this clock ends by this calendar. A suspended clock has no end; one without limit never ends."""
    if deadline.unit is Unit.NONE:
        return Reading(None, None, None, Certainty.FINAL, calendar.version)
    if deadline.unit is Unit.HOURS:
        return _measure_hours(deadline, calendar, cut_off)
    position = _replay(deadline, calendar)
    if position.standing:
        return Reading(None, None, None, Certainty.FINAL, calendar.version)
    if position.fixed is not None and calendar.is_working(position.fixed) is None:
        return _settled(position.fixed, Certainty.PROVISIONAL, calendar, cut_off)
    return _read(_term(deadline, position, calendar), calendar, cut_off)


def runs(deadline: Deadline, calendar: WorkingDays) -> tuple[Run, ...]:
    """The stretches in which this clock ran, the present one up to its due day or estimate."""
    if deadline.unit in (Unit.NONE, Unit.HOURS):
        return ()
    position = _replay(deadline, calendar)
    if position.standing:
        return position.runs
    term = _term(deadline, position, calendar)
    end = term.due or position.fixed or term.estimate or position.anchor
    return (*position.runs, Run(position.anchor, end))


def end_of_day(day: date, cut_off: time = MIDNIGHT) -> datetime:
    """The instant from which work due on this day is late: 24:00 Beijing time, or the office's cut-off that day."""
    if cut_off == MIDNIGHT:
        return at_beijing(day + timedelta(days=1))
    return at_beijing(day, cut_off.hour, cut_off.minute)


def _term(deadline: Deadline, position: _Position, calendar: WorkingDays) -> Term:
    """The term still to run. A fixed day, and the last of calendar days, roll over a rest day (民法典 art. 203)."""
    if position.fixed is not None:
        return calendar.add(position.fixed, 0)
    if deadline.unit is Unit.CALENDAR_DAYS:
        return calendar.add(position.anchor + timedelta(days=position.rest), 0)
    return calendar.add(position.anchor, position.rest)


def _replay(deadline: Deadline, calendar: WorkingDays) -> _Position:
    position = _Position(anchor=deadline.start, rest=deadline.length)
    for event in deadline.events:
        position = _step(deadline.unit, position, event, calendar)
    return position


def _step(unit: Unit, position: _Position, event: Event, calendar: WorkingDays) -> _Position:
    """A standstill takes the days after its own day up to and including the day of resumption out of the count."""
    if event.kind is EventKind.EXTENDED:
        return replace(position, fixed=event.day("new_due"))
    if event.kind is EventKind.SUSPENDED:
        on = event.day("on")
        if position.fixed is not None:
            rest = _between(unit, on, position.fixed, calendar)
        else:
            rest = position.rest - _between(unit, position.anchor, on, calendar)
        ran = (*position.runs, Run(position.anchor, on))
        return replace(position, rest=max(rest, 0), fixed=None, standing=True, runs=ran)
    if event.kind is EventKind.RESUMED:
        return replace(position, anchor=event.day("on"), standing=False)
    return position


def _between(unit: Unit, earlier: date, later: date, calendar: WorkingDays) -> int:
    if unit is Unit.CALENDAR_DAYS:
        return max((later - earlier).days, 0)
    return max(calendar.count(earlier, later), 0)


def _read(term: Term, calendar: WorkingDays, cut_off: time) -> Reading:
    if term.due is None:
        return Reading(None, term.estimate, None, term.status, calendar.version)
    return _settled(term.due, term.status, calendar, cut_off)


def _settled(due: date, certainty: Certainty, calendar: WorkingDays, cut_off: time) -> Reading:
    return Reading(due, None, end_of_day(due, cut_off), certainty, calendar.version)


def _measure_hours(deadline: Deadline, calendar: WorkingDays, cut_off: time) -> Reading:
    """Hours run on the instants of the events themselves; an extension gives the end of a day."""
    ends_at: datetime | None = deadline.start_at + timedelta(hours=deadline.length)
    rest = timedelta(0)
    for event in deadline.events:
        if event.kind is EventKind.EXTENDED:
            ends_at = end_of_day(event.day("new_due"), cut_off)
        elif event.kind is EventKind.SUSPENDED and ends_at is not None:
            rest, ends_at = max(ends_at - event.at, timedelta(0)), None
        elif event.kind is EventKind.RESUMED:
            ends_at = event.at + rest
    return Reading(ends_at and beijing_day(ends_at), None, ends_at, Certainty.FINAL, calendar.version)
