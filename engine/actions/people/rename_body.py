"""Rename a body, or let another succeed it: in one act tasks, rights and people follow; old papers keep the old name.

Its key never changes, so no case, register or task need be touched. Whoever holds a post in the successor also holds it
in the body that ended, and so finds its open tasks and those that running cases will still raise for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.actions.house.answers import Once
from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.known_people import unit_of
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import Conflict, FieldError, Invalid
from engine.people.actor import Actor
from engine.storage import people, posts, reference, units
from engine.storage.units import UnitNameRow

LONGEST_NAME = 80


def rename_body(
    office: Office,
    actor: Actor,
    unit: str,
    *,
    names: Mapping[str, str],
    since: date,
    basis: str,
    prefix: str = "",
    short_names: Mapping[str, str] | None = None,
    once: Once | None = None,
) -> dict[str, Any]:
    """From this day on the body is called so (`names` by language, `zh` required), by the paper named in `basis`.

    Raises Forbidden, Invalid naming the field, Conflict when a name begins on that day already.
    """

    def verb(work: HouseWork) -> dict[str, Any]:
        unit_of(work, unit)
        if not 1 <= len(names.get("zh", "").strip()) <= LONGEST_NAME:
            raise Invalid("people.unit.refused", fields=[FieldError("names.zh", "people.unit.name")])
        if any(name.from_on == since for name in units.all_names(work.connection).get(unit, [])):
            raise Conflict("people.unit.name_day", day=since.isoformat())
        row = UnitNameRow(unit, since, dict(names), dict(short_names or {}), prefix, basis)
        units.add_names(work.connection, [row])
        reference.count_up(work.connection)
        work.record(Word.BODY_RENAMED, unit=unit, since=since.isoformat())
        return {"unit": unit, "since": since.isoformat()}

    return work_in_house(office, actor, Act.RENAME_BODY, verb, once=once)


def succeed_body(
    office: Office, actor: Actor, unit: str, successor: str, *, once: Once | None = None
) -> dict[str, Any]:
    """From today on `successor` stands where `unit` stood, whose posts and people pass over.

    Raises Forbidden, Invalid for a body that is not there or would succeed itself.
    """

    def verb(work: HouseWork) -> dict[str, Any]:
        unit_of(work, unit)
        if successor == unit:
            raise Invalid("people.unit.own_successor", fields=[FieldError("successor", "people.unit.own_successor")])
        unit_of(work, successor)
        units.end(work.connection, unit, work.today, successor)
        moved = posts.pass_over(work.connection, unit, successor)
        people.move(work.connection, unit, successor)
        reference.count_up(work.connection)
        work.record(Word.BODY_RENAMED, unit=unit, successor=successor, posts=moved)
        return {"unit": unit, "successor": successor, "posts": moved}

    return work_in_house(office, actor, Act.RENAME_BODY, verb, once=once)
