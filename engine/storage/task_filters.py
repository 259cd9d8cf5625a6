"""What a list of tasks may be narrowed to; an empty filter leaves the fast road of the inbox untouched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.storage.tables.cases import cases
from engine.storage.tables.tasks import tasks


@dataclass(frozen=True, slots=True)
class TaskFilters:
    """Due on this day or before, of one case, of one element, of cases in one state; empty means any."""

    due_until: date | None = None
    case_id: str = ""
    element: str = ""
    case_state: str = ""

    def conditions(self) -> list[Any]:
        """The conditions over `tasks` joined with `cases`."""
        wanted: list[Any] = [] if self.due_until is None else [tasks.c.due <= self.due_until]
        named = ((tasks.c.case_id, self.case_id), (tasks.c.element, self.element), (cases.c.status, self.case_state))
        return wanted + [column == value for column, value in named if value]


ANY_TASK = TaskFilters()
