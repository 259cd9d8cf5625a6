"""Lists of the house for whoever may see them: people, bodies, meetings, suggestions, procedures, the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from engine.actions.house.case_readers import reader_of
from engine.actions.house.office import Office
from engine.actions.house.sort_keys import instant_key
from engine.actions.versions.version_list import ListedVersion, listed
from engine.cases.acts import Act
from engine.clock import beijing_day
from engine.errors import Unknown
from engine.people.actor import Actor
from engine.people.rights import may
from engine.people.roles import Role
from engine.storage import audit, definitions, meetings, people, posts, suggestions, units
from engine.storage.audit import Written
from engine.storage.case_lists import Reader
from engine.storage.people import PersonRow
from engine.storage.posts import PostRow
from engine.storage.units import UnitNameRow, UnitRow


@dataclass(frozen=True, slots=True)
class Member:
    """A person with the posts held today."""

    person: PersonRow
    posts: tuple[PostRow, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A unit with its dated names, oldest first."""

    unit: UnitRow
    names: tuple[UnitNameRow, ...]


@dataclass(frozen=True, slots=True)
class InForce:
    """A procedure with its versions, newest first, and the form that opens a case of it today."""

    key: str
    titles: dict[str, str]
    versions: tuple[ListedVersion, ...]
    start_form: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class EnteredPage:
    """One page of meetings or suggestions, the last entered first; `next` is the sort key to go on after."""

    rows: tuple[dict[str, Any], ...]
    next: tuple[str, str] | None


def list_people(office: Office, actor: Actor, *, unit: str = "", after: str = "", most: int = 50) -> list[Member]:
    """Active people by login, of one unit or of all. Raises Forbidden."""
    may(actor, Act.VIEW_PEOPLE).require()
    with office.database.reading() as connection:
        held = posts.held_by_all(connection, beijing_day(office.clock.now()))
        found = people.search(connection, unit=unit, after=after, most=most)
    return [Member(person, tuple(held.get(person.id, ()))) for person in found]


def list_units(office: Office) -> list[Body]:
    """Every body, ended ones too. Names of bodies are nobody's secret."""
    with office.database.reading() as connection:
        names = units.all_names(connection)
        return [Body(unit, tuple(names.get(unit.key, ()))) for unit in units.all_units(connection)]


def list_meetings(office: Office, actor: Actor, *, after: Sequence[str] | None = None, most: int = 50) -> EnteredPage:
    """The meetings last entered. Raises Forbidden."""
    may(actor, Act.VIEW_MEETINGS).require()
    with office.database.reading() as connection:
        reader = reader_of(actor)
        found = meetings.newest(connection, most + 1, reader, instant_key(after))
    return _entered([_as_seen(row, reader) for row in found], "created_at", most)


def view_meeting(office: Office, actor: Actor, meeting: str) -> dict[str, Any]:
    """One meeting with its cases and who attended, by unit and discipline. Raises Forbidden, Unknown."""
    may(actor, Act.VIEW_MEETINGS).require()
    with office.database.reading() as connection:
        reader = reader_of(actor)
        found = meetings.one(connection, meeting, reader)
    if found is None:
        raise Unknown("actions.unknown_meeting")
    return _as_seen(found, reader)


def _as_seen(row: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """What a meeting is called, and by whom it is kept, is the office's: its words may speak of other cases."""
    return row if reader.everything else {**row, "title": "", "clerk": None, "created_by": ""}


def list_suggestions(
    office: Office, actor: Actor, *, after: Sequence[str] | None = None, most: int = 50
) -> EnteredPage:
    """All suggestions for the office, for a member unit its own. Raises Forbidden."""
    may(actor, Act.VIEW_SUGGESTIONS).require()
    unit = actor.unit if actor.roles <= {Role.LIAISON} else None
    with office.database.reading() as connection:
        found = suggestions.listed(connection, unit, most + 1, instant_key(after))
    return _entered(found, "made_at", most)


def _entered(found: list[dict[str, Any]], at: str, most: int) -> EnteredPage:
    last = found[most - 1] if len(found) > most else None
    return EnteredPage(tuple(found[:most]), (last[at].isoformat(), last["id"]) if last else None)


def list_procedures(office: Office, actor: Actor) -> list[InForce]:
    """Every procedure with its versions and the form of today's application. Raises Forbidden."""
    may(actor, Act.VIEW_PROCEDURES).require()
    today = beijing_day(office.clock.now())
    with office.database.reading() as connection:
        found: list[InForce] = []
        for key, titles in definitions.list_procedures(connection):
            version = definitions.effective(connection, key, today)
            form = None
            if version is not None:
                compiled = office.procedures.get(connection, version.digest, version.process)
                raw = compiled.schemas.get(compiled.definition.start_form or "")
                form = orjson.loads(raw) if raw else None
            found.append(InForce(key, titles, tuple(listed(office, connection, key)), form))
    return found


def read_record(office: Office, actor: Actor, chain: str, *, after: int = 0, most: int = 50) -> Sequence[Written]:
    """Records of one chain in their order, for the auditor. Raises Forbidden."""
    may(actor, Act.VIEW_AUDIT).require()
    with office.database.reading() as connection:
        return audit.read(connection, chain, after, most)
