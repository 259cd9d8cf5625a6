"""What lists need of a case as it moves: the unit behind each new task, new steps, keys to be found by, urgency."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from engine.actions.casework.work import CaseWork
from engine.cases.search_keys import keys_of_case
from engine.people.actor import PERSON, group_of
from engine.storage import people, search_keys
from engine.storage.tasks import TaskRow

PART = "participant"
#: the routing field by which a person says that a consultation is urgent (紧急会商), and what it then says
URGENT_FIELD, URGENT_ANSWER = "urgent", "yes"
URGENT = "urgent"


def listed(work: CaseWork, rows: Collection[TaskRow]) -> list[TaskRow]:
    """New tasks with the units that have them to do; their steps are known from now on."""
    _keep_steps(work, {(row.element, row.name) for row in rows})
    homes = _homes(work, rows)
    return [replace(row, unit=_unit(row.groups, homes)) for row in rows]


def keep_keys(work: CaseWork, pseudonyms: Iterable[str]) -> None:
    """A new case is found by its number and by these pseudonyms."""
    search_keys.add(work.connection, work.case.id, keys_of_case(work.case.number, pseudonyms))


def note_urgency(work: CaseWork, routing: Mapping[str, Any]) -> None:
    """A form that says whether the matter is urgent says so of the case."""
    if URGENT_FIELD in routing:
        urgency = URGENT if routing[URGENT_FIELD] == URGENT_ANSWER else ""
        if urgency != work.changes.get("urgency", work.case.urgency):
            work.change(urgency=urgency)


def _unit(groups: Iterable[str], homes: Mapping[str, str]) -> str:
    """The unit of the first group that has one."""
    for group in groups:
        role, _, place = group.partition("@")
        unit = homes.get(group, "") if role in (PART, PERSON) else place
        if unit:
            return unit
    return ""


def _homes(work: CaseWork, rows: Iterable[TaskRow]) -> dict[str, str]:
    """The unit behind each part or person that one of these tasks is for; a person's part is in the own unit."""
    keys = {group.partition("@")[2] for row in rows for group in row.groups if group.startswith(f"{PART}@")}
    parts = [part for part in work.parts.rows if part.key in keys and part.ended_at is None] if keys else []
    named = {group.partition("@")[2] for row in rows for group in row.groups if group.startswith(f"{PERSON}@")}
    units = people.units_of(
        work.connection, sorted(named.union(part.person for part in parts if part.person and not part.unit))
    )
    homes = {f"{PART}@{part.key}": part.unit or units.get(part.person or "", "") for part in parts}
    return homes | {group_of(person): units.get(person, "") for person in named}


def _keep_steps(work: CaseWork, found: set[tuple[str, str]]) -> None:
    """One look at a set in memory; the table is read and written only for a step this process never saw."""
    known = work.office.steps
    if found <= known:
        return
    known |= set(search_keys.all_steps(work.connection))
    if found - known:
        # not into the set: this act may still fail, and the next look reads what was committed
        search_keys.add_steps(work.connection, found - known)
