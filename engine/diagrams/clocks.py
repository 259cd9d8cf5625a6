"""Opens, meets and closes the deadlines that activities declare, in the ledger of the case (decision D2)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from engine.diagrams.scripts import incident_at
from engine.diagrams.tokens import items_of
from engine.errors import Refusal

if TYPE_CHECKING:
    from engine.diagrams.elements import ElementInfo
    from engine.diagrams.host import Host

#: why a clock ended without performance, as written to the ledger
NOT_PERFORMED = "left_without_performance"
CANCELLED = "activity_cancelled"


def open_clock(host: Host, token: Any, info: ElementInfo) -> None:
    """Open the deadline declared on this activity. Raises Incident when its start or length cannot be told."""
    clock = info.deadline
    if clock is None:
        return
    ask, world = host.scripts.ask, host.world
    start = ask(token, clock.start, token.data)
    length = 0 if clock.unit == "none" else ask(token, clock.days, token.data)
    rule = ask(token, clock.start_rule, token.data)
    try:
        world.ledger.open(
            clock.name,
            items_of(token)[0],
            start=date.fromisoformat(start),
            start_rule=str(rule),
            length=length,
            unit=clock.unit,
            basis=clock.basis,
            proposed=clock.proposed,
            at=world.now,
            by=world.actor,
        )
    except (TypeError, ValueError, Refusal) as error:
        raise _at(token, error) from error


def end_clock(host: Host, token: Any, info: ElementInfo, *, completed: bool) -> None:
    """Meet the deadline of this activity, or close it where the activity was cancelled or left undone."""
    clock = info.deadline
    if clock is None:
        return
    name, item, world = clock.name, items_of(token)[0], host.world
    running = world.ledger.find(name, (item,))
    if running is None or not running.is_open:
        return  # an act has ended it already
    if not completed:
        world.ledger.close(name, item, reason=CANCELLED, at=world.now, by=world.actor)
        return
    met = host.scripts.ask(token, clock.met_when, token.data)
    on = host.scripts.ask(token, clock.met_on, token.data) if met else None
    try:
        if on is not None:
            world.ledger.meet(name, item, on=date.fromisoformat(on), at=world.now, by=world.actor)
        else:
            world.ledger.close(name, item, reason=NOT_PERFORMED, at=world.now, by=world.actor)
    except (TypeError, ValueError, Refusal) as error:
        raise _at(token, error) from error


def _at(token: Any, error: Exception) -> Refusal:
    refusal = error if isinstance(error, Refusal) else Refusal("running.clock_unreadable", cause=str(error))
    return incident_at(token, refusal)
