"""Enter a body: its key for ever, its kind and level, and the name it bears from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.actions.house.answers import Once
from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.actions.people.rename_body import LONGEST_NAME
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import FieldError, Invalid
from engine.people.actor import Actor
from engine.people.roles import is_role_word
from engine.people.units import Level, UnitKind
from engine.storage import reference, units
from engine.storage.units import UnitNameRow, UnitRow


@dataclass(frozen=True, slots=True)
class NewBody:
    """What is entered; `names` and `short_names` by language, `zh` required."""

    key: str
    kind: str
    level: str
    names: dict[str, str]
    since: date
    short_names: dict[str, str]
    parent: str = ""
    is_member: bool = False
    prefix: str = ""
    basis: str = ""


def create_body(office: Office, actor: Actor, body: NewBody, *, once: Once | None = None) -> dict[str, Any]:
    """Raises Forbidden, Invalid naming each field that cannot be taken."""

    def verb(work: HouseWork) -> dict[str, Any]:
        _check(work, body)
        add_body(work, body)
        work.record(Word.BODY_CREATED, unit=body.key, parent=body.parent)
        return {"unit": body.key}

    return work_in_house(office, actor, Act.CREATE_BODY, verb, once=once)


def add_body(work: HouseWork, body: NewBody) -> None:
    """The rows of a new body."""
    row = UnitRow(body.key, body.kind, body.level, body.parent or None, body.is_member)
    name = UnitNameRow(body.key, body.since, body.names, body.short_names, body.prefix, body.basis)
    units.add(work.connection, [row], [name])
    reference.count_up(work.connection)


def _check(work: HouseWork, body: NewBody) -> None:
    known = {unit.key: unit for unit in units.all_units(work.connection)}
    parent = known.get(body.parent)
    wrong = {
        "key": not is_role_word(body.key) or body.key in known,
        "kind": body.kind not in UnitKind.__members__.values(),
        "level": body.level not in Level.__members__.values(),
        "name": not 1 <= len(body.names.get("zh", "").strip()) <= LONGEST_NAME,
        "parent": bool(body.parent) and (parent is None or parent.ended_on is not None),
    }
    errors = [FieldError(field, f"people.unit.{field}") for field, is_wrong in wrong.items() if is_wrong]
    if errors:
        raise Invalid("people.unit.refused", fields=errors)
