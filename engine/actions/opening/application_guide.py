"""How an applicant is led: the start form of a procedure cut into steps, in the words of the procedure's own guide.

The guide (`guide.yaml` of the bundle) only explains and orders; what is allowed, forms, tables and rights say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import orjson

from engine.actions.house.office import Office
from engine.actions.house.procedures import Procedure
from engine.actions.opening.applicants import FIELD, class_of
from engine.cases.acts import Act
from engine.clock import beijing_day
from engine.errors import Unknown
from engine.forms.languages import in_language, said_in
from engine.people.actor import Actor
from engine.people.rights import may
from engine.people.subjects import StartFacts
from engine.storage import definitions
from engine.storage.database import Connection
from engine.yaml_files import YamlRefused, read_yaml

FILE = "guide.yaml"
OFFICER = "case_officer"


@dataclass(frozen=True, slots=True)
class Door:
    """One way in that this person may take: the class of applicant and the unit it is for."""

    kind: str
    unit: str


@dataclass(frozen=True, slots=True)
class Guide:
    """`said` is the guide as written, empty where the procedure has none; `components` are the form's, by key."""

    procedure: str
    titles: Mapping[str, str]
    schema: Mapping[str, Any]
    said: Mapping[str, Any]
    doors: tuple[Door, ...]

    def in_language(self, lang: str) -> Guide:
        """The same in this language; what nobody translated stays as it was written."""
        return replace(self, schema=in_language(self.schema, lang), said=said_in(self.said, lang))

    @property
    def components(self) -> dict[str, Mapping[str, Any]]:
        """The fields of the start form by their key or path."""
        return {str(one.get("key") or one.get("path")): one for one in self.schema.get("components", ())}

    def part(self, keys: Sequence[str]) -> dict[str, Any]:
        """The start form with these fields alone, in this order."""
        known = self.components
        return {**self.schema, "components": [known[key] for key in keys if key in known]}

    @property
    def cards(self) -> list[Mapping[str, Any]]:
        """The circumstances one by one, as the guide tells them."""
        return [card for step in self.said.get("steps", ()) for card in step.get("cards", ())]


def open_doors(office: Office, actor: Actor) -> list[Guide]:
    """Every procedure this person may open a case of today. Raises Forbidden where there is none."""
    may(actor, Act.OPEN_CASE).require()
    today = beijing_day(office.clock.now())
    found = []
    with office.database.reading() as connection:
        for key, titles in definitions.list_procedures(connection):
            version = definitions.effective(connection, key, today)
            if version is None:
                continue
            compiled = office.procedures.get(connection, version.digest, version.process)
            if may(actor, Act.OPEN_CASE, StartFacts(_groups(compiled))).allowed:
                said = _said(definitions.bundle(connection, version.digest).get(FILE))
                found.append(_guide(connection, actor, key, titles, compiled, said))
    return found


def guide_of(office: Office, actor: Actor, procedure: str) -> Guide:
    """The guide of one procedure. Raises Forbidden, or Unknown for one this person may not open."""
    found = next((one for one in open_doors(office, actor) if one.procedure == procedure), None)
    if found is None:
        raise Unknown("actions.unknown_procedure", procedure=procedure)
    return found


def _guide(
    connection: Connection,
    actor: Actor,
    key: str,
    titles: Mapping[str, str],
    compiled: Procedure,
    said: Mapping[str, Any],
) -> Guide:
    raw = compiled.schemas.get(compiled.definition.start_form or "")
    schema = orjson.loads(raw) if raw else {"components": []}
    asks = any(one.get("key") == FIELD for one in schema["components"])
    return Guide(key, titles, schema, said, _doors(connection, actor, _groups(compiled)) if asks else ())


def _doors(connection: Connection, actor: Actor, groups: frozenset[str]) -> tuple[Door, ...]:
    found: dict[tuple[str, str], Door] = {}
    for post in actor.posts:
        kind = class_of(connection, post.unit, post.role) if not groups.isdisjoint(post.groups) else ""
        if kind:
            found[kind, post.unit] = Door(kind, post.unit)
    return tuple(found.values())


def _groups(compiled: Procedure) -> frozenset[str]:
    drawn = compiled.definition.start_groups
    return frozenset(drawn.list({}) if drawn else (OFFICER,))


@lru_cache(maxsize=32)
def _said(raw: bytes | None) -> Mapping[str, Any]:
    """A guide that cannot be read guides nobody; the form is still there.

    Read once a content, since reading takes longer than the rest of the page; nobody writes into what was read.
    """
    try:
        read = read_yaml(raw) if raw else {}
    except YamlRefused:
        return {}
    return MappingProxyType(read) if isinstance(read, dict) else {}
