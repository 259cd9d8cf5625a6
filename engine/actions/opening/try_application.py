"""What an application would lead to: the case opened, looked at and undone, so that the last look shows real days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from engine.actions.house.cache import CaseCache
from engine.actions.house.office import Office
from engine.actions.opening.apply import Weighed, applied
from engine.deadlines.ledger import Ledger
from engine.people.actor import Actor


@dataclass(frozen=True, slots=True)
class NextTask:
    """A task that would stand open, with the day its clock falls due if one runs."""

    element: str
    name: str
    groups: tuple[str, ...]
    due: date | None
    proposed: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """How the case would stand."""

    status: str
    tasks: tuple[NextTask, ...]


def try_application(office: Office, actor: Actor, procedure: str, form: Mapping[str, Any], weighed: Weighed) -> Outlook:
    """The same refusals as `apply`; no number is used up and nothing is kept."""
    with office.database.trying() as trial, trial.writing() as connection:
        rehearsing = replace(office, database=trial, cache=CaseCache(0))
        work = applied(rehearsing, connection, actor, procedure, form, weighed)
        tasks = [
            NextTask(one.element, one.name, tuple(one.groups), *_clock(work.ledger, one.deadline, one.deadline_item))
            for one in work.instance.open_tasks()
        ]
        return Outlook(work.status, tuple(tasks))


def _clock(ledger: Ledger, name: str | None, item: str) -> tuple[date | None, bool]:
    deadline = ledger.find(name, (item, "")) if name else None
    return (deadline.due, deadline.proposed) if deadline is not None else (None, False)
