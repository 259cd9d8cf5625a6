"""The end of an act: rows of tasks, timers and deadlines are brought up to date by difference, the rest is added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import orjson

from engine.actions.casework import paper_drawing
from engine.actions.casework.happenings import note_deadlines
from engine.actions.casework.listing import listed
from engine.actions.casework.whose_task import day_of, whose_task
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once, OpenTaskRef
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.deadlines.deadline import Deadline
from engine.deadlines.rows import to_row
from engine.diagrams.timers import WaitingTimer
from engine.diagrams.views import OpenTask
from engine.storage import audit, cases, deadlines, externals, idempotency, notices, outbox, submissions, tasks, timers
from engine.storage.audit import Head
from engine.storage.deadlines import DeadlineRow
from engine.storage.tasks import TaskRow
from engine.storage.timers import TimerRow

#: the form in which states are written; a newer engine that cannot read an older form says so
STATE_FORMAT = 1


def finish(work: CaseWork, answer: Answer, once: Once | None) -> Answer:
    """Write everything this act changed. Gives the answer, filled with how the case stands now."""
    note_deadlines(work)
    touched = work.moved or bool(work.ledger.pending)
    if touched:
        _sync_tasks(work)
        _sync_timers(work)
        _store_deadlines(work)
    _store_externals(work)
    paper_drawing.draw(work)
    if work.submissions:
        submissions.add(work.connection, work.submissions)
    if work.notices:
        written = [row if row.written_by else replace(row, written_by=work.acting) for row in work.notices]
        notices.add(work.connection, written)
    head = Head(work.case.audit_seq, work.case.audit_head)
    head = audit.append(work.connection, work.case.id, head, work.records)
    outbox.add(work.connection, work.events)
    filled = _filled(work, answer)
    if once is not None:
        idempotency.put(work.connection, work.actor.id, once.key, once.digest, filled.to_json(), work.now)
    _write_case(work, head)
    return filled


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same values as plain JSON; anything else as text."""
    plainly: dict[str, Any] = orjson.loads(orjson.dumps(dict(values), default=str))
    return plainly


def _write_case(work: CaseWork, head: Head) -> None:
    values = {**work.changes, "audit_seq": head.seq, "audit_head": head.hash}
    instance = work.loaded.instance
    if work.moved and instance is not None:
        values |= {"state": instance.dump(), "state_format": STATE_FORMAT}
    cases.change(work.connection, work.case.id, work.case.version, values)
    if "closed_at" in work.changes:
        work.loaded.instance = None


def _filled(work: CaseWork, answer: Answer) -> Answer:
    return replace(
        answer,
        case_id=work.case.id,
        number=work.case.number,
        version=work.case.version + 1,
        status=work.status,
        ended=work.case.closed_at is not None or "closed_at" in work.changes,
        outcome=work.changes.get("outcome", work.case.outcome),
        open_tasks=tuple(OpenTaskRef(row.id, row.element, row.item) for row in work.loaded.tasks.values()),
    )


def _sync_tasks(work: CaseWork) -> None:
    instance, known = work.loaded.instance, work.loaded.tasks
    standing = {task.id: task for task in instance.open_tasks()} if instance and not instance.is_completed else {}
    gone = [row for task_id, row in known.items() if task_id not in standing]
    new = listed(work, [_task_row(work, task) for task_id, task in standing.items() if task_id not in known])
    moved = [
        row
        for row in (_moved(work, known[task_id], task) for task_id, task in standing.items() if task_id in known)
        if row
    ]
    if gone:
        _end_tasks(work, gone)
    if new:
        tasks.add(work.connection, new)
        for row in new:
            given = {"to": row.claimed_by} if row.claimed_by else {}
            work.record(Word.TASK_OPENED, row.element, row.item, task=row.id, **given)
    if moved:
        tasks.move_due(work.connection, moved)
    kept = {task_id: row for task_id, row in known.items() if task_id in standing}
    work.loaded.tasks = kept | {row.id: row for row in (*new, *moved)}


def _end_tasks(work: CaseWork, gone: list[TaskRow]) -> None:
    ends = [
        (row.id, tasks.DONE, work.completed[row.id]) if row.id in work.completed else (row.id, tasks.CANCELLED, None)
        for row in gone
    ]
    tasks.end(work.connection, ends, work.now)
    drafts = [row.draft for row in gone if row.draft]
    if drafts:
        submissions.drop_drafts(work.connection, drafts)
    for row in gone:
        if row.id not in work.completed:
            work.record(Word.TASK_ENDED, row.element, row.item, task=row.id)


