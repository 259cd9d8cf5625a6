"""Deactivate a person: no login, no token and no deputyship counts any more. What the person did stays on record."""

from __future__ import annotations

from typing import Any

from engine.actions.house.answers import Once
from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import Conflict, Unknown
from engine.people.actor import Actor
from engine.people.subjects import PersonFacts
from engine.storage import people, posts, tokens


def deactivate_person(office: Office, actor: Actor, person: str, *, once: Once | None = None) -> dict[str, Any]:
    """Raises Forbidden, Unknown for no such person, Conflict for one deactivated already.

    Tasks claimed by the person can be released by the office director.
    """

    def verb(work: HouseWork) -> dict[str, Any]:
        if people.read(work.connection, person) is None:
            raise Unknown("people.person.unknown")
        if not people.deactivate(work.connection, person):
            raise Conflict("people.person.inactive")
        tokens.revoke_all(work.connection, person, work.now)
        posts.end_deputies(work.connection, person, work.now)
        work.record(Word.PERSON_DEACTIVATED, person=person)
        return {"person": person}

    return work_in_house(office, actor, Act.DEACTIVATE_PERSON, verb, PersonFacts(person), once=once)
