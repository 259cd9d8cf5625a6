"""Draw up a paper on demand (出具公文): attendance sheet, index, sheet for approval, blank forms for participants.

Papers of the procedure are issued by its acts alone; what may be drawn on demand is declared.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.actions.casework.beside import allow
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.paper_kinds import PaperKind, kinds_of
from engine.actions.casework.paper_sources import Sources
from engine.actions.casework.parts import EXPERT, UNIT
from engine.actions.casework.reading import reading_case
from engine.actions.casework.work import CaseWork
from engine.actions.deeds.papers import issue_each, issue_kind, participants_of
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.actions.papers.paper_view import paper_row
from engine.cases.acts import Act
from engine.errors import FieldError, Invalid
from engine.forms.spoken import day_word
from engine.people.actor import Actor


def draw_paper(
    office: Office,
    actor: Actor,
    case_id: str,
    kind: str,
    *,
    about: str = "",
    participant: str = "",
    once: Once | None = None,
) -> Answer:
    """Draw up a paper of this kind; `about` is the paper it is about, where it is about one.

    A paper for participants is drawn for this `participant`, or one for each; the first is told.
    Raises Forbidden, Invalid for a kind that is not drawn on demand and for nobody to draw it for, Unknown for another
    case's paper.
    """

    def verb(work: CaseWork) -> Answer:
        allow(work, Act.DRAW_PAPER)
        declared = kinds_of(work.case.procedure).get(kind)
        if declared is None or not declared.on_demand or declared.about_paper != bool(about):
            raise Invalid("papers.not_on_demand", fields=[FieldError("kind", "papers.not_on_demand")])
        if declared.is_for_each:
            return Answer(details={"paper": issue_each(work, declared, _wanted(work, participant))[0]["id"]})
        subject = _about(work, about) if about else None
        return Answer(details={"paper": issue_kind(work, declared, "", about=subject)["id"]})

    return work_on(office, actor, On(case_id=case_id), verb, once=once)


def on_demand(procedure: str) -> list[PaperKind]:
    """What the office may draw up of a case, whenever it wants."""
    return [kind for kind in kinds_of(procedure).values() if kind.on_demand and not kind.about_paper]


def drawn_for(office: Office, actor: Actor, case_id: str) -> list[tuple[str, str]]:
    """Those for whom a paper for participants may be drawn: their keys and what they are called, in words."""
    with reading_case(office, actor, case_id) as work:
        allow(work, Act.DRAW_PAPER)
        sources, known = Sources(work, work.today), set(participants_of(work))
        parts = [part for part in work.parts.rows if part.key in known and part.kind in (UNIT, EXPERT)]
        return [(part.key, sources.unit(part.unit) if part.unit else sources.person(part.person)) for part in parts]


def _wanted(work: CaseWork, participant: str) -> list[str]:
    """This participant, or all. Raises Invalid where there is none such."""
    known = participants_of(work)
    if not known or (participant and participant not in known):
        raise Invalid("papers.no_participant", fields=[FieldError("participant", "papers.no_participant")])
    return [participant] if participant else known


def _about(work: CaseWork, paper_id: str) -> Mapping[str, Any]:
    row = paper_row(work, paper_id)
    kind, sources = kinds_of(work.case.procedure).get(row.kind), Sources(work, row.issued_on)
    return {
        "title": kind.title("zh") if kind else row.kind,
        "number": row.number or "",
        "addressee": "、".join(sources.unit(one) for one in row.addressees or [row.addressee] if one),
        "date": day_word(row.issued_on),
    }
