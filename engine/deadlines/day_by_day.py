"""A deadline as days: each with its number in the count, or why it is not counted. For calendars on screens and paper.

`explain` tells the same in sentences; both read the ledger's own stretches, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from engine.clock import beijing_day
from engine.deadlines.clocks import Run, runs
from engine.deadlines.deadline import Deadline
from engine.deadlines.events import EventKind, Reading, Unit, optional_day
from engine.deadlines.notices import Notice
from engine.deadlines.stretches import Stretch, Whose, stretches
from engine.deadlines.term import Certainty, DayReason
from engine.deadlines.working_days import WorkingDays

ONE_DAY = timedelta(days=1)
#: what sets an end anew; the end it replaced stays visible, struck through
_MOVING = frozenset({EventKind.EXTENDED, EventKind.RECOMPUTED, EventKind.RESUMED, EventKind.CORRECTED})


class Mark(StrEnum):
    """What a day is to the deadline beside being counted or not."""

    START = "start"  #: the event that starts the clock; itself not counted (W2)
    OLD_DUE = "old_due"  #: was the due day before it moved
    DUE = "due"
    ESTIMATE = "estimate"  #: where the due day will probably be
    DONE = "done"  #: the work was done
    TODAY = "today"


@dataclass(frozen=True, slots=True)
class ProofDay:
    """One Beijing day. `number` is its place in the count, None where it is not counted."""

    reason: DayReason
    number: int | None = None
    extension: bool = False  #: counted only because more time was given
    standing: bool = False  #: the clock stood still (中止)
    rolled: bool = False  #: passed over at the end because it is a rest day (民法典 art. 203)
    estimated: bool = False  #: no notice says yet whether people work on this day
    provisional: bool = False  #: the next notice may still rewrite it (暂定)
    late: Whose | None = None  #: after a due day: to whom the delay is put down
    marks: frozenset[Mark] = frozenset()

    @property
    def day(self) -> date:
        return self.reason.day


@dataclass(frozen=True, slots=True)
class EndMoved:
    """One change of the end: what moved it, from which day to which. `ground` and `record` as the event holds them."""

    kind: EventKind
    at: datetime
    by: str
    old: date | None
    new: date | None
    estimate: date | None
    ground: str = ""
    record: str = ""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """The whole of one deadline, day by day. `days` is empty for a clock without limit."""

    deadline: Deadline
    calendar: str
    certainty: Certainty
    published_through: date
    days: tuple[ProofDay, ...]
    moved: tuple[EndMoved, ...]
    stretches: tuple[Stretch, ...]
    notices: tuple[Notice, ...]

    @property
    def counted(self) -> int:
        """How many days bear a number that a notice stands behind."""
        return sum(1 for one in self.days if one.number is not None and not one.estimated)


def prove(deadline: Deadline, calendar: WorkingDays, now: datetime) -> Proof:
    """The days of this deadline by the calendar its present due day was counted with, up to its end or to today."""
    known = calendar.as_of_version(deadline.reading.calendar)
    today = beijing_day(now)
    days = tuple(_days(deadline, known, today))
    moved = tuple(_moved(deadline, known))
    cited = {one.reason.notice.id: one.reason.notice for one in days if one.reason.notice}
    cited |= {notice.id: notice for one in moved for notice in one.notices}
    return Proof(
        deadline=deadline,
        calendar=deadline.reading.calendar or known.version,
        certainty=deadline.reading.certainty,
        published_through=known.published_through,
        days=days,
        moved=moved,
        stretches=tuple(stretches(deadline)),
        notices=tuple(sorted(cited.values(), key=lambda notice: (notice.published_on, notice.id))),
    )


def _days(deadline: Deadline, calendar: WorkingDays, today: date) -> Iterator[ProofDay]:
    if deadline.unit is Unit.NONE:
        return
    numbers, marks = _numbers(deadline, calendar), _marks(deadline, today)
    limit = _first_extended_from(deadline)
    delays = _by_day(deadline, today)
    last_number = max(numbers, default=deadline.start)
    end = deadline.due or deadline.estimate or last_number
    first = min([deadline.start, *(day for day, found in marks.items() if Mark.OLD_DUE in found)])
    for reason in calendar.reasons_between(first - ONE_DAY, _last(deadline, numbers, marks, today)):
        day, number = reason.day, numbers.get(reason.day)
        whose = delays.get(day)
        yield ProofDay(
            reason=reason,
            number=number,
            extension=number is not None and limit is not None and day > limit,
            standing=whose is Whose.NOBODY,
            rolled=deadline.unit is Unit.CALENDAR_DAYS and last_number < day <= end,
            estimated=calendar.is_working(day) is None,
            provisional=calendar.firm_until < day <= calendar.published_through,
            late=None if whose is Whose.NOBODY else whose,
            marks=marks.get(day, frozenset()),
        )


def _numbers(deadline: Deadline, calendar: WorkingDays) -> dict[date, int]:
    """Every counted day with its number, over all stretches in which the clock ran."""
    counted: list[date] = []
    for run in runs(deadline, calendar):
        if deadline.unit is Unit.CALENDAR_DAYS:
            counted += _calendar_days(run)
        else:
            counted += calendar.working_between(run.after, run.through)
    if deadline.unit is Unit.CALENDAR_DAYS and not deadline.extensions:
        counted = counted[: deadline.length]  # what follows rolled over
    return {day: number for number, day in enumerate(counted, 1)}


def _calendar_days(run: Run) -> list[date]:
    return [run.after + ONE_DAY * offset for offset in range(1, (run.through - run.after).days + 1)]


def _marks(deadline: Deadline, today: date) -> dict[date, frozenset[Mark]]:
    found: dict[date, set[Mark]] = {}
    for day, mark in _named(deadline, today):
        found.setdefault(day, set()).add(mark)
    for marks in found.values():
        if Mark.DUE in marks:
            marks.discard(Mark.OLD_DUE)
    return {day: frozenset(marks) for day, marks in found.items()}


def _named(deadline: Deadline, today: date) -> Iterator[tuple[date, Mark]]:
    yield deadline.start, Mark.START
    for event in deadline.events:
        if "certainty" in event.data:
            was = Reading.from_data(event.data).due
            if was is not None and was != deadline.due:
                yield was, Mark.OLD_DUE
    if deadline.due is not None:
        yield deadline.due, Mark.DUE
    if deadline.estimate is not None:
        yield deadline.estimate, Mark.ESTIMATE
    if deadline.performed_at is not None:
        yield beijing_day(deadline.performed_at), Mark.DONE
    elif deadline.is_open:
        yield today, Mark.TODAY


def _last(deadline: Deadline, numbers: dict[date, int], marks: dict[date, frozenset[Mark]], today: date) -> date:
    """The last day to be shown: the end of the count, an old due day, the day it was done, today while it is late."""
    shown = [day for day, found in marks.items() if found - {Mark.TODAY}]
    if deadline.is_open and (deadline.is_suspended or (deadline.due is not None and today > deadline.due)):
        shown.append(today)
    return max(deadline.start, *shown, *numbers)


def _first_extended_from(deadline: Deadline) -> date | None:
    extensions = (event for event in deadline.events if event.kind is EventKind.EXTENDED)
    return next((optional_day(event.data["old_due"]) for event in extensions), None)


def _by_day(deadline: Deadline, today: date) -> dict[date, Whose]:
    """To whom each day of a stretch is put down; one that still lasts reaches to today."""
    return {
        stretch.after + ONE_DAY * offset: stretch.whose
        for stretch in stretches(deadline)
        for offset in range(1, ((stretch.through or today) - stretch.after).days + 1)
    }


def _moved(deadline: Deadline, calendar: WorkingDays) -> Iterator[EndMoved]:
    """Every event that moved the end or stopped the clock, with the end before it and after it."""
    named = {notice.id: notice for notice in calendar.notices}
    old = Reading.from_data(deadline.events[0].data).due
    for event in deadline.events[1:]:
        if event.kind is EventKind.SUSPENDED:
            yield EndMoved(event.kind, event.at, event.by, old, None, None, record=str(event.data.get("reason") or ""))
        elif event.kind in _MOVING and "certainty" in event.data:
            reading = Reading.from_data(event.data)
            yield EndMoved(
                kind=event.kind,
                at=event.at,
                by=event.by,
                old=old,
                new=reading.due,
                estimate=reading.estimate,
                ground=str(event.data.get("ground") or ""),
                record=str(event.data.get("reason") or ""),
                notices=tuple(named[one] for one in event.data.get("notices") or () if one in named),
            )
            old = reading.due
