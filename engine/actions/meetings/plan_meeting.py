"""Plan a meeting for one or several cases, perhaps from a unit's suggestion. Days passed are entered, not planned."""

from __future__ import annotations

import uuid
from typing import Any

from engine.actions.house.answers import Once
from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.actions.meetings.meeting_plans import PLANNED, MeetingPlan, check_plan, sealed, write_agenda
from engine.actions.meetings.refer_suggestion import open_suggestion
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.people.actor import Actor
from engine.storage import meetings, suggestions


def plan_meeting(
    office: Office, actor: Actor, plan: MeetingPlan, *, suggestion: str = "", once: Once | None = None
) -> dict[str, Any]:
    """Gives the meeting's id. Raises Forbidden, Invalid naming each field, Unknown or Conflict for the suggestion."""

    def verb(work: HouseWork) -> dict[str, Any]:
        check_plan(work.connection, plan, work.today)
        meeting = uuid.uuid4().hex
        created = {"id": meeting, "status": PLANNED, "created_at": work.now, "created_by": actor.id}
        words = {"chair": plan.chair.strip(), "remarks": plan.remarks.strip()}
        details = sealed(office, work.connection, f"meeting:{meeting}", words)
        meetings.add(work.connection, {**created, **plan.columns(), "details": details})
        write_agenda(work.connection, meeting, plan)
        if suggestion:
            _answer(work, suggestion, meeting)
        work.record(Word.MEETING_PLANNED, meeting=meeting, planned_on=plan.planned_on.isoformat(), cases=plan.heard)
        return {"meeting": meeting, "status": PLANNED}

    return work_in_house(office, actor, Act.PLAN_MEETING, verb, once=once)


def _answer(work: HouseWork, suggestion: str, meeting: str) -> None:
    open_suggestion(work, suggestion)
    values = {"status": PLANNED, "answered_at": work.now, "answered_by": work.actor.id, "meeting": meeting}
    suggestions.answer(work.connection, suggestion, **values)