def _task_row(work: CaseWork, task: OpenTask) -> TaskRow:
    whose = whose_task(work, task)
    return TaskRow(
        id=task.id,
        case_id=work.case.id,
        element=task.element,
        item=task.item,
        name=task.name,
        lane=task.lane,
        act=task.act or Act.COMPLETE.value,
        form=task.form,
        groups=whose.groups,
        status=tasks.OPEN,
        claimed_by=whose.person,
        claimed_at=work.now if whose.person else None,
        assigned_to=whose.person,
        deadline=task.deadline,
        due=_due(work, task),
        opened_at=work.now,
        priority=task.priority,
        follow_up=day_of(task.follow_up),
    )


def _moved(work: CaseWork, row: TaskRow, task: OpenTask) -> TaskRow | None:
    due = _due(work, task)
    return None if due == row.due else replace(row, due=due)


def _due(work: CaseWork, task: OpenTask) -> date | None:
    """The day of its clock; where it has none that runs, the day the drawing aims at, which is no legal deadline."""
    deadline = work.ledger.find(task.deadline, (task.deadline_item, "")) if task.deadline else None
    return deadline.due if deadline is not None and deadline.is_open else day_of(task.due)


def _sync_timers(work: CaseWork) -> None:
    instance, known = work.loaded.instance, work.loaded.timers
    waiting = instance.waiting_timers() if instance and not instance.is_completed else []
    standing = {(row.task_id, row.element): row for row in (_timer_row(work, timer) for timer in waiting)}
    gone = [key for key in known if key not in standing]
    new = [row for key, row in standing.items() if key not in known]
    moved = [row for key, row in standing.items() if key in known and known[key] != row]
    if gone:
        timers.drop(work.connection, gone)
    if new:
        timers.add(work.connection, new)
    if moved:
        timers.move(work.connection, moved)
    work.loaded.timers = standing


def _timer_row(work: CaseWork, timer: WaitingTimer) -> TimerRow:
    return TimerRow(
        task_id=timer.task_id,
        case_id=work.case.id,
        element=timer.element,
        item=timer.item,
        deadline=timer.deadline,
        deadline_item=timer.deadline_item,
        rule=timer.rule,
        offset=timer.offset,
        due_at=timer.due_at,
    )


def _store_externals(work: CaseWork) -> None:
    """Tasks that began and ended within the same act were never anybody's to fetch."""
    new = [row for external_id, row in work.externals.items() if external_id not in work.externals_ended]
    ended = [
        (external_id, how) for external_id, how in work.externals_ended.items() if external_id not in work.externals
    ]
    if new:
        externals.add(work.connection, new)
    if ended:
        externals.end(work.connection, ended, work.now)


def _store_deadlines(work: CaseWork) -> None:
    pending = work.ledger.take_pending()
    work.noted_deadlines = 0
    if not pending:
        return
    events = [
        {
            "case_id": work.case.id,
            "name": deadline.name,
            "item": deadline.item,
            "occurrence": deadline.occurrence,
            "seq": len(deadline.events),
            "kind": event.kind.value,
            "at": event.at,
            "by": event.by,
            "data": dict(event.data),
        }
        for deadline, event in pending
    ]
    last = {(one.name, one.item, one.occurrence): one for one, _ in pending}
    known = work.loaded.deadlines
    new = [_deadline_row(work, one) for key, one in last.items() if key not in known]
    changed = [_deadline_row(work, one) for key, one in last.items() if key in known]
    if new:
        deadlines.add(work.connection, new)
    if changed:
        deadlines.change(work.connection, changed)
    deadlines.add_events(work.connection, events)
    known.update(last)


def _deadline_row(work: CaseWork, deadline: Deadline) -> DeadlineRow:
    body = to_row(deadline)
    del body["events"]
    missed = deadline.missed is not None and deadline.missed == deadline.due
    lapses_at = deadline.reading.ends_at if deadline.is_open and not missed else None
    return DeadlineRow(
        work.case.id, deadline.name, deadline.item, deadline.occurrence, body, deadline.due, deadline.is_open, lapses_at
    )
