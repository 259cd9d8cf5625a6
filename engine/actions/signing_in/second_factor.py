"""The second factor of a person: shown, proved by a first code, checked at each sign-in, reset by somebody else.

The secret is sealed with a key of the house and bound to the person; recovery codes are kept as keyed hashes, so that
neither can be used by whoever reads the database.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.known_people import person_of
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import Conflict, FieldError, Invalid
from engine.people.actor import Actor
from engine.people.second_factor import RECOVERY_LENGTH, address_of, new_secret, plain_recovery, recovery_code, step_of
from engine.people.sessions import Ending
from engine.people.subjects import PersonFacts
from engine.storage import second_factors, sessions
from engine.storage.database import Connection
from engine.storage.encryption import Cipher
from engine.storage.house_keys import house_key
from engine.storage.second_factors import FactorRow

KEY = "second_factor"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What is shown once: the secret to be typed in, and the address a QR code holds."""

    secret: str
    address: str


@dataclass(frozen=True, slots=True)
class FactorState:
    """Whether a person has a second factor, and how many recovery codes are left."""

    enrolled: bool
    codes_left: int


def show_factor(office: Office, actor: Actor) -> Enrolment:
    """The secret to enrol; the same one until it is proved, so that a reloaded page fits the phone.

    Raises Conflict for somebody who has a factor already: a phone is replaced by a reset.
    """
    with office.database.writing() as connection:
        cipher = house_key(connection, office.vault, KEY)
        row = second_factors.read(connection, actor.id)
        if row is not None and row.confirmed_at is not None:
            raise Conflict("identity.factor.enrolled")
        if row is None:
            secret = new_secret()
            sealed = cipher.seal(secret.encode(), _context(actor.id))
            second_factors.put(connection, FactorRow(actor.id, sealed, office.clock.now()))
        else:
            secret = cipher.open(row.secret, _context(actor.id)).decode()
    return Enrolment(secret, address_of(secret, actor.login))


def confirm_factor(office: Office, actor: Actor, code: str) -> list[str]:
    """The factor counts from now on, because its first code was right. Gives the recovery codes, shown this once.

    Raises Invalid for a wrong code, Conflict where nothing was shown or it counts already.
    """
    codes: list[str] = []

    def verb(work: HouseWork) -> dict[str, Any]:
        row = second_factors.read(work.connection, actor.id)
        if row is None or row.confirmed_at is not None:
            raise Conflict("identity.factor.enrolled" if row else "identity.factor.none")
        cipher = house_key(work.connection, office.vault, KEY)
        secret = cipher.open(row.secret, _context(actor.id)).decode()
        step = step_of(secret, code, work.now, row.last_step)
        if step is None:
            raise Invalid("identity.factor.wrong", fields=[FieldError("code", "identity.factor.wrong")])
        second_factors.put(work.connection, FactorRow(row.person, row.secret, row.made_at, work.now, step))
        codes.extend(_new_codes(office, work.connection, cipher, actor.id))
        work.record(Word.FACTOR_ENROLLED, person=actor.id)
        return {"person": actor.id}

    work_in_house(office, actor, Act.ENROL_FACTOR, verb, PersonFacts(actor.id))
    return codes


def is_right_factor(office: Office, connection: Connection, person: str, code: str) -> Word | None:
    """Use up this code: the word of the record for what it was, None when it was no right one.

    Six digits count once, in their half minute; a recovery code counts once, at any time.
    """
    row = second_factors.read(connection, person)
    if row is None or row.confirmed_at is None:
        return None
    cipher = house_key(connection, office.vault, KEY)
    secret = cipher.open(row.secret, _context(person)).decode()
    now = office.clock.now()
    step = step_of(secret, code, now, row.last_step)
    if step is not None:
        return Word.LOGGED_IN if second_factors.take_step(connection, person, step) else None
    plain = plain_recovery(code)
    if len(plain) != RECOVERY_LENGTH:
        return None
    taken = second_factors.take_code(connection, person, _hashed(cipher, person, plain), now)
    return Word.RECOVERY_CODE_USED if taken else None


def new_recovery_codes(office: Office, actor: Actor, code: str) -> list[str]:
    """Fresh recovery codes in place of the old ones, for somebody who gives a right code. Raises Invalid, Conflict."""
    codes: list[str] = []

    def verb(work: HouseWork) -> dict[str, Any]:
        if not second_factors.is_enrolled(work.connection, actor.id):
            raise Conflict("identity.factor.none")
        if is_right_factor(office, work.connection, actor.id, code) is None:
            raise Invalid("identity.factor.wrong", fields=[FieldError("code", "identity.factor.wrong")])
        cipher = house_key(work.connection, office.vault, KEY)
        codes.extend(_new_codes(office, work.connection, cipher, actor.id))
        work.record(Word.FACTOR_ENROLLED, person=actor.id, codes=len(codes))
        return {"person": actor.id}

    work_in_house(office, actor, Act.ENROL_FACTOR, verb, PersonFacts(actor.id))
    return codes


def factor_state(office: Office, person: str) -> FactorState:
    """How this person stands."""
    with office.database.reading() as connection:
        enrolled = second_factors.is_enrolled(connection, person)
        return FactorState(enrolled, second_factors.codes_left(connection, person) if enrolled else 0)


def reset_factor(office: Office, actor: Actor, person: str) -> dict[str, Any]:
    """The person's factor and codes count no more, and the person is signed out everywhere.

    Raises Forbidden (nobody resets the own one), Unknown for no such person, Conflict where there is none.
    """

    def verb(work: HouseWork) -> dict[str, Any]:
        row = person_of(work, person)
        if not second_factors.remove(work.connection, row.id):
            raise Conflict("identity.factor.none")
        ended = sessions.end_all(work.connection, row.id, work.now, Ending.FACTOR.value)
        work.record(Word.FACTOR_RESET, person=row.id, sessions=ended)
        return {"person": row.id}

    return work_in_house(office, actor, Act.RESET_FACTOR, verb, PersonFacts(person))


def _new_codes(office: Office, connection: Connection, cipher: Cipher, person: str) -> list[str]:
    wanted = office.security.second_factor.recovery_codes
    codes = [recovery_code(os.urandom(RECOVERY_LENGTH)) for _ in range(wanted)]
    second_factors.set_codes(connection, person, [_hashed(cipher, person, plain_recovery(code)) for code in codes])
    return codes


def _hashed(cipher: Cipher, person: str, plain: str) -> bytes:
    return cipher.blind_index(f"{person} {plain}")


def _context(person: str) -> str:
    return f"second factor of {person}"
