"""What a case shows of itself: open tasks for inboxes, positions for the drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.util.task import TaskState

from engine.diagrams import assigning
from engine.diagrams.host import ENTERED
from engine.diagrams.nodes import ExternalWork
from engine.diagrams.tokens import items_of

if TYPE_CHECKING:
    from engine.diagrams.host import Host

_WORDS = {TaskState.READY: "open", TaskState.WAITING: "waiting", TaskState.STARTED: "running"}


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A user task that somebody may complete now. `deadline` is its own clock or that of an activity around it."""

    id: str
    element: str
    item: str
    name: str
    lane: str
    groups: tuple[str, ...]
    form: str | None
    act: str | None
    deadline: str | None
    deadline_item: str
    entered_at: str  #: ISO, UTC
    assignee: str | None = None
    candidate_users: tuple[str, ...] = ()
    due: str | None = None  #: ISO day, or ISO instant in Beijing time, as drawn; legal deadlines are in the ledger
    follow_up: str | None = None
    priority: int = assigning.NORMAL
    form_key: str | None = None  #: as drawn, also where no form of the bundle has that name


@dataclass(frozen=True, slots=True)
class Position:
    """Where a token stands: `open` for a person, `waiting` for an event or worker, `running` with something inside."""

    element: str
    item: str
    state: str


def open_task(host: Host, token: Any) -> OpenTask:
    """The task of this token."""
    info = host.definition.elements[token.task_spec.bpmn_id]
    deadline, deadline_item = _clock_around(host, token)
    return OpenTask(
        id=token.id,
        element=info.id,
        item=items_of(token)[0],
        name=info.name,
        lane=info.lane,
        groups=host.render(token, info.groups) if info.groups else (),
        form=info.form,
        act=info.act,
        deadline=deadline,
        deadline_item=deadline_item,
        entered_at=token.internal_data[ENTERED],
        candidate_users=host.render(token, users) if (users := info.assignment and info.assignment.users) else (),
        form_key=info.form_key,
        **assigning.assigned(host, token),
    )


def positions(host: Host) -> list[Position]:
    """Every element at which a token stands."""
    return [Position(token.task_spec.bpmn_id, items_of(token)[0], _word(token)) for token in host.open_tokens()]


def _word(token: Any) -> str:
    return "waiting" if isinstance(token.task_spec, ExternalWork) else _WORDS[token._state]


def _clock_around(host: Host, token: Any) -> tuple[str | None, str]:
    while token is not None:
        info = host.info(token)
        if info is not None and info.deadline is not None and ENTERED in token.internal_data:
            return info.deadline.name, items_of(token)[0]
        token = getattr(token.workflow, "parent_task", None)
    return None, ""
