"""A running case in memory: its diagram, its ledger, and its rows as last stored, against which changes are found."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.actions.house.procedures import Procedure
from engine.deadlines.ledger import Ledger
from engine.deadlines.rows import from_rows
from engine.deadlines.working_days import WorkingDays
from engine.diagrams.instance import Instance
from engine.diagrams.world import World
from engine.errors import Incident
from engine.storage import cases, deadlines, participations, recusals, tasks, timers
from engine.storage.cases import CaseRow
from engine.storage.database import Connection
from engine.storage.encryption import Cipher, Vault
from engine.storage.participations import ParticipationRow
from engine.storage.tasks import TaskRow
from engine.storage.timers import Key, TimerRow

DeadlineKey = tuple[str, str, int]


@dataclass(slots=True)
class Parts:
    """Who takes part and who stepped back."""

    rows: list[ParticipationRow]
    recused: frozenset[str]


@dataclass(slots=True)
class Loaded:
    """One case. `instance` is None once the case has ended; `parts` is None until somebody asks."""

    procedure: Procedure
    ledger: Ledger
    instance: Instance | None
    cipher: Cipher | None
    tasks: dict[str, TaskRow] = field(default_factory=dict)
    timers: dict[Key, TimerRow] = field(default_factory=dict)
    deadlines: set[DeadlineKey] = field(default_factory=set)
    parts: Parts | None = None


def load(
    connection: Connection, row: CaseRow, procedure: Procedure, calendar: WorkingDays, vault: Vault, world: World
) -> Loaded:
    """Read a locked case; its ledger is put into `world`. Raises Incident when its state cannot be read."""
    ledger_rows = deadlines.ledger_rows(connection, row.id)
    world.ledger = Ledger(from_rows(ledger_rows), calendar)
    loaded = Loaded(procedure, world.ledger, None, cipher_of(row, vault))
    loaded.deadlines = {(one["name"], one["item"], one["occurrence"]) for one in ledger_rows}
    if row.closed_at is not None:
        return loaded
    state = cases.state(connection, row.id)
    if state is None:
        raise Incident("actions.state_missing", case=row.number)
    loaded.instance = Instance.restore(procedure.definition, state, world)
    loaded.tasks = tasks.open_of_case(connection, row.id)
    loaded.timers = timers.of_case(connection, row.id)
    return loaded


def load_parts(connection: Connection, case_id: str) -> Parts:
    """Every part of a case and who stepped back."""
    return Parts(participations.of_case(connection, case_id), recusals.of_case(connection, case_id))


def cipher_of(row: CaseRow, vault: Vault) -> Cipher | None:
    """The key of the case's content; None once it was destroyed."""
    if row.key_wrapped is None or row.key_master is None:
        return None
    return vault.unwrap(row.key_wrapped, row.key_master, row.id)
