"""Set a password: one's own, or by the system administrator for somebody who has none or forgot it."""

from __future__ import annotations

from typing import Any

from engine.actions.authenticate import POLICY
from engine.actions.house_work import HouseWork, work_in_house
from engine.actions.known_people import person_of
from engine.actions.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.people.actor import Actor
from engine.people.subjects import PersonFacts
from engine.storage import people
from engine.storage.password_hashes import hash_password
from engine.storage.people import SecretRow


def set_password(office: Office, actor: Actor, person: str, password: str) -> dict[str, Any]:
    """Keep the hash of a new password and unlock the login.

    Raises Forbidden, Unknown for no such person, Invalid saying everything that is wrong with the password.
    """

    def verb(work: HouseWork) -> dict[str, Any]:
        row = person_of(work, person)
        POLICY.check(password, row.login)
        people.set_secret(work.connection, SecretRow(row.id, hash_password(password), work.now, 0, None))
        work.record(Word.PASSWORD_SET, person=row.id)
        return {"person": row.id}

    return work_in_house(office, actor, Act.SET_PASSWORD, verb, PersonFacts(person))
