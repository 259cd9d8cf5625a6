"""Whether a login and a password belong together; failures are counted in the database, so every process counts alike.

An unknown login, a wrong password and a deactivated person are answered in one way and take equally long: each costs
one hash and one written transaction, and a login that nobody has locks like any other.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.actions.house.office import Office
from engine.cases.audit_words import Word
from engine.errors import Forbidden, Unavailable
from engine.storage import audit, login_failures, people
from engine.storage.chain import Record
from engine.storage.database import Connection
from engine.storage.login_failures import FailureRow
from engine.storage.password_hashes import is_password
from engine.storage.people import PersonRow, SecretRow

#: who stands in the record for a login that nobody has; what was typed may be a password and is not kept
NOBODY = "nobody"
#: longer logins are not worth a look into the database
LONGEST_LOGIN = 200
KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody who gave the right password. `failures` came since the last success."""

    person: PersonRow
    secret: SecretRow
    failures: int


def check_password(office: Office, login: str, password: str, address: str = "") -> Entry:
    """The person of this login. `address` is where the request came from, empty where nobody knows.

    Raises Forbidden for a wrong pair, Unavailable while the login or the address is locked.
    """
    now = office.clock.now()
    login = login[:LONGEST_LOGIN].replace("\0", "")
    _hold_address(office, address, now)
    with office.database.reading() as connection:
        person = people.by_login(connection, login)
        known = people.secret(connection, person.id) if person is not None and person.active else None
    is_right = is_password(known.hash if known else None, password)
    with office.database.writing() as connection:
        if person is None or known is None:
            locked_until, entry = _count_nobody(office, connection, login, now), None
        else:
            locked_until, entry = _count(office, connection, person, is_right, now)
        if entry is None:
            _count_address(office, connection, address, now)
            who = person.id if person is not None else NOBODY
            record = Record(now, who, Word.LOGIN_REFUSED.value, details={"address": address})
            audit.append_to_house(connection, Word.LOGIN_REFUSED.chain, [record])
    if locked_until is not None:
        minutes = office.security.password.lock_minutes
        raise Unavailable("people.login.locked", minutes=minutes, until=locked_until.isoformat())
    if entry is None:
        raise Forbidden("people.login.refused")
    return entry


def _count(
    office: Office, connection: Connection, person: PersonRow, is_right: bool, now: datetime
) -> tuple[datetime | None, Entry | None]:
    """Count the attempt under the row's lock. Gives until when the login was shut, and who may go on.

    A right password forgives nothing yet: the second factor is guessed at under the same count.
    """
    secret = people.secret(connection, person.id)
    if secret is None:
        return None, None
    if secret.locked_until and secret.locked_until > now:
        return secret.locked_until, None
    before = 0 if secret.locked_until else secret.failures
    failures = before if is_right else before + 1
    until = office.security.password.locked_until(failures, now)
    counted = SecretRow(secret.person, secret.hash, secret.set_at, failures, until, secret.must_change)
    people.set_secret(connection, counted)
    return None, Entry(person, counted, before) if is_right else None


def count_wrong_factor(office: Office, connection: Connection, person: str) -> datetime | None:
    """A wrong second factor is a failed login. Gives until when the login is shut because of it, else None."""
    secret, now = people.secret(connection, person), office.clock.now()
    if secret is None:
        return None
    until = office.security.password.locked_until(secret.failures + 1, now)
    row = SecretRow(secret.person, secret.hash, secret.set_at, secret.failures + 1, until, secret.must_change)
    people.set_secret(connection, row)
    return until


def forgive(connection: Connection, person: str) -> None:
    """Whoever is in has no failures any more."""
    secret = people.secret(connection, person)
    if secret is not None and (secret.failures or secret.locked_until):
        people.set_secret(connection, SecretRow(secret.person, secret.hash, secret.set_at, 0, None, secret.must_change))


def _count_nobody(office: Office, connection: Connection, login: str, now: datetime) -> datetime | None:
    """The same for a login that nobody has."""
    subject = "login:" + hashlib.sha256(login.encode()).hexdigest()
    row = login_failures.read(connection, subject) or FailureRow(subject, 0, now)
    if row.locked_until and row.locked_until > now:
        return row.locked_until
    failures = (0 if row.locked_until else row.failures) + 1
    until = office.security.password.locked_until(failures, now)
    login_failures.put(connection, FailureRow(subject, failures, now, until))
    login_failures.forget(connection, now - KEPT)
    return None


def _hold_address(office: Office, address: str, now: datetime) -> None:
    """Raises Unavailable while an address brought too many failures; nothing is hashed for it."""
    if not address:
        return
    with office.database.reading() as connection:
        row = login_failures.read(connection, _subject(address))
    if row is not None and row.locked_until is not None and row.locked_until > now:
        minutes = office.security.address.minutes
        raise Unavailable("people.login.address_locked", minutes=minutes, until=row.locked_until.isoformat())


def _count_address(office: Office, connection: Connection, address: str, now: datetime) -> None:
    """One more failure of this address within its window; a success of one colleague forgives nobody."""
    if not address:
        return
    policy = office.security.address
    window = timedelta(minutes=policy.minutes)
    row = login_failures.read(connection, _subject(address))
    if row is None or now - row.since >= window or row.locked_until is not None:
        row = FailureRow(_subject(address), 0, now)
    failures = row.failures + 1
    until = now + window if failures >= policy.failures else None
    login_failures.put(connection, FailureRow(row.subject, failures, row.since, until))


def _subject(address: str) -> str:
    return f"address:{address}"
