"""The first hour of an installation without people: three administrators, three different people, then never again.

Whoever may do it holds the code that the server printed on its console. Nobody chooses a password for somebody else:
each of the three is told one to begin with, and changes it at the first login.
"""

from __future__ import annotations

import os
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.actions.people.create_body import NewBody, add_body
from engine.actions.people.create_person import LONGEST_NAME, is_login
from engine.actions.signing_in.set_password import replace_password
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import Conflict, FieldError, Invalid, Unknown
from engine.people.actor import Actor
from engine.people.initial_passwords import BYTES, initial_password
from engine.people.roles import Role
from engine.people.subjects import CaseFacts
from engine.people.tokens import digest
from engine.people.units import Level, UnitKind
from engine.storage import audit, people, posts, setup_code
from engine.storage.people import PersonRow
from engine.storage.posts import PostRow
from engine.storage.setup_code import NAME, SetupCodeRow

#: the office and the leading group above it, under the keys that the rights know
OFFICE_UNIT, GROUP_UNIT = CaseFacts("").office_unit, CaseFacts("").leading_group_unit
ROLES = (Role.SYSADMIN, Role.SECADMIN, Role.AUDITOR)
#: wrong codes after which the server must print another
TRIES = 10


@dataclass(frozen=True, slots=True)
class Starter:
    """One of the three: login, name, and after set-up the password to begin with."""

    role: str
    login: str
    name: str
    password: str = ""


def needs_set_up(office: Office) -> bool:
    """Whether nobody was ever entered."""
    with office.database.reading() as connection:
        return setup_code.is_empty(connection)


def was_set_up(office: Office) -> bool:
    """Whether the three were entered by the set-up: then this is no demonstration."""
    with office.database.reading() as connection:
        return bool(audit.read_word(connection, Word.OFFICE_SET_UP.chain, Word.OFFICE_SET_UP.value, most=1))


def new_code(office: Office) -> str | None:
    """A fresh code for the console; the one before counts no more. None where people are there already."""
    code = "-".join(secrets.token_hex(2).upper() for _ in range(4))
    with office.database.writing() as connection:
        if not setup_code.is_empty(connection):
            return None
        setup_code.put(connection, SetupCodeRow(NAME, digest(_plain(code)), office.clock.now()))
    return code


def set_up(
    office: Office, code: str, starters: Mapping[str, tuple[str, str]], names: Mapping[str, str]
) -> list[Starter]:
    """Enter the office and the three by role (`login`, `name`), `names` being of `office` and `group`.

    Gives the three with the passwords to begin with, told this once. Raises Unknown once anybody is there, Invalid for
    a wrong code and for each field that cannot be taken, Conflict when too many wrong codes came.
    """
    require_code(office, code)
    three = [Starter(role, *(part.strip() for part in starters.get(role, ("", "")))) for role in ROLES]
    _check(three, names)
    made: list[Starter] = []

    def verb(work: HouseWork) -> dict[str, Any]:
        if not setup_code.is_empty(work.connection):
            raise Unknown("identity.setup.over")
        _bodies(work, names)
        made.extend(_enter(work, starter) for starter in three)
        setup_code.drop(work.connection)
        work.record(Word.OFFICE_SET_UP, people=len(made))
        return {"people": len(made)}

    work_in_house(office, Actor.system(), Act.LOAD_OFFICE, verb)
    return made


def require_code(office: Office, code: str) -> None:
    """Raises Unknown once anybody is there, Conflict after too many tries, Invalid for a wrong code."""
    with office.database.writing() as connection:
        empty, row = setup_code.is_empty(connection), setup_code.read(connection)
        is_right = row is not None and secrets.compare_digest(row.sha256, digest(_plain(code)))
        if row is not None and not is_right:
            setup_code.count_try(connection)
    if not empty:
        raise Unknown("identity.setup.over")
    if row is None or row.tries >= TRIES:
        raise Conflict("identity.setup.tries")
    if not is_right:
        raise Invalid("identity.setup.code", fields=[FieldError("code", "identity.setup.code")])


def _plain(code: str) -> str:
    """The code without the dashes and blanks people type."""
    return "".join(character for character in code.upper() if character.isalnum())


def _check(three: list[Starter], names: Mapping[str, str]) -> None:
    errors = [
        FieldError(field, "identity.setup.name")
        for field in ("office", "group")
        if not 1 <= len(names.get(field, "").strip()) <= LONGEST_NAME
    ]
    for starter in three:
        if not is_login(starter.login):
            errors.append(FieldError(f"{starter.role}.login", "people.person.login_form"))
        if not 1 <= len(starter.name) <= LONGEST_NAME:
            errors.append(FieldError(f"{starter.role}.name", "people.person.name"))
    for part in ("login", "name"):
        seen: set[str] = set()
        for starter in three:
            word = getattr(starter, part)
            if word and word in seen:
                errors.append(FieldError(f"{starter.role}.{part}", "identity.setup.same"))
            seen.add(word)
    if errors:
        raise Invalid("identity.setup.refused", fields=errors)


def _bodies(work: HouseWork, names: Mapping[str, str]) -> None:
    for key, parent, field in ((GROUP_UNIT, "", "group"), (OFFICE_UNIT, GROUP_UNIT, "office")):
        name = {"zh": names[field].strip(), "en": ""}
        kind, level = UnitKind.COORDINATION.value, Level.PROVINCE.value
        add_body(work, NewBody(key, kind, level, name, work.today, {}, parent))


def _enter(work: HouseWork, starter: Starter) -> Starter:
    """One of the three: person, post, and a password to begin with."""
    row = PersonRow(uuid.uuid4().hex, starter.login, starter.name, OFFICE_UNIT, None, "zh", True, False, work.now)
    people.add(work.connection, [row])
    posts.assign(work.connection, [PostRow(row.id, starter.role, OFFICE_UNIT, work.today)])
    password = initial_password(os.urandom(BYTES))
    for record in replace_password(work.office, work.connection, row.id, password, by_other=True):
        work.record(Word(record.word), **record.details)
    work.record(Word.PERSON_CREATED, person=row.id, unit=OFFICE_UNIT)
    work.record(Word.POST_ASSIGNED, person=row.id, role=starter.role, unit=OFFICE_UNIT)
    return Starter(starter.role, starter.login, starter.name, password)
