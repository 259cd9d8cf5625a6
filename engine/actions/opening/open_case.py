"""Open a case with an application (提出会商申请): number, key, children, frozen settings, the diagram's first steps.

The case is pinned to the version in force that day and to the settings of that day, for life (D5).
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.actions.casework import finishing, happenings
from engine.actions.casework.case_work import answered_before
from engine.actions.casework.children import enter_children
from engine.actions.casework.form_choices import FormChoices
from engine.actions.casework.hands import hand_of
from engine.actions.casework.listing import note_urgency
from engine.actions.casework.work import CaseWork
from engine.actions.deeds.papers import issue_declared
from engine.actions.files.held_files import attach
from engine.actions.house.answers import Answer, Once
from engine.actions.house.attempts import once_more
from engine.actions.house.loaded import Loaded, Parts
from engine.actions.house.office import Office
from engine.actions.house.procedure_file import CASE
from engine.actions.house.procedures import Procedure
from engine.actions.opening.applicants import Applicant, applicant_of
from engine.cases.audit_words import Word
from engine.cases.numbering import Numbering
from engine.cases.states import CaseState
from engine.clock import beijing_day
from engine.deadlines.ledger import Ledger
from engine.diagrams.dated_settings import settings_on
from engine.diagrams.instance import Instance
from engine.diagrams.world import World
from engine.errors import Conflict, FieldError, Invalid, Unknown
from engine.people.actor import Actor
from engine.people.subjects import CaseFacts
from engine.storage import cases, definitions, registers
from engine.storage.chain import BEGINNING
from engine.storage.database import Connection
from engine.storage.definitions import VersionRow
from engine.storage.stop_points import stop_point


def open_case(
    office: Office, actor: Actor, procedure: str, form: Mapping[str, Any], *, once: Once | None = None
) -> Answer:
    """Open a case of this procedure with this application.

    Raises Unknown where no such procedure is in force, Forbidden, Invalid naming each field.
    """
    return once_more(lambda: _attempt(office, actor, procedure, form, once))


def _attempt(office: Office, actor: Actor, procedure: str, form: Mapping[str, Any], once: Once | None) -> Answer:
    with office.database.writing() as connection:
        first = answered_before(connection, actor, once)
        if first is not None:
            return first
        work = open_in(office, connection, actor, procedure, form)
        answer = finishing.finish(work, Answer(), once)
        stop_point("open_case.before_commit")
    office.cache.put(work.case.id, answer.version, work.loaded)
    return answer


@dataclass(frozen=True, slots=True)
class Entering:
    """A past that ran on paper is being entered: by whom, at which real instant."""

    clerk: Actor
    at: datetime
    #: the number its papers bear; empty where they bear none
    number: str = ""


def open_in(
    office: Office,
    connection: Connection,
    actor: Actor,
    procedure: str,
    form: Mapping[str, Any],
    entering: Entering | None = None,
) -> CaseWork:
    """The same inside a transaction at hand; the caller finishes the work.

    A case that is taken in half-way opens on the true day its office's clock shows, by the version in force today.
    """
    now = entering.at if entering else office.clock.now()
    version = definitions.effective(connection, procedure, beijing_day(now))
    if version is None:
        raise Unknown("actions.unknown_procedure", procedure=procedure)
    compiled = office.procedures.get(connection, version.digest, version.process)
    applicant = applicant_of(connection, actor, compiled.definition, form)
    number = _number(connection, version, beijing_day(office.clock.now()), entering.number if entering else "")
    work = _work(office, connection, actor, version, compiled, applicant, number)
    if entering:
        work.acting, work.entered_at, work.world.acted_on = entering.clerk.id, entering.at, work.today
    _begin(work, form)
    return work


def _work(
    office: Office,
    connection: Connection,
    actor: Actor,
    version: VersionRow,
    procedure: Procedure,
    applicant: Applicant,
    number: str,
) -> CaseWork:
    """A new row with its key and its world; nothing has happened in it yet."""
    now = office.clock.now()
    case_id = uuid.uuid4().hex
    cipher, wrapped = office.vault.new_key(case_id)
    key = {"key_wrapped": wrapped, "key_master": office.vault.newest}
    cases.add(connection, {"id": case_id, **_row(actor, version, applicant, now, number), **key})
    case = cases.lock(connection, case_id)
    assert case is not None, "it was written just above"  # noqa: S101
    reference = office.reference(connection, case.reference)
    ledger = Ledger((), reference.calendar_at(now))
    world = World(now, ledger, case.settings, case.facts, reference.unit_kinds, actor.id)
    work = CaseWork(
        office, connection, case, Loaded(procedure, ledger, None, cipher, parts=Parts([], frozenset())), world, actor
    )
    work.as_actor(actor)
    return work


def _row(actor: Actor, version: VersionRow, applicant: Applicant, now: datetime, number: str) -> dict[str, Any]:
    """The columns of a case on its first day."""
    return {
        "number": number,
        "procedure": version.procedure,
        "procedure_version": version.version,
        "digest": version.digest,
        "process": version.process,
        "version": 0,
        "status": CaseState.DRAFT.value,
        "item_states": {},
        "settings": settings_on(version.settings, beijing_day(now)),
        "facts": _facts(number, applicant),
        "applicant_unit": applicant.unit,
        "applicant_class": applicant.kind,
        "officer": None,
        "opened_by": actor.id,
        "opened_at": now,
        "danger": False,
        "halted": False,
        "state_format": finishing.STATE_FORMAT,
        "audit_seq": 0,
        "audit_head": BEGINNING,
    }


def _begin(work: CaseWork, form: Mapping[str, Any]) -> None:
    """Keep the application, start the diagram with its routing values, and record both."""
    procedure = work.loaded.procedure
    start = procedure.definition.start
    shape = procedure.form(procedure.definition.start_form)
    content = shape.accept(dict(form), FormChoices(work), hand_of(work, start)) if shape else {}
    submission = work.submit(content, element=start, form=procedure.definition.start_form)
    if shape:
        attach(work, shape, content, submission, None)
    enter_children(work, content)
    work.record(Word.CASE_OPENED, start, submission=submission, procedure=work.case.procedure)
    routing = shape.routing(content) if shape else {}
    note_urgency(work, routing)
    work.loaded.instance = Instance.start(procedure.definition, routing, work.world)
    work.moved = True
    happenings.note(work, work.instance.take_effects())
    happenings.note_deadlines(work)
    issue_declared(work, start, "", routing, submission)


def _number(connection: Connection, version: VersionRow, day: date, borne: str) -> str:
    """The number its papers bear, or the next of the year. One series counts both: none is given twice.

    Raises Invalid for a number of another form, Conflict for one that another case bears.
    """
    numbering = Numbering.parse(version.numbering)
    series = f"{version.procedure}:{numbering.register(CASE, day)}"
    if not borne:
        return numbering.number(CASE, day, registers.next_number(connection, series, "", day.year))
    try:
        serial = numbering.serial(CASE, day, borne)
    except Invalid as refusal:
        raise Invalid(refusal.key, fields=[FieldError("number", refusal.key, refusal.params)]) from None
    if cases.numbered(connection, borne) is not None:
        raise Conflict(
            "actions.number_taken",
            fields=[FieldError("number", "actions.number_taken", {"number": borne})],
            number=borne,
        )
    registers.note_number(connection, series, "", day.year, serial)
    return borne


def _facts(number: str, applicant: Applicant) -> dict[str, Any]:
    bodies = CaseFacts(id="")
    return {
        "number": number,
        "applicant_unit": applicant.unit,
        "applicant_class": applicant.kind,
        "office_unit": bodies.office_unit,
        "leading_group_unit": bodies.leading_group_unit,
    }
