"""Who is asking: a person with login and password, or a program with a token.

A program cannot do what a browser asks for at login, so it is let in only where nothing of that is outstanding.
"""

from __future__ import annotations

from datetime import date, datetime

from engine.actions.house.office import Office
from engine.actions.signing_in.check_password import Entry, check_password, count_wrong_factor, forgive
from engine.actions.signing_in.second_factor import is_right_factor
from engine.cases.audit_words import Word
from engine.clock import beijing_day
from engine.errors import Forbidden
from engine.people.actor import Actor, Post
from engine.people.roles import ADMINISTRATORS
from engine.people.tokens import digest, is_token
from engine.storage import audit, people, posts, second_factors, tokens
from engine.storage.chain import Record
from engine.storage.database import Connection
from engine.storage.people import PersonRow


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
        bearer.person, bearer.name, bearer.unit, own_and_lent(held), scopes=frozenset(bearer.scopes), login=bearer.login
    )


def by_password(office: Office, login: str, password: str, *, code: str = "", address: str = "") -> Actor:
    """The person of this login, for a program that signs in without a browser. `code` is of the second factor.

    Raises Forbidden for a wrong pair, for a password that must be changed first and where the second factor is
    missing or wrong; Unavailable while the login or the address is locked.
    """
    entry = check_password(office, login, password, address)
    now, person = office.clock.now(), entry.person
    with office.database.writing() as connection:
        due = _due_first(office, connection, entry, code)
        word = Word.LOGIN_REFUSED if due else Word.LOGGED_IN
        if not due:
            forgive(connection, person.id)
        audit.append_to_house(connection, word.chain, [Record(now, person.id, word.value)])
        held = posts.of_actor(connection, person.id, beijing_day(now))
    if due:
        raise Forbidden(due)
    return _actor(person, held)


def _due_first(office: Office, connection: Connection, entry: Entry, code: str) -> str:
    """What keeps somebody with the right password out all the same; the sentence of the refusal, or empty."""
    policy, now, person = office.security, office.clock.now(), entry.person.id
    if entry.secret.must_change or policy.password.is_old(entry.secret.set_at, now):
        return "people.login.change_first"
    if second_factors.is_enrolled(connection, person):
        if not code:
            return "people.login.factor_needed"
        if is_right_factor(office, connection, person, code) is None:
            count_wrong_factor(office, connection, person)
            return "people.login.refused"
        return ""
    roles = {post.role for post in posts.held(connection, person, beijing_day(now))}
    return "" if roles.isdisjoint(policy.second_factor.roles) else "people.login.enrol_first"


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


def _actor(person: PersonRow, held: list[tuple[str, str, str]]) -> Actor:
    return Actor(person.id, person.name, person.unit or "", own_and_lent(held), login=person.login)


def own_and_lent(held: list[tuple[str, str, str]]) -> tuple[Post, ...]:
    """The posts, without any that an administrator would have lent: 三员 are three people, present or not."""
    return tuple(
        Post(role, unit, represented)
        for role, unit, represented in held
        if not (represented and role in ADMINISTRATORS)
    )


def _has_expired(expires_at: datetime | None, now: datetime) -> bool:
    return expires_at is not None and expires_at <= now
