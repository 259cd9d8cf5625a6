"""What a list of tasks may be narrowed to; an empty filter leaves the fast road of the inbox untouched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, exists, false, or_, select

from engine.storage.search_keys import begins
from engine.storage.tables.cases import cases
from engine.storage.tables.lists import case_keys
from engine.storage.tables.tasks import tasks

#: how pressing a case is, as lists tell it: 特急 while danger is open, 紧急 as a person said, else 普通
FLASH, URGENT, PLAIN = "flash", "urgent", "plain"


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to: the cases, or None where they are too many and each row is asked; units and steps."""

    beginning: str
    cases: tuple[str, ...] | None
    units: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()

    @property
    def fitting(self) -> tuple[tuple[str, ...], ...]:
        """Cases, units and steps that fit."""
        return (self.cases or (), self.units, self.elements)

    def condition(self) -> Any:
        """Over `tasks` joined with `cases`."""
        ways: list[Any] = []
        if self.cases is None:
            ways.append(exists().where(case_keys.c.case_id == tasks.c.case_id, begins(self.beginning)))
        elif self.cases:
            ways.append(tasks.c.id.in_(_of_cases(self.cases)))
        # an empty list is no way at all: joined by OR it would only hide the others from the planner
        ways += [cases.c.applicant_unit.in_(self.units)] if self.units else []
        ways += [tasks.c.element.in_(self.elements)] if self.elements else []
        return or_(*ways) if ways else false()


@dataclass(frozen=True, slots=True)
class TaskFilters:
    """Due from one day to another, of one case, element, state, unit, urgency, opened lately; empty means any.

    `timeless` means under a clock whose day is not determined, `applicant` the unit that applied, `unit` the one that
    has the task to do.
    """

    due_from: date | None = None
    due_until: date | None = None
    timeless: bool = False
    case_id: str = ""
    element: str = ""
    case_state: str = ""
    applicant: str = ""
    unit: str = ""
    urgency: str = ""
    opened_since: datetime | None = None
    found: Found | None = None

    @property
    def few(self) -> bool:
        """Whether the tasks that fit are so few that they are read rather than the inbox: of few cases, or of today."""
        narrow = self.found is not None and self.found.cases is not None
        of_cases = narrow and not (self.found and (self.found.units or self.found.elements))
        return bool(self.case_id) or of_cases or self.opened_since is not None

    @property
    def only_days(self) -> bool:
        """Whether days are all that is asked, which an inbox knows by its own order."""
        return replace(self, due_from=None, due_until=None) == ANY_TASK

    @property
    def nothing(self) -> bool:
        """Whether a search has found that no row can fit."""
        return self.found is not None and not (self.found.cases is None or any(self.found.fitting))

    def conditions(self) -> list[Any]:
        """The conditions over `tasks` joined with `cases`."""
        named = (
            (tasks.c.element, self.element),
            (tasks.c.unit, self.unit),
            (cases.c.status, self.case_state),
            (cases.c.applicant_unit, self.applicant),
        )
        wanted: list[Any] = [column == value for column, value in named if value]
        if self.case_id:
            wanted.append(tasks.c.id.in_(_of_cases([self.case_id])))
        wanted += self._of_days()
        if self.urgency:
            wanted.append(_URGENCIES[self.urgency])
        if self.opened_since is not None:
            wanted.append(tasks.c.opened_at >= self.opened_since)
        return wanted if self.found is None else [*wanted, self.found.condition()]

    def days_of(self, due_order: Any) -> list[Any]:
        """The same days as a range of an inbox's own order; NO_DUE lies behind every day."""
        wanted: list[Any] = [] if self.due_from is None else [due_order >= self.due_from, due_order < date.max]
        if self.due_until is not None:
            wanted.append(due_order <= self.due_until)
        return [*wanted, due_order == date.max] if self.timeless else wanted

    def _of_days(self) -> list[Any]:
        wanted: list[Any] = [] if self.due_from is None else [tasks.c.due >= self.due_from]
        if self.due_until is not None:
            wanted.append(tasks.c.due <= self.due_until)
        return [*wanted, and_(tasks.c.due.is_(None), tasks.c.deadline.is_not(None))] if self.timeless else wanted


def _of_cases(found: Sequence[str]) -> Any:
    """The tasks of these cases, named by id: so that no other index looks better than that of cases."""
    others = tasks.alias("tasks_of_cases")
    return select(others.c.id).where(others.c.case_id.in_(found))


_URGENCIES = {
    FLASH: cases.c.danger.is_(True),
    URGENT: and_(cases.c.danger.is_(False), cases.c.urgency == URGENT),
    PLAIN: and_(cases.c.danger.is_(False), cases.c.urgency == ""),
}
ANY_TASK = TaskFilters()
