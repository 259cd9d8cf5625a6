"""Looking at one case without touching it: no lock, no record, nothing taken out of the memory of running cases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from engine.actions.casework.work import CaseWork
from engine.actions.house.loaded import load
from engine.actions.house.office import Office
from engine.deadlines.ledger import Ledger
from engine.diagrams.world import World
from engine.errors import Unknown
from engine.people.actor import Actor
from engine.storage import cases, tasks
from engine.storage.cases import CaseRow
from engine.storage.database import Connection


@contextmanager
def reading_case(office: Office, actor: Actor, case_id: str) -> Iterator[CaseWork]:
    """The case as last committed, to be looked at by this actor. Raises Unknown. Nothing of it is written."""
    with office.database.reading_at_once() as connection:
        row = cases.get(connection, case_id)
        if row is None:
            raise Unknown("actions.unknown_case")
        yield looked_at(office, connection, actor, row)


@contextmanager
def reading_task(office: Office, actor: Actor, task_id: str) -> Iterator[tuple[CaseWork, tasks.TaskRow]]:
    """The task, open or ended, with its case. Raises Unknown."""
    with office.database.reading_at_once() as connection:
        task = tasks.get(connection, task_id)
        row = cases.get(connection, task.case_id) if task else None
        if task is None or row is None:
            raise Unknown("actions.unknown_task")
        yield looked_at(office, connection, actor, row), task


def looked_at(office: Office, connection: Connection, actor: Actor, row: CaseRow) -> CaseWork:
    """A work on this case that nobody will finish."""
    now = office.clock.now()
    reference = office.reference(connection, row.reference)
    calendar = reference.calendar_at(now)
    procedure = office.procedures.get(connection, row.digest, row.process)
    world = World(now, Ledger((), calendar), row.settings, row.facts, reference.unit_kinds, actor.id)
    loaded = load(connection, row, procedure, calendar, office.vault, world)
    return CaseWork(office, connection, row, loaded, world, actor, acting=actor.id, looked_at=True)
