"""`notice`: a notice of this `kind` goes out `to` these groups, as from a send task."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine.diagrams.effects import Notice
from engine.diagrams.operations.operation import Operation
from engine.diagrams.tokens import items_of
from engine.errors import Incident

if TYPE_CHECKING:
    from engine.diagrams.host import Host


def _act(host: Host, token: Any, values: Mapping[str, Any]) -> None:
    element, kind = token.task_spec.bpmn_id, values["kind"]
    to = _groups(values["to"])
    if not isinstance(kind, str) or not kind.isidentifier() or not to:
        raise Incident("running.incident.operation", element=element, operation="notice", name="kind" if to else "to")
    host.effects.notices.append(Notice(element, items_of(token)[0], kind, to))


def _groups(value: Any) -> tuple[str, ...]:
    entries = value if isinstance(value, list) else str(value or "").split(",")
    return tuple(entry.strip() for entry in entries if isinstance(entry, str) and entry.strip())


NOTICE = Operation("notice", frozenset({"kind", "to"}), _act)
