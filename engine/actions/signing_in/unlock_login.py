"""Unlock a login that failed too often, before its time: the security administrator, after asking who it was."""

from __future__ import annotations

from typing import Any

from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.known_people import person_of
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import Conflict
from engine.people.actor import Actor
from engine.people.subjects import PersonFacts
from engine.storage import people
from engine.storage.people import SecretRow


def unlock_login(office: Office, actor: Actor, person: str) -> dict[str, Any]:
    """Raises Forbidden (nobody unlocks the own login), Unknown for no such person, Conflict for one not locked."""

    def verb(work: HouseWork) -> dict[str, Any]:
        row = person_of(work, person)
        secret = people.secret(work.connection, row.id)
        if secret is None or secret.locked_until is None or secret.locked_until <= work.now:
            raise Conflict("identity.admin.not_locked")
        people.set_secret(
            work.connection, SecretRow(secret.person, secret.hash, secret.set_at, 0, None, secret.must_change)
        )
        work.record(Word.LOGIN_UNLOCKED, person=row.id)
        return {"person": row.id}

    return work_in_house(office, actor, Act.UNLOCK_LOGIN, verb, PersonFacts(person))
