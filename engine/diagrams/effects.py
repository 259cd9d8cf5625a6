"""What happened in a case since it was last asked: the only way a running diagram speaks to the actions above it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.decisions.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Milestone:
    """An event with `huishang:state` was passed; the case (item "") or the item is in this state now."""

    element: str
    item: str
    state: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A send task was passed: a notice of this kind goes to these groups."""

    element: str
    item: str
    kind: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The operation `event` was done: an event of this name leaves the house with these routing values."""

    element: str
    item: str
    name: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ExternalOpened:
    """An external task waits for a worker of this topic; a higher priority is to be fetched first."""

    id: str
    element: str
    item: str
    topic: str
    priority: int


@dataclass(frozen=True, slots=True)
class ExternalClosed:
    """It waits no more: a worker completed it, or it was cancelled (`completed` false), also by an error it raised."""

    id: str
    element: str
    item: str
    completed: bool


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """A decision table proposed this; a person decides. `rules` are the ids of the rules that matched."""

    element: str
    item: str
    decision: str
    rules: tuple[str, ...]
    result: Any
    outcome: Outcome  #: with the inputs, and the decisions that were required


@dataclass(frozen=True, slots=True)
class MessageSent:
    """A message event threw this message: it leaves the case, and nobody in the case hears it."""

    element: str
    item: str
    name: str


@dataclass(frozen=True, slots=True)
class Fired:
    """A timer fired. `due_at` is when it fell due, which may lie before now after an outage."""

    element: str
    item: str
    due_at: datetime
    deadline: str | None


@dataclass(frozen=True, slots=True)
class Entered:
    """A user task, external task, subprocess or call activity began."""

    id: str
    element: str
    item: str


@dataclass(frozen=True, slots=True)
class Left:
    """It ended: completed, or cancelled by an interrupting event, a terminate end event or the end of the case."""

    id: str
    element: str
    item: str
    completed: bool
    data: Mapping[str, Any]  #: routing data at its end, to be read only


@dataclass(slots=True)
class Effects:
    """In the order in which they happened."""

    milestones: list[Milestone] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    externals_opened: list[ExternalOpened] = field(default_factory=list)
    externals_closed: list[ExternalClosed] = field(default_factory=list)
    decisions: list[DecisionMade] = field(default_factory=list)
    messages: list[MessageSent] = field(default_factory=list)
    fired: list[Fired] = field(default_factory=list)
    entered: list[Entered] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    outcome: str | None = None  #: state or id of the end event that ended the case
