"""Appoint a deputy (代理): between two days somebody else may act in a person's posts, each act marked as such.

Whoever will be absent names a colleague of the own unit; somebody from elsewhere is appointed by the security
administrator.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from engine.actions.house.answers import Once
from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.known_people import person_of
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import Conflict, Forbidden
from engine.people.actor import Actor
from engine.people.deputies import Deputy, check_appointment
from engine.people.roles import ADMINISTRATORS
from engine.people.subjects import PersonFacts
from engine.storage import posts
from engine.storage.posts import DeputyRow


def appoint_deputy(
    office: Office, actor: Actor, person: str, deputy: str, since: date, until: date, *, once: Once | None = None
) -> dict[str, Any]:
    """`deputy` stands in for `person` in all posts from `since` until `until`, both inclusive (Beijing days).

    Raises Forbidden, Unknown for people who are not there, Invalid for days that make no sense, Conflict when either
    is an administrator.
    """

    def verb(work: HouseWork) -> dict[str, Any]:
        absent, standing_in = person_of(work, person), person_of(work, deputy)
        if actor.id == person and absent.unit != standing_in.unit:
            raise Forbidden("people.deputy.elsewhere")
        new = Deputy(absent.id, standing_in.id, since, until)
        existing = posts.deputies_of(work.connection, person)
        check_appointment(new, [Deputy(one.person, one.deputy, one.from_on, one.until_on) for one in existing])
        for one in (person, deputy):
            if any(post.role in ADMINISTRATORS for post in posts.held(work.connection, one, work.today)):
                raise Conflict("people.deputy.administrator")
        posts.appoint_deputy(work.connection, DeputyRow(person, deputy, since, until))
        days = {"since": since.isoformat(), "until": until.isoformat()}
        work.record(Word.DEPUTY_APPOINTED, person=person, deputy=deputy, **days)
        return {"person": person, "deputy": deputy, **days}

    return work_in_house(office, actor, Act.APPOINT_DEPUTY, verb, PersonFacts(person), once=once)
