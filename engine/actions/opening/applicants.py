"""Who applies: the unit for which a case is opened, and whether the class of applicant claimed in the form is its own.

R1: member units and city groups apply; a city group's office only asks (请示); the office itself opens what was
assigned from above (circumstance 6), and then no unit applies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.cases.acts import Act
from engine.diagrams.definition import Definition
from engine.errors import FieldError, Invalid
from engine.people.actor import Actor
from engine.people.rights import may
from engine.people.subjects import CaseFacts, StartFacts
from engine.storage import units
from engine.storage.database import Connection

#: the field in which an application names its class
FIELD = "applicant_class"
ASSIGNED, MEMBER, CITY_GROUP, CITY_OFFICE = "assigned", "member_unit", "city_group", "city_office"
CITY = "city"
CLERK = "city_officer"
#: who opens by a start event that names nobody
OFFICER = "case_officer"


@dataclass(frozen=True, slots=True)
class Applicant:
    """The unit that applies, empty where the office opens by assignment; `kind` is empty in other procedures."""

    unit: str
    kind: str


def applicant_of(connection: Connection, actor: Actor, definition: Definition, form: Mapping[str, Any]) -> Applicant:
    """The applicant this actor opens for. Raises Forbidden, or Invalid where the class claimed is not the unit's."""
    groups = frozenset(definition.start_groups.list({}) if definition.start_groups else (OFFICER,))
    may(actor, Act.OPEN_CASE, StartFacts(groups)).require()
    posts = [post for post in actor.posts if not groups.isdisjoint(post.groups)]
    claimed = form.get(FIELD)
    if not isinstance(claimed, str):
        return Applicant(posts[0].unit if posts else actor.unit, "")
    for post in posts:
        if claimed == class_of(connection, post.unit, post.role):
            return Applicant("" if claimed == ASSIGNED else post.unit, claimed)
    raise Invalid("actions.not_your_class", fields=[FieldError(FIELD, "actions.not_your_class")])


def class_of(connection: Connection, unit: str, role: str) -> str:
    """The class of applicant a post speaks for; empty for a unit that is none."""
    if unit == CaseFacts(id="").office_unit:
        return ASSIGNED
    row = units.read(connection, unit)
    if row is None or row.level != CITY:
        return MEMBER if row is not None and row.is_member else ""
    return CITY_OFFICE if role == CLERK else CITY_GROUP
