"""传阅: send a case round for reading, to people who may know of it anyway; what is unread can be taken back."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from engine.actions.cases.entitled import entitled
from engine.actions.casework.beside import allow, note, text_of
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.subjects import case_facts, require
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import Conflict, FieldError, Forbidden, Invalid, Unknown
from engine.people.actor import Actor
from engine.people.capacities import Capacity, capacities
from engine.storage import circulations, documents
from engine.storage.circulations import CirculationRow, ReaderRow
from engine.storage.notices import NoticeRow

#: the kind of the notice to each reader
KIND = "circulated"


def circulate(
    office: Office,
    actor: Actor,
    case_id: str,
    form: Mapping[str, Any],
    *,
    once: Once | None = None,
) -> Answer:
    """Send the case round. `form` holds `reason`, `readers` (ids of people) and perhaps `document`, one of its papers.

    Raises Forbidden, Unknown, Invalid for nobody, for somebody who may not know of the case, or for no such paper. The
    answer's details name the circulation.
    """
    return work_on(office, actor, On(case_id=case_id), lambda work: _circulate(work, form), once=once)


def recall(office: Office, actor: Actor, circulation: str, person: str, *, once: Once | None = None) -> Answer:
    """Take it back from a reader who has not read it yet: the sender may, and the director.

    Raises Unknown, Forbidden, Conflict where it was read or taken back already.
    """
    row = _known(office, circulation)
    return work_on(office, actor, On(case_id=row.case_id), lambda work: _recall(work, row, person), once=once)


def mark_read(office: Office, actor: Actor, circulation: str, *, once: Once | None = None) -> Answer:
    """已阅: the reader has read it. Reading twice changes nothing. Raises Unknown where it was never sent to them."""
    row = _known(office, circulation)
    return work_on(office, actor, On(case_id=row.case_id), lambda work: _read(work, row), once=once)


def _circulate(work: CaseWork, form: Mapping[str, Any]) -> Answer:
    allow(work, Act.CIRCULATE)
    reason = text_of(form, "reason")
    readers = _readers(work, form.get("readers"))
    document = _document(work, form.get("document"))
    circulation = uuid.uuid4().hex
    submission = note(work, Act.CIRCULATE, {"reason": reason}, circulation=circulation, readers=readers)
    row = CirculationRow(circulation, work.case.id, document, submission, work.now, work.actor.id)
    circulations.add(work.connection, row, [ReaderRow(circulation, one, work.now) for one in readers])
    send_at = work.ledger.calendar.next_working_morning(work.now)
    work.notices.append(NoticeRow(work.case.id, Act.CIRCULATE.value, circulation, KIND, readers, work.now, send_at))
    return Answer(details={"circulation": circulation})


def _recall(work: CaseWork, row: CirculationRow, person: str) -> Answer:
    facts = case_facts(work)
    require(work, Act.CIRCULATE, facts)
    if row.sent_by != work.actor.id and Capacity.DIRECTOR not in capacities(work.actor, facts):
        raise Forbidden("lists.circulation.not_sender")
    if not circulations.recall(work.connection, row.id, person, work.now):
        raise Conflict("lists.circulation.not_unread")
    work.record(Word.CIRCULATION_RECALLED, Act.CIRCULATE.value, circulation=row.id, reader=person)
    return Answer()


def _read(work: CaseWork, row: CirculationRow) -> Answer:
    mine = next((one for one in circulations.readers(work.connection, row.id) if one.person == work.actor.id), None)
    if mine is None or mine.recalled_at is not None:
        raise Unknown("lists.circulation.unknown")
    # no further right is asked for: whose part has ended may still put away what they were sent
    if circulations.mark_read(work.connection, row.id, work.actor.id, work.now):
        work.record(Word.CIRCULATION_READ, Act.CIRCULATE.value, circulation=row.id)
    return Answer()


def _known(office: Office, circulation: str) -> CirculationRow:
    with office.database.reading() as connection:
        row = circulations.get(connection, circulation)
    if row is None:
        raise Unknown("lists.circulation.unknown")
    return row


def _readers(work: CaseWork, wanted: Any) -> list[str]:
    chosen: Sequence[Any] = wanted if isinstance(wanted, list) else []
    known = {one.person for one in entitled(work)}
    if not chosen:
        raise Invalid("lists.circulation.nobody", fields=[FieldError("readers", "lists.circulation.nobody")])
    if not known.issuperset(chosen):
        raise Invalid("lists.circulation.reader", fields=[FieldError("readers", "lists.circulation.reader")])
    return sorted(set(chosen))


def _document(work: CaseWork, wanted: Any) -> str | None:
    if not wanted:
        return None
    if wanted not in {row["id"] for row in documents.of_case(work.connection, work.case.id)}:
        raise Invalid("lists.circulation.document", fields=[FieldError("document", "lists.circulation.document")])
    return str(wanted)
