"""When the timers of a case fall due. Deadlines are asked anew each time, so an extension or a calendar moves them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from engine.clock import utc
from engine.diagrams.effects import Fired
from engine.diagrams.event_definitions import CHOSEN, FIRED, NEXT, OneOf, Timer
from engine.diagrams.periods import is_duration, read_duration, read_instant
from engine.diagrams.tokens import items_of
from engine.diagrams.turns import first_turn, instant_of, next_turn
from engine.errors import Incident

if TYPE_CHECKING:
    from engine.diagrams.host import Host

#: internal data of a waiting event: instants fixed when it was armed, by element
ARMED = "armed"


@dataclass(frozen=True, slots=True)
class WaitingTimer:
    """A timer that waits. `due_at` is None while its deadline is undetermined or suspended."""

    task_id: str
    element: str
    item: str
    deadline: str | None
    deadline_item: str
    rule: str  #: `due`, `before_due`, `after_due`, or `at` for an instant of its own
    offset: int
    due_at: datetime | None


def arm(host: Host, token: Any, timer: Timer) -> None:
    """Look at a timer when it is reached: a duration or cycle becomes an instant, a deadline must exist here.

    Raises Incident when it gives no instant at all.
    """
    armed = token.internal_data.get(ARMED, {})
    if timer.element in armed:
        return
    fixed = _fixed(host, timer, host.scripts.value(token, timer.said))
    token.internal_data[ARMED] = {**armed, timer.element: fixed}


def waiting(host: Host) -> Iterator[WaitingTimer]:
    """Every timer that waits, with its instant as of now."""
    for token in host.tree.waiting_tokens():
        for timer in _timers_of(token):
            yield _look(host, token, timer)


def next_due(host: Host) -> WaitingTimer | None:
    """The timer that is due and fell due first; drawn order decides between equals."""
    now = utc(host.world.now)
    due = [timer for timer in waiting(host) if timer.due_at is not None and timer.due_at <= now]
    return min(due, key=lambda timer: (timer.due_at, _place(host, timer)), default=None)


def fire(host: Host, timer: WaitingTimer) -> None:
    """Let this timer happen."""
    assert timer.due_at is not None  # noqa: S101  # only due timers fire
    host.effects.fired.append(Fired(timer.element, timer.item, timer.due_at, timer.deadline))
    token = host.tree.get_task_from_id(timer.task_id)
    token.internal_data[FIRED] = True
    definition = token.task_spec.event_definition
    if isinstance(definition, OneOf):
        elements = [one.element for one in definition.event_definitions]
        token.internal_data[CHOSEN] = elements.index(timer.element)
    turn = token.internal_data.pop(ARMED, {}).get(timer.element)
    following = next_turn(turn, host.world.now) if isinstance(turn, dict) else None
    if following is not None:
        token.internal_data[NEXT] = {ARMED: {timer.element: following}}
    token.task_spec._update(token)


def _timers_of(token: Any) -> list[Timer]:
    definition = token.task_spec.event_definition
    alternatives = definition.event_definitions if isinstance(definition, OneOf) else (definition,)
    return [one for one in alternatives if isinstance(one, Timer)]


def _look(host: Host, token: Any, timer: Timer) -> WaitingTimer:
    item = items_of(token)[0]
    fixed = token.internal_data.get(ARMED, {}).get(timer.element)
    if fixed is not None:
        at = instant_of(fixed) if isinstance(fixed, dict) else datetime.fromisoformat(fixed)
        return WaitingTimer(token.id, timer.element, item, None, "", "at", 0, at)
    host.take_asked()
    due_at = _read(timer, host.scripts.value(token, timer.said))
    asked = host.take_asked()
    if asked is None:
        return WaitingTimer(token.id, timer.element, item, None, "", "at", 0, due_at)
    return WaitingTimer(token.id, timer.element, item, asked.deadline, asked.item, asked.rule, asked.offset, due_at)


def _place(host: Host, timer: WaitingTimer) -> tuple[int, str]:
    return host.definition.elements[timer.element].order, timer.item


def _fixed(host: Host, timer: Timer, value: Any) -> Any:
    """The instant or turn that is settled now; None for what is asked anew each time it is looked at."""
    try:
        if timer.is_cycle:
            return first_turn(str(value), host.world.now)
        if isinstance(value, str) and is_duration(value):
            return read_duration(value).after(host.world.now).isoformat()
    except ValueError as error:
        raise _unreadable(timer, value) from error
    _read(timer, value)
    return None


def _read(timer: Timer, value: Any) -> datetime | None:
    if value is None and not timer.is_duration:
        return None
    try:
        return read_instant(value)
    except (AttributeError, TypeError, ValueError) as error:
        raise _unreadable(timer, value) from error


def _unreadable(timer: Timer, value: Any) -> Incident:
    return Incident("running.incident.timer_unreadable", element=timer.element, value=str(value))
