"""What a user task asks when it opens, kept with it: who has it, when it is wanted, how urgent it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from engine.clock import BEIJING
from engine.diagrams.periods import is_duration, read_duration, read_instant
from engine.diagrams.tokens import items_of
from engine.errors import Incident

if TYPE_CHECKING:
    from engine.diagrams.declarations.assignments import Assignment
    from engine.diagrams.declarations.texts import Written
    from engine.diagrams.host import Host

#: internal data of an open user task: what it asked
ASSIGNED = "assigned"
#: the priority of a task that names none, as Camunda has it
NORMAL = 50


def assign(host: Host, token: Any) -> None:
    """Ask what the task says of itself. Raises Incident for what is no person, no day or no number."""
    info = host.definition.elements[token.task_spec.bpmn_id]
    if info.assignment is not None:
        token.internal_data[ASSIGNED] = _asked(host, token, info.assignment)


def assigned(host: Host, token: Any) -> dict[str, Any]:
    """What it asked; of a task opened before its kind was kept, as it would ask now."""
    kept: dict[str, Any] | None = token.internal_data.get(ASSIGNED)
    if kept is not None:
        return kept
    assignment = host.definition.elements[token.task_spec.bpmn_id].assignment
    return _asked(host, token, assignment) if assignment is not None else {}


def _asked(host: Host, token: Any, assignment: Assignment) -> dict[str, Any]:
    asked = {
        "assignee": _person(token, host.scripts.value(token, assignment.assignee)),
        "due": _when(host, token, assignment.due),
        "follow_up": _when(host, token, assignment.follow_up),
        "priority": _priority(token, host.scripts.value(token, assignment.priority)),
    }
    return {name: value for name, value in asked.items() if value is not None}


def _person(token: Any, value: Any) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise _unusable(token, "assignee", value)
    return value.strip()


def _when(host: Host, token: Any, written: Written | None) -> str | None:
    """An ISO day, or an ISO instant in Beijing time; a duration counts from now."""
    value = host.scripts.value(token, written)
    if value is None or value == "":
        return None
    try:
        text = str(value).strip()
        if is_duration(text):
            return read_duration(text).after(host.world.now).astimezone(BEIJING).isoformat()
        if len(text) == len("2026-11-23"):
            return date.fromisoformat(text).isoformat()
        return read_instant(text).astimezone(BEIJING).isoformat()
    except (ValueError, OverflowError) as error:
        raise _unusable(token, "dueDate", value) from error


def _priority(token: Any, value: Any) -> int | None:
    if value is None or value == "":
        return None
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise _unusable(token, "priority", value) from error


def _unusable(token: Any, name: str, value: Any) -> Incident:
    element = token.task_spec.bpmn_id
    return Incident(
        "running.incident.assignment", element=element, item=items_of(token)[0], name=name, value=str(value)
    )
