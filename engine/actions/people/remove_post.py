"""Remove a post: it was held until yesterday, so nothing more can be done by it today."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from engine.actions.house.answers import Once
from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.known_people import person_of
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import Conflict
from engine.people.actor import Actor
from engine.people.subjects import PersonFacts
from engine.storage import posts


def remove_post(
    office: Office, actor: Actor, person: str, role: str, unit: str, *, once: Once | None = None
) -> dict[str, Any]:
    """Raises Forbidden, Unknown for no such person, Conflict when the person does not hold the post."""

    def verb(work: HouseWork) -> dict[str, Any]:
        row = person_of(work, person)
        yesterday = work.today - timedelta(days=1)
        if posts.remove(work.connection, row.id, role, unit, work.today, yesterday) == 0:
            raise Conflict("people.post.not_held")
        work.record(Word.POST_REMOVED, person=row.id, role=role, unit=unit)
        return {"person": row.id, "role": role, "unit": unit}

    return work_in_house(office, actor, Act.REMOVE_POST, verb, PersonFacts(person), once=once)
