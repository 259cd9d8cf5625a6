"""`event`: an event called `name` leaves the house through the outbox, with the values the drawing hands in.

The values come from the routing data, which hold no person's data; they are scalars or lists of scalars and few.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine.diagrams.effects import Told
from engine.diagrams.operations.operation import Operation
from engine.diagrams.tokens import items_of
from engine.errors import Incident

if TYPE_CHECKING:
    from engine.diagrams.host import Host

MAX_VALUES = 20
MAX_TEXT = 200  #: characters of one value
MAX_LIST = 50  #: entries of one value


def _act(host: Host, token: Any, values: Mapping[str, Any]) -> None:
    name, body = values["name"], {key: value for key, value in values.items() if key != "name"}
    if not isinstance(name, str) or not name.isidentifier() or len(name) > MAX_TEXT:
        raise _unusable(token, "name")
    wrong = next((key for key, value in body.items() if not _is_small(value)), None)
    if wrong is not None or len(body) > MAX_VALUES:
        raise _unusable(token, wrong or "")
    host.effects.told.append(Told(token.task_spec.bpmn_id, items_of(token)[0], name, body))


def _is_small(value: Any) -> bool:
    if isinstance(value, list):
        return len(value) <= MAX_LIST and all(not isinstance(entry, list) and _is_small(entry) for entry in value)
    return value is None or isinstance(value, bool | int | float) or (isinstance(value, str) and len(value) <= MAX_TEXT)


def _unusable(token: Any, name: str) -> Incident:
    return Incident("running.incident.operation", element=token.task_spec.bpmn_id, operation="event", name=name)


EVENT = Operation("event", frozenset({"name"}), _act, others=True)
