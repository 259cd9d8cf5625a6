"""When the timers of a case fall due. Deadlines are asked anew each time, so an extension or a calendar moves them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.specs.event_definitions.timer import TimerEventDefinition

from engine.clock import BEIJING, utc
from engine.diagrams.effects import Fired
from engine.diagrams.events import CHOSEN, FIRED, OneOf, Timer
from engine.diagrams.tokens import items_of
from engine.errors import Incident
from engine.expressions.expression import compile_expression

if TYPE_CHECKING:
    from engine.diagrams.host import Host

#: internal data of a waiting event: instants fixed when it was armed, by element
ARMED = "armed"
_RAW = re.compile(r"^(P[0-9YMWDTHS.,]+|\d{4}-\d{2}-\d{2}T\S+)$", re.IGNORECASE)


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
    """Look at a timer when it is reached: a duration becomes an instant here, a deadline must exist here.

    Raises Incident when it gives no instant at all.
    """
    armed = token.internal_data.get(ARMED, {})
    if timer.element in armed:
        return
    value = _value(host, token, timer)
    fixed = _instant(host, timer, value).isoformat() if _is_duration(value) else None
    if fixed is None:
        _read(timer, value)
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
    token.internal_data.pop(ARMED, None)
    token.task_spec._update(token)


def _timers_of(token: Any) -> list[Timer]:
    definition = token.task_spec.event_definition
    alternatives = definition.event_definitions if isinstance(definition, OneOf) else (definition,)
    return [one for one in alternatives if isinstance(one, Timer)]


def _look(host: Host, token: Any, timer: Timer) -> WaitingTimer:
    item = items_of(token)[0]
    fixed = token.internal_data.get(ARMED, {}).get(timer.element)
    if fixed is not None:
        return WaitingTimer(token.id, timer.element, item, None, "", "at", 0, datetime.fromisoformat(fixed))
    host.take_asked()
    due_at = _read(timer, _value(host, token, timer))
    asked = host.take_asked()
    if asked is None:
        return WaitingTimer(token.id, timer.element, item, None, "", "at", 0, due_at)
    return WaitingTimer(token.id, timer.element, item, asked.deadline, asked.item, asked.rule, asked.offset, due_at)


def _place(host: Host, timer: WaitingTimer) -> tuple[int, str]:
    return host.definition.elements[timer.element].order, timer.item


def _value(host: Host, token: Any, timer: Timer) -> Any:
    """What the timer says now; an instant or a duration may stand without quotes."""
    if _RAW.match(timer.expression):
        return timer.expression
    return host.scripts.ask(token, compile_expression(timer.expression), token.data)


def _is_duration(value: Any) -> bool:
    return isinstance(value, str) and value[:1] in "Pp" and value != ""


def _instant(host: Host, timer: Timer, value: str) -> datetime:
    """The end of an ISO 8601 duration that begins now, by Beijing's calendar."""
    start = host.world.now.astimezone(BEIJING)
    try:
        parts = TimerEventDefinition.parse_iso_duration(value)
        ends = utc(start + TimerEventDefinition.get_timedelta_from_start(dict(parts), start)) if parts else None
    except Exception as error:  # the library raises bare ones
        raise Incident("running.incident.timer_unreadable", element=timer.element, value=value) from error
    if ends is None:
        raise Incident("running.incident.timer_unreadable", element=timer.element, value=value)
    return ends


def _read(timer: Timer, value: Any) -> datetime | None:
    if value is None and not timer.is_duration:
        return None
    try:
        return utc(datetime.fromisoformat(value))
    except (TypeError, ValueError) as error:
        raise Incident("running.incident.timer_unreadable", element=timer.element, value=str(value)) from error
