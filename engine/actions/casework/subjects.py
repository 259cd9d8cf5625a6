"""The case, a task or a message as the rights see it, read from the work at hand. Who may is decided in `people`."""

from __future__ import annotations

from engine.actions.casework.work import CaseWork
from engine.cases.acts import Act
from engine.diagrams.elements import ElementInfo
from engine.people.actor import Actor
from engine.people.participation import Participation
from engine.people.rights import may
from engine.people.subjects import CaseFacts, MessageFacts, Subject, TaskFacts
from engine.people.verdict import Verdict
from engine.storage import people, tasks
from engine.storage.participations import ParticipationRow
from engine.storage.tasks import TaskRow

#: kinds of participation that say who carries a decision; their key is the decision's item
LEAD = "lead"
SUPPORT = "support"
#: names in `huishang:separate` that mean a unit, not the doer of an element
APPLICANT_SIDE = "applicant"
LEAD_SIDE = "lead"
EXCUSED = "excused"
RECUSED = "recused"


def require(work: CaseWork, act: Act, subject: Subject) -> Verdict:
    """The verdict, if the actor may. Raises Forbidden, Unknown or Conflict."""
    return may(work.actor, act, subject).require()


def case_facts(work: CaseWork) -> CaseFacts:
    """The case with everybody's part in it; built once where the case is only looked at."""
    if work.facts is None or not work.looked_at:
        work.facts = _facts(work)
    return work.facts


def _facts(work: CaseWork) -> CaseFacts:
    case, parts = work.case, work.parts
    running = [row for row in parts.rows if row.ended_at is None]
    return CaseFacts(
        id=case.id,
        number=case.number,
        state=work.status,
        ended=case.closed_at is not None,
        applicant_unit=case.applicant_unit,
        opened_by=case.opened_by,
        officer=str(work.changes.get("officer", case.officer) or ""),
        lead_units=frozenset(row.unit for row in running if row.kind == LEAD and row.unit),
        support_units=frozenset(row.unit for row in running if row.kind == SUPPORT and row.unit),
        parts=tuple(participation(row) for row in parts.rows if row.kind not in (LEAD, SUPPORT)),
        recused=parts.recused,
        has_task=_has_task(work, work.actor),
        danger_open=bool(work.changes.get("danger", case.danger)),
        today=work.today,
    )


def task_facts(work: CaseWork, row: TaskRow) -> TaskFacts:
    """An open or ended task of the case at hand."""
    info = work.loaded.procedure.definition.elements.get(row.element)
    separate = info.separate if info else ()
    lead = lead_of(work, row.item)
    return TaskFacts(
        case=case_facts(work),
        id=row.id,
        element=row.element,
        item=row.item,
        groups=frozenset(row.groups),
        act=row.act,
        done=row.status == tasks.DONE,
        done_by=row.ended_by or "",
        done_by_name=name_of(work, row.ended_by),
        done_at=row.ended_at.isoformat() if row.ended_at else "",
        claimed_by=row.claimed_by or "",
        claimed_by_name=name_of(work, row.claimed_by) if row.claimed_by != work.actor.id else work.actor.name,
        claimed_at=row.claimed_at.isoformat() if row.claimed_at else "",
        separated=_doers(work, separate, row.item),
        barred_units=_barred(work, separate, lead),
        item_lead=lead,
    )


def message_facts(work: CaseWork, name: str, item: str, groups: frozenset[str], info: ElementInfo) -> MessageFacts:
    """A message that the case waits for."""
    barred = _barred(work, info.separate, lead_of(work, item))
    return MessageFacts(case_facts(work), name, item, groups, barred)


def participation(row: ParticipationRow) -> Participation:
    """A stored part as the rights know it; an ended one is excused unless its holder stepped back."""
    ended = row.ended_at is not None
    return Participation(
        key=row.key,
        kind=row.kind,
        unit=row.unit or "",
        person=row.person or "",
        excused=ended and row.end_reason != RECUSED,
        recused=ended and row.end_reason == RECUSED,
        until=row.until_on,
    )


def lead_of(work: CaseWork, item: str) -> str:
    """The unit that leads this item; empty where none does."""
    if not item:
        return ""
    leading = (row.unit for row in work.parts.rows if row.kind == LEAD and row.key == item and row.ended_at is None)
    return next((unit for unit in leading if unit), "")


def name_of(work: CaseWork, person: str | None) -> str:
    """The person's name, for a refusal that must name who was first."""
    return people.names(work.connection, [person]).get(person, person) if person else ""


def _has_task(work: CaseWork, actor: Actor) -> bool:
    return any(
        actor.id in (row.claimed_by, row.assigned_to) or not actor.groups.isdisjoint(row.groups)
        for row in work.loaded.tasks.values()
    )


def _doers(work: CaseWork, separate: tuple[str, ...], item: str) -> frozenset[str]:
    """Who did what must not be done by the same hand; the start event stands for who opened the case."""
    elements = [name for name in separate if name not in (APPLICANT_SIDE, LEAD_SIDE)]
    if not elements:
        return frozenset()
    known = work.loaded.procedure.definition.elements
    starts = any(known[name].kind == "startEvent" for name in elements if name in known)
    openers = frozenset({work.case.opened_by}) if starts else frozenset()
    return openers | tasks.doers(work.connection, work.case.id, elements, {item, ""})


def _barred(work: CaseWork, separate: tuple[str, ...], lead: str) -> frozenset[str]:
    sides = {APPLICANT_SIDE: work.case.applicant_unit, LEAD_SIDE: lead}
    return frozenset(unit for side, unit in sides.items() if side in separate and unit)
