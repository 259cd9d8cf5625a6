"""Counts the deadlines of every running case anew with the calendar known now, inside a transaction of the caller's.

Timers that count working days by themselves move too, so each case is loaded and its timers are asked again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.actions.casework import finishing, happenings
from engine.actions.casework.case_work import begin
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer
from engine.actions.house.office import Office
from engine.deadlines.events import EventKind, optional_day
from engine.errors import Incident
from engine.people.actor import Actor
from engine.storage import cases
from engine.storage.cases import CaseRow
from engine.storage.database import Connection


@dataclass(frozen=True, slots=True)
class Move:
    """What a notice did to one deadline. `moved` is false where the old day stands because the new one has passed."""

    case: str
    name: str
    item: str
    old_due: date | None
    new_due: date | None
    estimate: date | None
    moved: bool


@dataclass(frozen=True, slots=True)
class Recount:
    """What was recounted. `left` are numbers of halted cases: they follow when a person lets them go on."""

    moves: tuple[Move, ...]
    left: tuple[str, ...]


def recount(office: Office, connection: Connection) -> Recount:
    """Recount every running case; each is locked until the transaction ends, in the order of ids."""
    moves: list[Move] = []
    left: list[str] = []
    for case_id in cases.open_ids(connection):
        row = cases.lock(connection, case_id)
        if row is None or row.closed_at is not None:
            continue
        found = None if row.halted else _recount_case(office, connection, row)
        if found is None:
            left.append(row.number)
        else:
            moves += found
    return Recount(tuple(moves), tuple(left))


def _recount_case(office: Office, connection: Connection, row: CaseRow) -> list[Move] | None:
    """The moves of one case; None when its diagram cannot go on. A case in which nothing moves is not written."""
    try:
        work = begin(office, connection, Actor.system(), row)
        stands = [
            Move(row.number, change.before.name, change.before.item, change.before.due, change.new.due, None, False)
            for change in work.ledger.recompute(work.ledger.calendar, work.now)
            if not change.moved
        ]
        moves = [*_moves(work), *stands]
        happenings.settle(work)
    except Incident:
        return None
    if work.ledger.pending or work.records or work.moved or _timers_moved(work):
        work.moved = True
        finishing.finish(work, Answer(), None)
    return moves


def _moves(work: CaseWork) -> list[Move]:
    return [
        Move(
            work.case.number,
            deadline.name,
            deadline.item,
            optional_day(event.data["old_due"]),
            deadline.due,
            deadline.estimate,
            True,
        )
        for deadline, event in work.ledger.pending
        if event.kind is EventKind.RECOMPUTED
    ]


def _timers_moved(work: CaseWork) -> bool:
    instance = work.loaded.instance
    waiting = instance.waiting_timers() if instance is not None and not instance.is_completed else []
    stored = {key: row.due_at for key, row in work.loaded.timers.items()}
    return {(timer.task_id, timer.element): timer.due_at for timer in waiting} != stored
