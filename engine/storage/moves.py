"""Migrations of running cases: plans, and how far each case of a plan has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update

from engine.storage.database import Connection
from engine.storage.row_values import values_of
from engine.storage.tables.cases import cases
from engine.storage.tables.moves import moved_cases, moves

#: a case of a plan waits, was moved, cannot move, had ended or changed version meanwhile, or was moved and taken back
WAITING, MOVED, REFUSED, GONE, UNDONE = "waiting", "moved", "refused", "gone", "undone"


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One plan; carried out from `applied_at` on."""

    id: str
    procedure: str
    from_version: int
    to_version: int
    reason: str
    planned_at: datetime
    planned_by: str
    applied_at: datetime | None = None
    applied_by: str | None = None


@dataclass(frozen=True, slots=True)
class MovedCaseRow:
    """One case of a plan. `obstacles` and `notes` are plain values whose sentences the catalogues hold."""

    move: str
    case_id: str
    state: str
    obstacles: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    at: datetime | None = None
    settings_added: list[str] | None = None
    state_sum: str | None = None


_MOVE = select(*(moves.c[one.name] for one in fields(MoveRow)))
_CASE = select(*(moved_cases.c[one.name] for one in fields(MovedCaseRow)))


def add(connection: Connection, row: MoveRow, of_cases: Sequence[MovedCaseRow]) -> None:
    """Keep a plan with the verdict on each of its cases."""
    connection.execute(insert(moves), values_of(row))
    if of_cases:
        connection.execute(insert(moved_cases), [values_of(one) for one in of_cases])


def get(connection: Connection, procedure: str, move: str) -> MoveRow | None:
    """One plan of this procedure."""
    row = connection.execute(_MOVE.where(moves.c.id == move, moves.c.procedure == procedure)).one_or_none()
    return MoveRow(*row) if row else None


def of_procedure(connection: Connection, procedure: str, most: int = 200) -> list[MoveRow]:
    """The plans of a procedure, newest first."""
    question = _MOVE.where(moves.c.procedure == procedure).order_by(moves.c.planned_at.desc(), moves.c.id).limit(most)
    return [MoveRow(*row) for row in connection.execute(question)]


def begin(connection: Connection, move: str, at: datetime, by: str) -> bool:
    """Note who carries this plan out; gives whether it is the first time."""
    fresh = (moves.c.id == move) & moves.c.applied_at.is_(None)
    return connection.execute(update(moves).where(fresh), {"applied_at": at, "applied_by": by}).rowcount == 1


def case(connection: Connection, move: str, case_id: str) -> MovedCaseRow | None:
    """How far one case has come. The caller holds the lock of the case."""
    question = _CASE.where(moved_cases.c.move == move, moved_cases.c.case_id == case_id)
    row = connection.execute(question).one_or_none()
    return MovedCaseRow(*row) if row else None


def change_case(connection: Connection, move: str, case_id: str, values: Mapping[str, Any]) -> None:
    """Write how far it has come now."""
    key = (moved_cases.c.move == move) & (moved_cases.c.case_id == case_id)
    connection.execute(update(moved_cases).where(key), dict(values))


def in_state(connection: Connection, move: str, state: str, most: int) -> list[str]:
    """Ids of the plan's cases in this state, in order."""
    question = select(moved_cases.c.case_id).where(moved_cases.c.move == move, moved_cases.c.state == state)
    return list(connection.execute(question.order_by(moved_cases.c.case_id).limit(most)).scalars())


def counts(connection: Connection, move: str) -> dict[str, int]:
    """How many cases of the plan are in each state."""
    question = select(moved_cases.c.state, func.count()).where(moved_cases.c.move == move)
    return {row[0]: row[1] for row in connection.execute(question.group_by(moved_cases.c.state))}


def page(
    connection: Connection, move: str, *, state: str = "", after: str = "", most: int = 50
) -> list[tuple[str, MovedCaseRow]]:
    """Cases of the plan by id as (case number, how far it has come), of one state or all."""
    known = (moved_cases.c.move == move) & (moved_cases.c.case_id > after)
    question = select(cases.c.number, *(moved_cases.c[one.name] for one in fields(MovedCaseRow)))
    question = question.join(cases, cases.c.id == moved_cases.c.case_id).where(known)
    if state:
        question = question.where(moved_cases.c.state == state)
    rows = connection.execute(question.order_by(moved_cases.c.case_id).limit(most))
    return [(row[0], MovedCaseRow(*row[1:])) for row in rows]


def running_ids(connection: Connection, procedure: str, version: int) -> list[str]:
    """Ids of the running cases on this version, in order."""
    known = (cases.c.procedure == procedure) & (cases.c.procedure_version == version) & cases.c.closed_at.is_(None)
    return list(connection.execute(select(cases.c.id).where(known).order_by(cases.c.id)).scalars())
