"""Assign a post: from today this person holds this role in this unit. One person is never two administrators."""

from __future__ import annotations

from typing import Any

from engine.actions.house.answers import Once
from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.known_people import person_of, unit_of
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import Conflict, FieldError, Invalid
from engine.people.actor import Actor
from engine.people.roles import clash, is_role_word
from engine.people.subjects import PersonFacts
from engine.storage import posts
from engine.storage.posts import PostRow


def assign_post(
    office: Office, actor: Actor, person: str, role: str, unit: str, *, once: Once | None = None
) -> dict[str, Any]:
    """Raises Forbidden, Unknown for no such person, Invalid for a role or unit that cannot be, Conflict for a post
    held already or one that a post held forbids (三员分立)."""

    def verb(work: HouseWork) -> dict[str, Any]:
        row = person_of(work, person)
        if not is_role_word(role):
            raise Invalid("people.post.role", fields=[FieldError("role", "people.post.role")])
        unit_of(work, unit)
        held = posts.held(work.connection, row.id, work.today)
        if any(post.role == role and post.unit == unit for post in held):
            raise Conflict("people.post.held")
        if other := clash(frozenset(post.role for post in held), role):
            raise Conflict("people.post.clash", held=other, wanted=role)
        posts.assign(work.connection, [PostRow(row.id, role, unit, work.today)])
        work.record(Word.POST_ASSIGNED, person=row.id, role=role, unit=unit)
        return {"person": row.id, "role": role, "unit": unit}

    return work_in_house(office, actor, Act.ASSIGN_POST, verb, PersonFacts(person), once=once)
