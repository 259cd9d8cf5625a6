"""Whose delay each stretch of time was, as far as the ledger knows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.clock import beijing_day
from engine.deadlines.deadline import Deadline
from engine.deadlines.events import Event, EventKind, optional_day
from engine.deadlines.status import ClockState


class Whose(StrEnum):
    """To whom a stretch is put down."""

    PERFORMER = "performer"  #: the due day had passed and the work was not done
    DECIDER = "decider"  #: asked for more time by the due day; the decision came after it (届满待批)
    NOBODY = "nobody"  #: the clock stood still (中止)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days after `after` up to and including `through`, which is None while it still lasts."""

    whose: Whose
    after: date
    through: date | None


#: the clock of the decision that one asks for who needs more time; while it runs, waiting is the decider's
DECISION = "extension_decision"


def standing(deadline: Deadline, state: ClockState, decision: Deadline | None) -> Whose | None:
    """To whom the stretch is put down that lasts now; None while nobody is late.

    `decision` is the open clock of the decision on more time for the same item, if one was asked for.
    """
    if state is ClockState.SUSPENDED:
        return Whose.NOBODY
    if state is not ClockState.OVERDUE:
        return None
    asked_in_time = decision is not None and deadline.due is not None and decision.start <= deadline.due
    return Whose.DECIDER if asked_in_time and deadline.name != DECISION else Whose.PERFORMER


def stretches(deadline: Deadline) -> list[Stretch]:
    """The delays of this deadline in the order in which they ended."""
    found = [stretch for event in deadline.events for stretch in _ended_by(event, deadline)]
    if deadline.suspended_on is not None:
        found.append(Stretch(Whose.NOBODY, deadline.suspended_on, None))
    if deadline.is_open and deadline.due is not None and deadline.missed == deadline.due:
        found.append(Stretch(Whose.PERFORMER, deadline.due, None))
    if deadline.done_in_time is False and deadline.due is not None and deadline.performed_at is not None:
        found.append(Stretch(Whose.PERFORMER, deadline.due, beijing_day(deadline.performed_at)))
    return found


def _ended_by(event: Event, deadline: Deadline) -> Iterator[Stretch]:
    if event.kind is EventKind.RESUMED:
        yield Stretch(Whose.NOBODY, _suspended_before(event, deadline), event.day("on"))
    if event.kind is EventKind.EXTENDED:
        old_due, decided = optional_day(event.data["old_due"]), beijing_day(event.at)
        asked_on = optional_day(event.data["asked_on"])
        if old_due is not None and decided > old_due:
            in_time = asked_on is not None and asked_on <= old_due
            yield Stretch(Whose.DECIDER if in_time else Whose.PERFORMER, old_due, decided)


def _suspended_before(resumed: Event, deadline: Deadline) -> date:
    earlier = deadline.events[: deadline.events.index(resumed)]
    return next(event.day("on") for event in reversed(earlier) if event.kind is EventKind.SUSPENDED)
