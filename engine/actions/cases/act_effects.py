"""What an act would do to its case, found by doing it and undoing all of it: no guess, the very same engine.

Pages show it before somebody confirms what cannot be taken back: which tasks end, which clocks stop, who is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from engine.actions.cases.do_act import Wanted, do_act
from engine.actions.house.cache import CaseCache
from engine.actions.house.office import Office
from engine.deadlines.deadline import Deadline
from engine.deadlines.rows import from_rows
from engine.errors import Unknown
from engine.people.actor import Actor
from engine.storage import cases, deadlines, notices, tasks
from engine.storage.cases import CaseRow
from engine.storage.database import Connection
from engine.storage.tasks import TaskRow

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ClockMoved:
    """A clock that is changed: `before` is None for one that opens, `after` None for one that stops."""

    name: str
    item: str
    before: date | None
    after: date | None
    stops: bool


@dataclass(frozen=True, slots=True)
class Effects:
    """The difference the act makes."""

    state_before: str
    state_after: str
    ends: bool
    tasks_ended: tuple[TaskRow, ...]
    tasks_opened: tuple[TaskRow, ...]
    clocks: tuple[ClockMoved, ...]
    #: groups that are told, each once
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sight:
    case: CaseRow
    tasks: Mapping[str, TaskRow]
    clocks: Mapping[Key, Deadline]
    notices: int


def effects_of(office: Office, actor: Actor, wanted: Wanted) -> Effects:
    """What would happen; nothing does. Raises what the act itself would raise."""
    with office.database.trying() as trial:
        rehearsing = replace(office, database=trial, cache=CaseCache(0))
        with trial.writing() as connection:
            before = _look(connection, wanted.case_id)
            do_act(rehearsing, actor, replace(wanted, once=None))
            after = _look(connection, wanted.case_id)
            written = notices.of_case(connection, wanted.case_id)[before.notices :]
    return Effects(
        state_before=before.case.status,
        state_after=after.case.status,
        ends=after.case.closed_at is not None,
        tasks_ended=_missing(before.tasks, after.tasks),
        tasks_opened=_missing(after.tasks, before.tasks),
        clocks=tuple(_moved(before.clocks, after.clocks)),
        told=tuple(sorted({group for one in written for group in one.recipients})),
    )


def _look(connection: Connection, case_id: str) -> _Sight:
    row = cases.get(connection, case_id)
    if row is None:
        raise Unknown("actions.unknown_case")
    clocks = from_rows(deadlines.ledger_rows(connection, case_id))
    return _Sight(
        case=row,
        tasks=tasks.open_of_case(connection, case_id),
        clocks={(one.name, one.item): one for one in clocks if one.is_open},
        notices=len(notices.of_case(connection, case_id)),
    )


def _missing(here: Mapping[str, TaskRow], there: Mapping[str, TaskRow]) -> tuple[TaskRow, ...]:
    rows = [row for key, row in here.items() if key not in there]
    return tuple(sorted(rows, key=lambda row: (row.element, row.item)))


def _moved(before: Mapping[Key, Deadline], after: Mapping[Key, Deadline]) -> Sequence[ClockMoved]:
    found = []
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        due = (old.due if old else None, new.due if new else None)
        if old is None or new is None or due[0] != due[1]:
            found.append(ClockMoved(*key, *due, stops=new is None))
    return found
