"""Who is asking: a person with login and password, or a program with a token.

Failed logins are counted in the database, so every process counts alike. An unknown login, a wrong password and a
locked account of somebody else's are answered in one way and take equally long.
"""

from __future__ import annotations

from datetime import date, datetime

from engine.actions.office import Office
from engine.cases.audit_words import Word
from engine.clock import beijing_day
from engine.errors import Forbidden, Unavailable
from engine.people.actor import Actor, Post
from engine.people.passwords import PasswordPolicy
from engine.people.roles import ADMINISTRATORS
from engine.people.tokens import digest, is_token
from engine.storage import audit, people, posts, tokens
from engine.storage.chain import Record
from engine.storage.database import Connection
from engine.storage.password_hashes import is_password
from engine.storage.people import PersonRow, SecretRow

POLICY = PasswordPolicy()


def by_token(office: Office, token: str) -> Actor | None:
    """The actor a token stands for, limited to its scopes; None for one that was never issued or no longer counts.

    Two statements.
    """
    if not is_token(token):
        return None
    now = office.clock.now()
    with office.database.reading() as connection:
        bearer = tokens.bearer(connection, digest(token))
        if bearer is None or not bearer.active or bearer.revoked_at or _has_expired(bearer.expires_at, now):
            return None
        held = posts.of_actor(connection, bearer.person, beijing_day(now))
    return Actor(
        bearer.person, bearer.name, bearer.unit, _posts(held), scopes=frozenset(bearer.scopes), login=bearer.login
    )


def by_password(office: Office, login: str, password: str) -> Actor:
    """The person of this login. Raises Forbidden for a wrong pair, Unavailable while the login is locked."""
    now = office.clock.now()
    with office.database.reading() as connection:
        person = people.by_login(connection, login)
        known = people.secret(connection, person.id) if person is not None and person.active else None
    is_right = is_password(known.hash if known else None, password)
    if person is None or known is None:
        raise Forbidden("people.login.refused")
    return _enter(office, person, is_right, now)


def actor_of(connection: Connection, person: str, day: date) -> Actor | None:
    """An active person with the posts held or lent on this day; None for an unknown or deactivated one."""
    row = people.read(connection, person)
    if row is None or not row.active:
        return None
    return _actor(row, posts.of_actor(connection, person, day))


def known_actor(office: Office, person: str) -> Actor | None:
    """The actor of a person who is signed in already (a session names the id)."""
    with office.database.reading() as connection:
        return actor_of(connection, person, beijing_day(office.clock.now()))


def _enter(office: Office, person: PersonRow, is_right: bool, now: datetime) -> Actor:
    """Count the attempt under the row's lock, record it, and only then say what came of it."""
    with office.database.writing() as connection:
        secret = people.secret(connection, person.id)
        if secret is None:
            raise Forbidden("people.login.refused")
        locked_until = secret.locked_until if secret.locked_until and secret.locked_until > now else None
        is_in = is_right and locked_until is None
        if locked_until is None:
            people.set_secret(connection, _counted(secret, is_right, now))
        word = Word.LOGGED_IN if is_in else Word.LOGIN_REFUSED
        audit.append_to_house(connection, word.chain, [Record(now, person.id, word.value)])
        held = posts.of_actor(connection, person.id, beijing_day(now)) if is_in else []
    if locked_until is not None:
        raise Unavailable("people.login.locked", minutes=POLICY.lock_minutes, until=locked_until.isoformat())
    if not is_in:
        raise Forbidden("people.login.refused")
    return _actor(person, held)


def _counted(secret: SecretRow, is_right: bool, now: datetime) -> SecretRow:
    failures = 0 if is_right else (0 if secret.locked_until else secret.failures) + 1
    return SecretRow(secret.person, secret.hash, secret.set_at, failures, POLICY.locked_until(failures, now))


def _actor(person: PersonRow, held: list[tuple[str, str, str]]) -> Actor:
    return Actor(person.id, person.name, person.unit or "", _posts(held), login=person.login)


def _posts(held: list[tuple[str, str, str]]) -> tuple[Post, ...]:
    """The posts, without any that an administrator would have lent: 三员 are three people, present or not."""
    return tuple(
        Post(role, unit, represented)
        for role, unit, represented in held
        if not (represented and role in ADMINISTRATORS)
    )


def _has_expired(expires_at: datetime | None, now: datetime) -> bool:
    return expires_at is not None and expires_at <= now
