"""Takes a whole office in from one document: bodies, people, posts, and in a demonstration passwords and tokens.

Loading the same document again changes nothing; what is there already is left as it is.
"""

from __future__ import annotations

import uuid
from datetime import date
from functools import cache
from typing import Any

from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.people.actor import Actor
from engine.people.roster import Member, Roster, read_roster
from engine.people.tokens import digest
from engine.people.units import Unit
from engine.storage import people, posts, reference, tokens, units
from engine.storage.password_hashes import hash_password
from engine.storage.people import PersonRow, SecretRow
from engine.storage.posts import PostRow
from engine.storage.tokens import TokenRow
from engine.storage.units import UnitNameRow, UnitRow

#: posts of a loaded office hold from before any case, so that cases taken in half-way find their people
SINCE = date(2000, 1, 1)


def load_office(office: Office, document: Any, actor: Actor | None = None) -> dict[str, Any]:
    """Load an office. Gives how many bodies and people were new. Raises Invalid naming every place that is wrong."""
    roster = read_roster(document)
    return work_in_house(office, actor or Actor.system(), Act.LOAD_OFFICE, lambda work: _load(work, roster))


def _load(work: HouseWork, roster: Roster) -> dict[str, Any]:
    new_units = _new_units(work, roster)
    new_people = [member for member in roster.people if people.by_login(work.connection, member.login) is None]
    if new_units:
        units.add(work.connection, [_unit_row(unit) for unit in new_units], _name_rows(new_units))
        reference.count_up(work.connection)
    _add_people(work, new_people, roster)
    if new_units or new_people:
        work.record(Word.OFFICE_LOADED, units=len(new_units), people=len(new_people))
    return {"units": len(new_units), "people": len(new_people)}


def _new_units(work: HouseWork, roster: Roster) -> list[Unit]:
    """The bodies not yet known, parents before children."""
    placed = {unit.key for unit in units.all_units(work.connection)}
    waiting = [unit for unit in roster.units if unit.key not in placed]
    found: list[Unit] = []
    while waiting:
        ready = [unit for unit in waiting if not {unit.parent, unit.successor} - {""} - placed] or waiting
        found += ready
        placed |= {unit.key for unit in ready}
        waiting = [unit for unit in waiting if unit.key not in placed]
    return found


def _add_people(work: HouseWork, members: list[Member], roster: Roster) -> None:
    hashed = cache(hash_password)
    people.add(work.connection, [_person_row(work, member) for member in members])
    posts.assign(
        work.connection,
        [PostRow(member.login, post.role, post.unit, SINCE) for member in members for post in member.posts],
    )
    people.add_secrets(
        work.connection,
        [SecretRow(member.login, hashed(member.password), work.now, 0, None) for member in members if member.password],
    )
    tokens.add(work.connection, [_token_row(work, member, roster) for member in members if member.token])


def _unit_row(unit: Unit) -> UnitRow:
    return UnitRow(
        unit.key, unit.kind.value, unit.level.value, unit.parent or None, unit.is_member, None, unit.successor or None
    )


def _name_rows(found: list[Unit]) -> list[UnitNameRow]:
    return [
        UnitNameRow(
            unit.key,
            name.since,
            {"zh": name.zh, "en": name.en},
            {"zh": name.short_zh, "en": name.short_en},
            name.prefix,
            name.basis,
        )
        for unit in found
        for name in unit.names
    ]


def _person_row(work: HouseWork, member: Member) -> PersonRow:
    """A loaded person's id is the login: the document is the register that tells whose it is."""
    return PersonRow(
        id=member.login,
        login=member.login,
        name=member.name,
        unit=member.unit,
        discipline=member.discipline or None,
        language=member.language,
        active=True,
        is_program=False,
        created_at=work.now,
    )


def _token_row(work: HouseWork, member: Member, roster: Roster) -> TokenRow:
    return TokenRow(
        id=uuid.uuid4().hex,
        sha256=digest(member.token),
        person=member.login,
        scopes=sorted(roster.scopes),
        label="office",
        issued_at=work.now,
        issued_by=work.actor.id,
    )
