"""Signing in with the browser, step by step: password, second factor, an old password changed, another session ended.

Each step gives a new secret, so that no secret of an earlier step opens more than it did. Being in is on record once.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.actions.house.office import Office
from engine.actions.signing_in.check_password import Entry, check_password, count_wrong_factor, forgive
from engine.actions.signing_in.second_factor import is_right_factor
from engine.actions.signing_in.sessions import Origin, Present, living, open_session, rotate
from engine.actions.signing_in.set_password import replace_password
from engine.cases.audit_words import Word
from engine.clock import beijing_day
from engine.errors import Conflict, FieldError, Forbidden, Invalid, Unavailable
from engine.people.sessions import Ending, Outstanding, Stage
from engine.storage import audit, people, posts, second_factors, sessions
from engine.storage.chain import Record
from engine.storage.database import Connection
from engine.storage.sessions import SessionRow


@dataclass(frozen=True, slots=True)
class Opened:
    """A step done: the secret of the cookie, and what comes next."""

    token: str
    stage: Stage


def sign_in(office: Office, login: str, password: str, origin: Origin) -> Opened:
    """Begin a session with a login and a password.

    Raises Forbidden for a wrong pair or an initial password that waited too long, Unavailable while locked.
    """
    entry = check_password(office, login, password, origin.address)
    refuse_lapsed(office, entry)
    with office.database.writing() as connection:
        first = outstanding(office, connection, entry.person.id).stage
        token, row = open_session(office, connection, entry.person.id, origin, stage=first, failures=entry.failures)
        note_entry(office, connection, row, first)
    return Opened(token, first)


def refuse_lapsed(office: Office, entry: Entry) -> None:
    """Raises Forbidden for an initial password that its owner never made their own."""
    policy = office.security.password
    if entry.secret.must_change and policy.has_lapsed(entry.secret.set_at, office.clock.now()):
        raise Forbidden("people.login.lapsed", hours=policy.initial_hours)


def give_factor(office: Office, present: Present, code: str) -> Opened:
    """The second step: six digits or a recovery code.

    Raises Invalid for a wrong one, Unavailable when it was one too many: the login is locked and the session over.
    """
    _require(present, Stage.FACTOR)
    row, now = present.session, office.clock.now()
    with office.database.writing() as connection:
        found = is_right_factor(office, connection, row.person, code)
        if found is None:
            locked_until = count_wrong_factor(office, connection, row.person)
            if locked_until is not None:
                sessions.end(connection, row.id, now, Ending.FACTOR.value)
            _record(connection, Record(now, row.person, Word.FACTOR_REFUSED.value, details={"address": row.address}))
        else:
            if found is Word.RECOVERY_CODE_USED:
                _record(connection, Record(now, row.person, found.value, details={"session": row.id}))
            return _go_on(office, connection, row)
    if locked_until is not None:
        minutes = office.security.password.lock_minutes
        raise Unavailable("people.login.locked", minutes=minutes, until=locked_until.isoformat())
    raise Invalid("identity.factor.wrong", fields=[FieldError("code", "identity.factor.wrong")])


def change_first(office: Office, present: Present, password: str) -> Opened:
    """The step of somebody whose password somebody else set, or that is too old. Raises Invalid for a bad one."""
    _require(present, Stage.PASSWORD)
    row = present.session
    with office.database.writing() as connection:
        records = replace_password(office, connection, row.person, password, keep=row.id)
        audit.append_to_house(connection, Word.PASSWORD_SET.chain, records)
        return _go_on(office, connection, row)


def go_on(office: Office, present: Present) -> Opened:
    """After the second factor was enrolled. Raises Conflict where it was not."""
    _require(present, Stage.ENROL)
    with office.database.writing() as connection:
        if not second_factors.is_enrolled(connection, present.session.person):
            raise Conflict("identity.factor.none")
        return _go_on(office, connection, present.session)


def end_others(office: Office, present: Present) -> Opened:
    """The last step of somebody who is signed in elsewhere: that session ends, this one goes on."""
    _require(present, Stage.OTHER)
    row, now = present.session, office.clock.now()
    with office.database.writing() as connection:
        others = living(office, connection, row.person, but=row.id)
        sessions.end_all(connection, row.person, now, Ending.REPLACED.value, but=row.id, where=row.address)
        for one in others:
            details = {"person": row.person, "session": one.id, "reason": Ending.REPLACED.value}
            _record(connection, Record(now, row.person, Word.SESSION_ENDED.value, details=details))
        return _go_on(office, connection, row)


def outstanding(
    office: Office,
    connection: Connection,
    person: str,
    *,
    session: str = "",
    factor_given: bool = False,
    by_service: bool = False,
) -> Outstanding:
    """What this person has still to do before being in. A session of an identity service has no password."""
    policy, now = office.security, office.clock.now()
    secret = people.secret(connection, person)
    enrolled = second_factors.is_enrolled(connection, person)
    roles = {post.role for post in posts.held(connection, person, beijing_day(now))}
    others = len(living(office, connection, person, but=session))
    return Outstanding(
        factor=enrolled and not factor_given,
        password=not by_service
        and secret is not None
        and (secret.must_change or policy.password.is_old(secret.set_at, now)),
        enrol=not enrolled and not roles.isdisjoint(policy.second_factor.roles),
        other=0 < policy.session.at_once <= others,
    )


def _go_on(office: Office, connection: Connection, row: SessionRow) -> Opened:
    """The next step of a session whose present one is done; the factor is the first, so it was given by now."""
    by_service = row.identity is not None
    needs = outstanding(office, connection, row.person, session=row.id, factor_given=True, by_service=by_service)
    stage = needs.stage
    token = rotate(office, connection, row.id, stage)
    note_entry(office, connection, row, stage)
    return Opened(token, stage)


def note_entry(office: Office, connection: Connection, row: SessionRow, stage: Stage) -> None:
    """Whoever is in now has no failures any more, and being in is on record."""
    if stage is Stage.FULL:
        forgive(connection, row.person)
        details = {"session": row.id, "address": row.address}
        _record(connection, Record(office.clock.now(), row.person, Word.LOGGED_IN.value, details=details))


def _record(connection: Connection, record: Record) -> None:
    audit.append_to_house(connection, Word.LOGGED_IN.chain, [record])


def _require(present: Present, stage: Stage) -> None:
    if present.stage is not stage:
        raise Conflict("identity.session.other_step")
