"""Check that everything kept agrees with itself: states with rows, chains with their heads, records with events.

Nothing is repaired here. Each finding names the first thing wrong in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.actions.casework.reading import looked_at
from engine.actions.casework.work import CaseWork
from engine.actions.house.office import Office
from engine.errors import Refusal
from engine.people.actor import Actor
from engine.storage import audit, cases, externals, outbox
from engine.storage.audit import Head
from engine.storage.chain import BEGINNING, link
from engine.storage.database import Connection


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not agree. `place` is a case number or the name of a chain."""

    place: str
    key: str
    params: dict[str, Any]


def verify(office: Office, seals: Iterable[Mapping[str, Any]] = ()) -> list[Fault]:
    """Everything wrong; empty when all agrees.

    `seals` are daily heads kept outside the database: `{"day", "chains": {name: [seq, hash in hex]}}`. They find what
    no look inside can: a chain whose tail was cut together with its head, or rewritten as a whole.
    """
    with office.database.reading_at_once() as connection:
        faults = [fault for case_id in cases.open_ids(connection) for fault in _case(office, connection, case_id)]
        faults += [fault for name, head in audit.heads(connection).items() for fault in _chain(connection, name, head)]
        faults += _strangers(connection)
        faults += [
            Fault(chain, "actions.verify.event_missing", {"seq": seq, "event": event})
            for chain, seq, event in outbox.untold(connection)
        ]
        faults += [fault for seal in seals for fault in _sealed(connection, seal)]
    return faults


def _case(office: Office, connection: Connection, case_id: str) -> Iterator[Fault]:
    """Restore the case from its bytes and compare what it waits for with its rows."""
    row = cases.get(connection, case_id)
    if row is None:
        return
    try:
        work = looked_at(office, connection, Actor.system(), row)
        yield from _against_rows(work)
    except Refusal as refusal:
        yield Fault(row.number, "actions.verify.cannot_restore", {"cause": refusal.key})


def _against_rows(work: CaseWork) -> Iterator[Fault]:
    number = work.case.number
    open_tasks = {task.id: task.element for task in work.instance.open_tasks()}
    for task_id in sorted(open_tasks.keys() ^ work.loaded.tasks.keys()):
        key = "actions.verify.task_without_row" if task_id in open_tasks else "actions.verify.row_without_task"
        yield Fault(number, key, {"task": task_id})
    waiting = {(timer.task_id, timer.element): timer for timer in work.instance.waiting_timers()}
    for task_id, element in sorted(waiting.keys() ^ work.loaded.timers.keys()):
        known = (task_id, element) in waiting
        key = "actions.verify.timer_without_row" if known else "actions.verify.row_without_timer"
        yield Fault(number, key, {"task": task_id, "element": element})
    for place in sorted(waiting.keys() & work.loaded.timers.keys()):
        if waiting[place].due_at != work.loaded.timers[place].due_at and _counted_alike(work):
            yield Fault(number, "actions.verify.timer_moved", {"task": place[0], "element": place[1]})
    work_outside = {task.id for task in work.instance.external_tasks()}
    for task_id in sorted(work_outside ^ {row.id for row in externals.of_case(work.connection, work.case.id)}):
        yield Fault(number, "actions.verify.external_differs", {"task": task_id})
    if not (open_tasks or waiting or work_outside or work.instance.waiting_messages()):
        yield Fault(number, "actions.verify.waits_for_nothing", {})


def _counted_alike(work: CaseWork) -> bool:
    """Whether no notice was published since the rows were written; else the next act or look moves them."""
    version = work.ledger.calendar.version
    return all(one.reading.calendar == version for one in work.ledger.deadlines if one.is_open)


def _chain(connection: Connection, name: str, head: Head) -> Iterator[Fault]:
    """Follow the chain from its beginning; the first record that does not fit is named, what follows is not."""
    seq, hash_ = 0, BEGINNING
    for written in audit.walk(connection, name):
        if written.seq != seq + 1:
            yield Fault(name, "actions.verify.record_missing", {"seq": seq + 1})
            return
        hash_ = link(hash_, name, written.seq, written.record)
        if hash_ != written.hash:
            yield Fault(name, "actions.verify.record_altered", {"seq": written.seq})
            return
        seq = written.seq
    if (seq, hash_) != (head.seq, head.hash):
        yield Fault(name, "actions.verify.end_cut", {"seq": seq, "expected": head.seq})


def _sealed(connection: Connection, seal: Mapping[str, Any]) -> Iterator[Fault]:
    """Every chain must still hold the record that was its end when the day was sealed."""
    for name, (seq, hash_) in sorted(seal["chains"].items()):
        kept = audit.read(connection, name, after=seq - 1, most=1)
        if seq and (not kept or kept[0].seq != seq or kept[0].hash.hex() != hash_):
            yield Fault(name, "actions.verify.seal_broken", {"day": seal["day"], "seq": seq})


def _strangers(connection: Connection) -> list[Fault]:
    """Chains that belong to no case and to no part of the house."""
    known = audit.heads(connection)
    return [Fault(name, "actions.verify.chain_unknown", {}) for name in audit.names(connection) if name not in known]
