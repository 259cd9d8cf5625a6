"""Which drawn elements the tokens of a case came to, in order: read from the tree of a case that is not folded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from SpiffWorkflow.util.task import TaskState

from engine.diagrams.tokens import OPEN, items_of

if TYPE_CHECKING:
    from engine.diagrams.host import Host

#: an event on a border was come to when it happened, not when its activity began
_REACHED = OPEN | TaskState.COMPLETED | TaskState.ERROR | TaskState.CANCELLED


@dataclass(frozen=True, slots=True)
class Visit:
    """A token came to this element. `order` counts through the whole case."""

    order: int
    element: str
    item: str


def visits(host: Host) -> list[Visit]:
    """Every visit the tree still holds; with folding off that is every one, but for branches that were cut off."""
    found = []
    for tree in (host.tree, *host.tree.subprocesses.values()):
        for token in tree.tasks.values():
            info = host.info(token)
            if info is None:
                continue
            state = TaskState.COMPLETED if info.kind == "boundaryEvent" else _REACHED
            if token._state & state:
                at = token.last_state_change if info.kind == "boundaryEvent" else int(token.id.rpartition("-")[2])
                found.append(Visit(at, info.id, items_of(token)[0]))
    return sorted(found, key=lambda visit: visit.order)
