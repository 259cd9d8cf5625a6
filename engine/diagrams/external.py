"""External tasks: work that a program outside fetches by topic, does, and reports back, as a person does a user task.

Who holds which task, and for how long, is not known here; locks, retries and incidents belong to the actions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.specs.event_definitions import ErrorEventDefinition
from SpiffWorkflow.bpmn.util import BpmnEvent
from SpiffWorkflow.util.task import TaskState

from engine.diagrams import event_definitions, scopes, throwing
from engine.diagrams.declarations.services import Service
from engine.diagrams.effects import ExternalClosed, ExternalOpened
from engine.diagrams.nodes import ExternalWork
from engine.diagrams.plain_data import copy_plain
from engine.diagrams.tokens import items_of
from engine.errors import Conflict, Incident

if TYPE_CHECKING:
    from engine.diagrams.host import Host

#: among the codes of an external task: an event on its edge catches every error
ANY_ERROR = "*"


@dataclass(frozen=True, slots=True)
class ExternalTask:
    """Work that waits for a worker. `error_codes` are the errors that something around it catches, `*` any."""

    id: str
    element: str
    item: str
    name: str
    topic: str
    priority: int
    variables: Mapping[str, Any]  #: a copy of the routing data it may see
    error_codes: tuple[str, ...]


def tokens(host: Host) -> list[Any]:
    """Every token at which a worker is waited for."""
    return [
        token
        for tree in host.tree.trees()
        for token in tree.tasks.values()
        if token._state == TaskState.STARTED and isinstance(token.task_spec, ExternalWork)
    ]


def task(host: Host, token: Any) -> ExternalTask:
    """The external task of this token."""
    opened = _opened(host, token)
    return ExternalTask(
        id=opened.id,
        element=opened.element,
        item=opened.item,
        name=host.definition.elements[opened.element].name,
        topic=opened.topic,
        priority=opened.priority,
        variables=copy_plain(dict(token.data)),
        error_codes=_codes(token),
    )


def found(host: Host, task_id: str) -> Any:
    """The token of this external task. Raises Conflict when it waits for no worker any more."""
    token = host.tree.get_task_from_id(task_id)
    if token is None or token._state != TaskState.STARTED or not isinstance(token.task_spec, ExternalWork):
        raise Conflict("running.external_not_open", task=task_id)
    return token


def opened(host: Host, token: Any) -> None:
    """An external task begins to wait."""
    host.effects.externals_opened.append(_opened(host, token))


def closed(host: Host, token: Any, *, completed: bool) -> None:
    """It waits no more."""
    closed_ = ExternalClosed(token.id, token.task_spec.bpmn_id, items_of(token)[0], completed)
    host.effects.externals_closed.append(closed_)


def complete(token: Any, variables: Mapping[str, Any]) -> None:
    """The worker is done; the variables join the routing data."""
    token.data.update(copy_plain(dict(variables)))
    token._set_state(TaskState.READY)


def raise_error(token: Any, code: str, message: str | None, variables: Mapping[str, Any]) -> None:
    """Let the nearest error event around the task catch this. Raises Conflict, with nothing moved, when none does."""
    thrown = event_definitions.Error(None, code)
    thrown.message = message
    event = BpmnEvent(thrown, payload={**scopes.outside(token), **copy_plain(dict(variables))})
    caught = throwing.catchers(throwing.edges(token), event)
    if not caught:
        raise Conflict("running.error_not_caught", element=token.task_spec.bpmn_id, code=code)
    for catcher in caught:
        catcher.task_spec.catch(catcher, event)
        catcher.task_spec._update(catcher)


def _opened(host: Host, token: Any) -> ExternalOpened:
    element = token.task_spec.bpmn_id
    service = host.definition.elements[element].service or Service()
    topic, priority = host.scripts.value(token, service.topic), host.scripts.value(token, service.priority)
    if not isinstance(topic, str) or not topic.strip():
        raise Incident("running.incident.topic", element=element, found=str(topic))
    return ExternalOpened(token.id, element, items_of(token)[0], topic.strip(), _whole(element, priority or 0))


def _whole(element: str, priority: Any) -> int:
    try:
        return int(priority)
    except (TypeError, ValueError, OverflowError) as error:
        raise Incident("running.incident.priority", element=element, found=str(priority)) from error


def _codes(token: Any) -> tuple[str, ...]:
    definitions = (event.task_spec.event_definition for waiting in throwing.edges(token) for event in waiting)
    codes = [one.code or ANY_ERROR for one in definitions if isinstance(one, ErrorEventDefinition)]
    return tuple(dict.fromkeys(codes))
