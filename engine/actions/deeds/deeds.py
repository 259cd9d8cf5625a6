"""One thing a person does to a running diagram with a form: completing a task, or sending a message.

What is special about a verb is a `Special`: checks before anything moves, values it adds for the diagram, and what it
does to records and ledger before and after the diagram moved. It lives in the verb's own file and is listed in `acts`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.actions.casework.work import CaseWork
from engine.cases.acts import Act

#: choices of a form by the name its fields ask for them
Options = Mapping[str, Sequence[Any]]


@dataclass(slots=True)
class Deed:
    """What is being done. `content` is the whole form, `routing` what the diagram will be given and may be changed."""

    work: CaseWork
    act: Act
    #: element of the task, or name of the message
    element: str
    item: str
    task_id: str | None
    content: dict[str, Any]
    routing: dict[str, Any]
    #: the routing data as they stand at the task, to be read only; empty for a message
    data: Mapping[str, Any]
    submission: str
    #: ids of the files that came with it
    files: tuple[str, ...] = ()

    @property
    def on(self) -> date:
        """The Beijing day it was truly done."""
        return self.work.acted_on


def _nothing(_deed: Deed) -> None:
    """Most verbs have nothing special at this point."""


@dataclass(frozen=True, slots=True)
class Special:
    """What is special about a verb. Each raises Refusal to stop the act; then nothing happened."""

    #: before the diagram moves: checks, values for `deed.routing`, changes of the ledger
    before: Callable[[Deed], None] = _nothing
    #: after it moved: rows of its own, such as a meeting or a letter
    after: Callable[[Deed], None] = _nothing


PLAIN = Special()
