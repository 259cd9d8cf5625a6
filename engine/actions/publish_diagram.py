"""Publish a diagram: drawn by one person, published by another, in force from a day on (D7).

What is published has passed every check, is kept byte for byte under its digest, and never changes again. Cases that
run stay on the version they began with.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from engine.actions.house_work import HouseWork, work_in_house
from engine.actions.office import Office
from engine.actions.procedure_file import ProcedureFile, read_procedure, read_process
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.diagrams.bundle import Bundle
from engine.diagrams.checks import require
from engine.diagrams.definition import Definition
from engine.errors import Conflict, Unknown
from engine.people.actor import Actor
from engine.people.subjects import DraftFacts
from engine.storage import definitions
from engine.storage.database import Connection
from engine.storage.definitions import VersionRow


def draw_up(office: Office, actor: Actor, bundle: Bundle, *, note: str = "") -> dict[str, Any]:
    """Keep this bundle as a draft of its procedure; gives procedure, version and digest.

    Raises Forbidden, DiagramRefused with all findings, Invalid for an unreadable procedure file.
    """
    said = _checked(bundle)

    def verb(work: HouseWork) -> dict[str, Any]:
        return _named(_draft(work, bundle, said, note))

    return work_in_house(office, actor, Act.VIEW_PROCEDURES, verb)


def publish_diagram(
    office: Office, actor: Actor, procedure: str, version: int, *, effective_on: date | None = None
) -> dict[str, Any]:
    """Put a draft in force from `effective_on` (today if left out).

    Raises Unknown, Forbidden where the actor drew it up, Conflict where it is published already.
    """
    with office.database.reading() as connection:
        draft = definitions.version(connection, procedure, version)
    if draft is None:
        raise Unknown("actions.unknown_version", procedure=procedure, version=version)

    def verb(work: HouseWork) -> dict[str, Any]:
        return _publish(work, procedure, version, effective_on)

    return work_in_house(office, actor, Act.PUBLISH_DIAGRAM, verb, DraftFacts(drawn_by=draft.created_by))


def deploy(office: Office, bundle: Bundle, *, effective_on: date | None = None) -> dict[str, Any]:
    """Publish a bundle as the installation itself does when it is set up; one that is in force already stays as it is.

    What is in force was checked when it was published, and is not checked again at every start.
    Raises DiagramRefused with all findings, Invalid for an unreadable procedure file.
    """
    with office.database.reading() as connection:
        keys = [key for key, _ in definitions.list_procedures(connection)]
        standing = [row for key in keys if (row := _in_force(connection, key, bundle.digest))]
    if standing:
        return _named(standing[0])
    said = _checked(bundle)

    def verb(work: HouseWork) -> dict[str, Any]:
        newest = _in_force(work.connection, said.key, bundle.digest)
        if newest is not None:
            return _named(newest)
        draft = _draft(work, bundle, said, "")
        return _publish(work, draft.procedure, draft.version, effective_on)

    return work_in_house(office, Actor.system(), Act.PUBLISH_DIAGRAM, verb)


def _in_force(connection: Connection, procedure: str, digest: str) -> VersionRow | None:
    """The newest version of a procedure, if it is published and is this very bundle."""
    newest = next(iter(definitions.versions(connection, procedure)), None)
    is_it = newest is not None and newest.digest == digest and newest.published_at is not None
    return newest if is_it else None


def _checked(bundle: Bundle) -> ProcedureFile:
    require(bundle)
    return read_procedure(bundle, Definition.compile(bundle, read_process(bundle)))


def _draft(work: HouseWork, bundle: Bundle, said: ProcedureFile, note: str) -> VersionRow:
    definitions.store_bundle(work.connection, bundle.digest, bundle.files, work.now)
    definitions.keep_procedure(work.connection, said.key, said.titles, work.now)
    row = VersionRow(
        procedure=said.key,
        version=definitions.last_version(work.connection, said.key) + 1,
        digest=bundle.digest,
        process=said.process,
        settings=said.settings,
        numbering=said.numbering,
        created_at=work.now,
        created_by=work.actor.id,
        note=note,
    )
    definitions.add_version(work.connection, row)
    return row


def _publish(work: HouseWork, procedure: str, version: int, effective_on: date | None) -> dict[str, Any]:
    draft = definitions.version(work.connection, procedure, version)
    if draft is None or draft.published_at is not None:
        raise Conflict("actions.published_already", procedure=procedure, version=version)
    day = effective_on or work.today
    values = {"published_at": work.now, "published_by": work.actor.id, "effective_on": day}
    definitions.change_version(work.connection, procedure, version, values)
    told = _named(draft) | {"effective_on": day.isoformat()}
    work.record(Word.DIAGRAM_PUBLISHED, **told)
    return told


def _named(row: VersionRow) -> dict[str, Any]:
    return {"procedure": row.procedure, "version": row.version, "digest": row.digest}
