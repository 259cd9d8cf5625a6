"""Create a person: name, unit and login. Posts are given by somebody else (三员分立), a password is set apart."""

from __future__ import annotations

import re
import uuid
from typing import Any

from engine.actions.house.answers import Once
from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.known_people import unit_of
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import Conflict, FieldError, Invalid
from engine.people.actor import Actor
from engine.storage import people
from engine.storage.people import PersonRow

_LOGIN = re.compile(r"[a-z][a-z0-9.-]{1,39}")
LONGEST_NAME = 60


def create_person(
    office: Office,
    actor: Actor,
    *,
    login: str,
    name: str,
    unit: str,
    discipline: str = "",
    language: str = "zh",
    is_program: bool = False,
    once: Once | None = None,
) -> dict[str, Any]:
    """Gives the new person's id. Raises Forbidden, Invalid naming each field, Conflict when the login is taken."""

    def verb(work: HouseWork) -> dict[str, Any]:
        _check(login, name)
        unit_of(work, unit)
        if people.by_login(work.connection, login) is not None:
            raise Conflict("people.person.login_taken", login=login)
        row = PersonRow(
            uuid.uuid4().hex, login, name.strip(), unit, discipline or None, language, True, is_program, work.now
        )
        people.add(work.connection, [row])
        work.record(Word.PERSON_CREATED, person=row.id, unit=unit)
        return {"person": row.id}

    return work_in_house(office, actor, Act.CREATE_PERSON, verb, once=once)


def is_login(word: str) -> bool:
    """Whether this may be a login."""
    return _LOGIN.fullmatch(word) is not None


def _check(login: str, name: str) -> None:
    errors = []
    if not is_login(login):
        errors.append(FieldError("login", "people.person.login_form"))
    if not 1 <= len(name.strip()) <= LONGEST_NAME:
        errors.append(FieldError("name", "people.person.name"))
    if errors:
        raise Invalid("people.person.refused", fields=errors)
