"""Moves tokens until nothing moves by itself: no timer is due and only people, messages and time are waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from SpiffWorkflow.util.task import TaskState

from engine.diagrams import conditions, timers
from engine.errors import Incident

if TYPE_CHECKING:
    from engine.diagrams.host import Host

#: new tokens and changes of state in one act; a diagram that needs more goes round in circles
MAX_STEPS = 20_000


def settle(host: Host) -> bool:
    """Step, then let happen what has become true or due, one at a time, timers in order of their instant.

    Whether anything moved. Raises Incident when it never comes to rest.
    """
    before = host.count
    _step(host, before)
    while _next_event(host):
        _step(host, before)
    return host.count != before


def _next_event(host: Host) -> bool:
    if conditions.fire_true(host):
        return True
    due = timers.next_due(host)
    if due is not None:
        timers.fire(host, due)
    return due is not None


def _step(host: Host, since: int) -> None:
    while host.ready:
        token = host.ready.popleft()
        if _may_run(token):
            token.run()
        while host.urgent:
            interrupting = host.urgent.popleft()
            if _may_run(interrupting):
                interrupting.run()
        if host.count - since > MAX_STEPS:
            raise Incident("running.incident.endless", element=token.task_spec.name, limit=MAX_STEPS)


def _may_run(token: Any) -> bool:
    """Still there: neither cancelled nor removed by what ran before it."""
    return token._state == TaskState.READY and token.workflow.tasks.get(token.id) is token
