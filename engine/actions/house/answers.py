"""What an act answers, and what makes a repeated request give the first answer again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Once:
    """The caller's `Idempotency-Key` and a digest of the request it came with."""

    key: str
    digest: str


@dataclass(frozen=True, slots=True)
class OpenTaskRef:
    """A task that is open now."""

    id: str
    element: str
    item: str


@dataclass(frozen=True, slots=True)
class Answer:
    """How the case stands after the act. Plain values only, so that it can be kept and given again.

    `repeated` tells that nothing was done now: the same request was answered before.
    """

    case_id: str = ""
    number: str = ""
    version: int = 0
    status: str = ""
    ended: bool = False
    outcome: str | None = None
    open_tasks: tuple[OpenTaskRef, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)
    repeated: bool = False

    def to_json(self) -> dict[str, Any]:
        """As kept under the idempotency key."""
        tasks = [{"id": task.id, "element": task.element, "item": task.item} for task in self.open_tasks]
        return {name: getattr(self, name) for name in self.__slots__} | {"open_tasks": tasks}

    @classmethod
    def again(cls, kept: Mapping[str, Any]) -> Answer:
        """The first answer, marked as repeated."""
        answer = cls(**kept)
        tasks = tuple(OpenTaskRef(**task) for task in kept["open_tasks"])
        return replace(answer, open_tasks=tasks, repeated=True)
