"""Whose a task is as drawn: `candidateGroups`, beside them `candidateUsers`, and the `assignee` who has it at once.

People are named by their login. Who is not there, or has left, is passed over; a task that nobody is left for halts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.actions.casework.work import CaseWork
from engine.diagrams.views import OpenTask
from engine.errors import Incident
from engine.people.actor import group_of
from engine.storage import people


@dataclass(frozen=True, slots=True)
class Whose:
    """The candidate groups of a task, and the person who holds it from the first moment."""

    groups: list[str]
    person: str | None = None


def whose_task(work: CaseWork, task: OpenTask) -> Whose:
    """Whose this task is. Raises Incident where it names people and none of them is there."""
    logins = [*task.candidate_users, *([task.assignee] if task.assignee else [])]
    if not logins:
        return Whose(list(task.groups))
    known = people.active_by_login(work.connection, logins)
    groups = [*task.groups, *(group_of(known[login]) for login in dict.fromkeys(logins) if login in known)]
    if not groups:
        raise Incident("actions.nobody_for_task", element=task.element, item=task.item, logins=", ".join(logins))
    return Whose(list(dict.fromkeys(groups)), known.get(task.assignee or ""))


def day_of(said: str | None) -> date | None:
    """The Beijing day of a day or an instant as the drawing gave it."""
    return date.fromisoformat(said[:10]) if said else None
