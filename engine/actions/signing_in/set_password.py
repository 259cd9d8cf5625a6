"""Set a password: one's own, or by the system administrator for somebody who has none or forgot it.

What somebody else set must be changed at the next login. Either way the sessions that the old one opened are over.
"""

from __future__ import annotations

from typing import Any

from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.known_people import person_of
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import FieldError, Invalid, Unknown
from engine.people.actor import Actor
from engine.people.sessions import Ending
from engine.people.subjects import PersonFacts
from engine.storage import password_history, people, sessions
from engine.storage.chain import Record
from engine.storage.database import Connection
from engine.storage.password_hashes import hash_password, is_password
from engine.storage.people import SecretRow


def set_password(
    office: Office, actor: Actor, person: str, password: str, *, present: str | None = None, keep: str = ""
) -> dict[str, Any]:
    """Keep the hash of a new password and unlock the login.

    `present` is the present password where the person is asked for it, `keep` the session that may go on.
    Raises Forbidden, Unknown for no such person, Invalid saying everything that is wrong with the password.
    """

    def verb(work: HouseWork) -> dict[str, Any]:
        row = person_of(work, person)
        if present is not None:
            _require_present(work.connection, row.id, present)
        by_other = actor.id != row.id
        for record in replace_password(office, work.connection, row.id, password, by_other=by_other, keep=keep):
            work.record(Word(record.word), **record.details)
        return {"person": row.id}

    return work_in_house(office, actor, Act.SET_PASSWORD, verb, PersonFacts(person))


def replace_password(
    office: Office, connection: Connection, person: str, password: str, *, by_other: bool = False, keep: str = ""
) -> list[Record]:
    """Check and keep a new password in the caller's transaction; gives what belongs on record.

    Raises Unknown, Invalid for a password against the rules, among them one that was used lately.
    """
    row = people.read(connection, person)
    if row is None:
        raise Unknown("people.person.unknown")
    policy, now = office.security.password, office.clock.now()
    policy.check(password, row.login)
    _refuse_used(connection, person, password, policy.remembered)
    hashed = hash_password(password)
    people.set_secret(connection, SecretRow(person, hashed, now, 0, None, by_other))
    password_history.remember(connection, person, hashed, now)
    ended = sessions.end_all(connection, person, now, Ending.PASSWORD.value, but=keep)
    return [Record(now, person, Word.PASSWORD_SET.value, details={"person": person, "sessions": ended})]


def _refuse_used(connection: Connection, person: str, password: str, remembered: int) -> None:
    """Raises Invalid for one of the last passwords, the present one among them."""
    if not remembered:
        return
    secret = people.secret(connection, person)
    hashes = dict.fromkeys(([secret.hash] if secret else []) + password_history.last(connection, person, remembered))
    if any(is_password(hashed, password) for hashed in list(hashes)[:remembered]):
        error = FieldError("password", "people.password.reused", {"remembered": remembered})
        raise Invalid("people.password.refused", fields=[error])


def _require_present(connection: Connection, person: str, present: str) -> None:
    secret = people.secret(connection, person)
    if not is_password(secret.hash if secret else None, present):
        raise Invalid("people.password.refused", fields=[FieldError("present", "people.password.present_wrong")])
