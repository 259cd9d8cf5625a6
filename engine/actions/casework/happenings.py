"""What moved by itself becomes record: fired timers, states, notices, decisions of tables, missed deadlines."""

from __future__ import annotations

from dataclasses import replace

from engine.actions.casework.kept_decisions import kept
from engine.actions.casework.taking_charge import take_charge
from engine.actions.casework.work import CaseWork
from engine.cases.audit_words import Word
from engine.cases.states import CaseState
from engine.diagrams.effects import Effects, Notice
from engine.storage.externals import CANCELLED, COMPLETED, ExternalRow
from engine.storage.notices import NoticeRow

#: a case is in danger while this clock of its diagram runs
DANGER = "danger"
#: how often a worker may fail before a person must look, unless the worker says otherwise
RETRIES = 3
DEADLINE_WORDS = {word.value.rpartition(":")[2]: word for word in Word if word.value.startswith("case:deadline:")}


def settle(work: CaseWork) -> None:
    """Let what is due happen, let the diagram move as far as it can, and record it all in its order."""
    work.ledger.lapse(work.now)
    if work.loaded.instance is not None:
        work.moved |= work.loaded.instance.settle()
        note(work, work.loaded.instance.take_effects())
    note_deadlines(work)


def note(work: CaseWork, effects: Effects) -> None:
    """Record what the diagram did."""
    for fired in effects.fired:
        late = int((work.now - fired.due_at).total_seconds())
        work.record(Word.TIMER_FIRED, fired.element, fired.item, deadline=fired.deadline, seconds_late=late)
    for made in effects.decisions:
        work.record(Word.TABLE_EVALUATED, made.element, made.item, **kept(made, work.case.digest))
    for told in effects.told:
        work.tell(told.element, told.item, told.name, told.values)
    for sent in effects.messages:
        work.tell(sent.element, sent.item, sent.name, {})
    note_externals(work, effects)
    for milestone in effects.milestones:
        _enter_state(work, milestone.element, milestone.item, milestone.state)
    for notice in effects.notices:
        _write_notice(work, notice)
    if work.loaded.instance is not None and work.loaded.instance.is_completed and "closed_at" not in work.changes:
        end(work, effects.outcome or "completed")


def note_externals(work: CaseWork, effects: Effects) -> None:
    """Work for programs outside that began or ended; a task that a worker completed says so itself."""
    for opened in effects.externals_opened:
        work.externals[opened.id] = ExternalRow(
            id=opened.id,
            case_id=work.case.id,
            element=opened.element,
            item=opened.item,
            topic=opened.topic,
            priority=opened.priority,
            retries=RETRIES,
            worker=None,
            locked_until=None,
            opened_at=work.now,
        )
    for closed in effects.externals_closed:
        work.externals_ended.setdefault(closed.id, COMPLETED if closed.completed else CANCELLED)


def note_deadlines(work: CaseWork) -> None:
    """Record what happened to deadlines since the last look; storing them is for the end."""
    for deadline, event in work.ledger.pending[work.noted_deadlines :]:
        details = {"deadline": deadline.name, "due": deadline.due and deadline.due.isoformat()}
        work.record(DEADLINE_WORDS[event.kind.value], "", deadline.item, **details)
        if deadline.name == DANGER:
            work.change(danger=deadline.is_open)
    work.noted_deadlines = len(work.ledger.pending)


def end(work: CaseWork, outcome: str) -> None:
    """The case has ended: by its diagram, or by an act beside it that cancelled the diagram."""
    work.change(closed_at=work.now, outcome=outcome)
    work.moved = True
    work.record(Word.CASE_CLOSED, outcome=outcome)


def _write_notice(work: CaseWork, notice: Notice) -> None:
    """Nobody is told today of what was to be told on a day before the case was taken in."""
    recipients = list(notice.to)
    if work.entered_at is not None:
        work.record(Word.NOTICE_OMITTED, notice.element, notice.item, kind=notice.kind, to=recipients)
        return
    send_at = work.ledger.calendar.next_working_morning(work.now)
    row = NoticeRow(work.case.id, notice.element, notice.item, notice.kind, recipients, work.now, send_at)
    work.notices.append(replace(row, written_by=work.acting))
    work.record(Word.NOTICE_WRITTEN, notice.element, notice.item, kind=notice.kind, to=recipients)


def _enter_state(work: CaseWork, element: str, item: str, state: str) -> None:
    if item:
        states = {**work.changes.get("item_states", work.case.item_states), item: state}
        work.change(item_states=states)
    else:
        work.change(status=state)
    work.record(Word.CASE_STATE_CHANGED, element, item, state=state)
    if state == CaseState.ACCEPTED and not item:
        take_charge(work, element)
