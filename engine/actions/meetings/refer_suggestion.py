"""Refer a suggestion to a city group, which may take it up by its own procedure."""

from __future__ import annotations

from typing import Any

from engine.actions.house.answers import Once
from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.known_people import unit_of
from engine.actions.house.office import Office
from engine.actions.meetings.suggest import OPEN, REFERRED
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import Conflict, FieldError, Invalid, Unknown
from engine.people.actor import Actor
from engine.people.units import Level
from engine.storage import suggestions


def refer_suggestion(
    office: Office, actor: Actor, suggestion: str, unit: str, *, once: Once | None = None
) -> dict[str, Any]:
    """Raises Forbidden, Unknown for no such suggestion, Conflict for one answered before, Invalid for a unit that is
    on no lower level."""

    def verb(work: HouseWork) -> dict[str, Any]:
        open_suggestion(work, suggestion)
        if unit_of(work, unit).level == Level.PROVINCE:
            raise Invalid("actions.refer_to_city", fields=[FieldError("unit", "actions.refer_to_city")])
        suggestions.answer(
            work.connection,
            suggestion,
            status=REFERRED,
            answered_at=work.now,
            answered_by=actor.id,
            referred_to=unit,
        )
        work.record(Word.SUGGESTION_REFERRED, suggestion=suggestion, unit=unit)
        return {"suggestion": suggestion, "status": REFERRED, "referred_to": unit}

    return work_in_house(office, actor, Act.REFER_SUGGESTION, verb, once=once)


def open_suggestion(work: HouseWork, suggestion: str) -> dict[str, Any]:
    """A suggestion nobody has answered yet. Raises Unknown or Conflict."""
    row = suggestions.one(work.connection, suggestion)
    if row is None:
        raise Unknown("actions.unknown_suggestion")
    if row["status"] != OPEN:
        raise Conflict("actions.suggestion_answered", at=row["answered_at"].isoformat())
    return row
