"""Messages from people to a case: who waits for one, and how it reaches exactly the one it is meant for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.util import BpmnEvent
from SpiffWorkflow.util.task import TaskState

from engine.diagrams.event_definitions import FIRED, Message, OneOf
from engine.diagrams.tokens import items_of
from engine.errors import Conflict

if TYPE_CHECKING:
    from engine.diagrams.elements import ElementInfo
    from engine.diagrams.host import Host


@dataclass(frozen=True, slots=True)
class WaitingMessage:
    """A place that waits for a message. `groups` may send it; none means that the diagram names nobody."""

    name: str
    element: str
    item: str
    groups: tuple[str, ...]
    form: str | None
    broadcast: bool


@dataclass(frozen=True, slots=True)
class Catcher:
    """A token that waits for a message, and the definition that would take it."""

    token: Any
    definition: Message
    info: ElementInfo
    item: str


def catchers(host: Host) -> Iterator[Catcher]:
    """Everything that waits for a message, in order of appearance."""
    for token in host.tree.waiting_tokens():
        definition = token.task_spec.event_definition
        alternatives = definition.event_definitions if isinstance(definition, OneOf) else (definition,)
        for one in alternatives:
            if isinstance(one, Message) and not token.internal_data.get(FIRED):
                info = host.definition.elements[one.element or token.task_spec.bpmn_id]
                yield Catcher(token, one, info, items_of(token)[0])


def waiting(host: Host) -> list[WaitingMessage]:
    """What may be sent to this case now."""
    return [
        WaitingMessage(
            catcher.definition.awaited(catcher.token),
            catcher.info.id,
            catcher.item,
            host.render(catcher.token, sender.groups) if (sender := catcher.info.sender) else (),
            sender.form if sender else None,
            bool(sender and sender.broadcast),
        )
        for catcher in catchers(host)
    ]


def addressed(host: Host, name: str, item: str) -> list[Catcher]:
    """The catchers this message is for: one, or every one of a broadcast sent to no item.

    Raises Conflict when nobody waits for it, or when it could mean several.
    """
    named = [catcher for catcher in catchers(host) if catcher.definition.awaited(catcher.token) == name]
    everyone = [catcher for catcher in named if catcher.info.sender and catcher.info.sender.broadcast]
    exact = [catcher for catcher in named if catcher.item == item]
    if not item and everyone:
        return everyone + [catcher for catcher in exact if catcher not in everyone]
    if not exact:
        raise Conflict("running.message_not_awaited", message=name, item=item)
    if len(exact) > 1:
        raise Conflict("running.message_unclear", message=name, item=item)
    return exact


def deliver(catcher: Catcher, routing: Mapping[str, Any]) -> None:
    """Hand the message to this catcher alone and let it move on."""
    token = catcher.token
    if token._state == TaskState.WAITING:
        token.task_spec.catch(token, BpmnEvent(catcher.definition, payload=dict(routing)))
        token.task_spec._update(token)
