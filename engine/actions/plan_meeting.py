"""Plan a consultation meeting for one or several cases, or to hear a suggestion.

Planning books the day and moves no case: what the meeting decides is recorded with each case.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from engine.actions.answers import Once
from engine.actions.house_work import HouseWork, work_in_house
from engine.actions.office import Office
from engine.actions.refer_suggestion import open_suggestion
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import FieldError, Invalid
from engine.people.actor import Actor
from engine.storage import cases, meetings, suggestions

PLANNED = "planned"
LONGEST_TITLE = 200


def plan_meeting(
    office: Office,
    actor: Actor,
    *,
    title: str,
    planned_on: date,
    place: str = "",
    case_ids: Sequence[str] = (),
    suggestion: str = "",
    once: Once | None = None,
) -> dict[str, Any]:
    """Gives the meeting's id. Raises Forbidden, Invalid naming each field, Unknown or Conflict for the suggestion."""

    def verb(work: HouseWork) -> dict[str, Any]:
        _check(work, title, place, planned_on, case_ids)
        meeting, heard = uuid.uuid4().hex, list(dict.fromkeys(case_ids))
        row = {"id": meeting, "title": title.strip(), "planned_on": planned_on, "place": place.strip()}
        created = {"status": PLANNED, "created_at": work.now, "created_by": actor.id}
        meetings.add(work.connection, {**row, **created})
        for case_id in heard:
            meetings.add_case(work.connection, meeting, case_id, meetings.rounds_of(work.connection, case_id) + 1)
        if suggestion:
            _answer(work, suggestion, meeting)
        work.record(Word.MEETING_PLANNED, meeting=meeting, planned_on=planned_on.isoformat(), cases=heard)
        return {"meeting": meeting, "status": PLANNED}

    return work_in_house(office, actor, Act.PLAN_MEETING, verb, once=once)


def _answer(work: HouseWork, suggestion: str, meeting: str) -> None:
    open_suggestion(work, suggestion)
    values = {"status": PLANNED, "answered_at": work.now, "answered_by": work.actor.id, "meeting": meeting}
    suggestions.answer(work.connection, suggestion, **values)


def _check(work: HouseWork, title: str, place: str, planned_on: date, case_ids: Sequence[str]) -> None:
    errors = []
    if not 1 <= len(title.strip()) <= LONGEST_TITLE:
        errors.append(FieldError("title", "actions.meeting_title", {"longest": LONGEST_TITLE}))
    if len(place) > LONGEST_TITLE:
        errors.append(FieldError("place", "actions.text_too_long", {"most": LONGEST_TITLE}))
    if planned_on < work.today:
        errors.append(FieldError("planned_on", "actions.meeting_day"))
    for position, case_id in enumerate(case_ids):
        if cases.get(work.connection, case_id) is None:
            errors.append(FieldError(f"cases.{position}", "actions.unknown_case"))
    if errors:
        raise Invalid("actions.meeting_refused", fields=errors)
