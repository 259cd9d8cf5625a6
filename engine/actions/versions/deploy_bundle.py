"""Deploy a procedure as a draft: checked whole, laid over the version before it, stored in one act or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.actions.house.answers import Once
from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.actions.versions.drawing_up import Checked, checked, named, store_draft
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.diagrams.bundle import Bundle
from engine.diagrams.diff.comparing import Difference, differences
from engine.diagrams.findings import DiagramRefused
from engine.findings import Finding
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import definitions
from engine.storage.database import Connection
from engine.storage.definitions import VersionRow


@dataclass(frozen=True, slots=True)
class Deployment:
    """What a deployment came to. `version` is the draft it is now, or the version that holds these very bytes already.

    `against` is the version the differences are counted from; None for the first of its procedure.
    """

    digest: str
    procedure: str = ""
    version: int | None = None
    stored: bool = False
    findings: tuple[Finding, ...] = ()
    against: int | None = None
    differences: tuple[Difference, ...] = ()


def deploy_bundle(
    office: Office, actor: Actor, bundle: Bundle, *, note: str = "", once: Once | None = None
) -> Deployment:
    """Keep this bundle as a draft, unless the newest version holds the same bytes.

    Raises Forbidden, DiagramRefused with all findings, Invalid for an unreadable procedure file or form.
    """
    may(actor, Act.DRAW_UP).require()
    found = checked(office, bundle)

    def verb(work: HouseWork) -> dict[str, Any]:
        same = _same(work.connection, found)
        if same is not None:
            return {"version": same.version, "stored": False}
        row = store_draft(work, found, note)
        work.record(Word.DIAGRAM_DRAWN_UP, **named(row))
        return {"version": row.version, "stored": True}

    compared = _compared(office, found)
    done = work_in_house(office, actor, Act.DRAW_UP, verb, once=once)
    return _told(found, compared, done["version"], stored=done["stored"])


def try_bundle(office: Office, actor: Actor, bundle: Bundle) -> Deployment:
    """What deploying it would come to: every finding and every difference; nothing is stored. Raises Forbidden."""
    may(actor, Act.DRAW_UP).require()
    try:
        found = checked(office, bundle)
    except DiagramRefused as refused:
        return Deployment(bundle.digest, findings=tuple(refused.findings))
    with office.database.reading() as connection:
        same = _same(connection, found)
    return _told(found, _compared(office, found), same.version if same else None, stored=False)


def draw_up(office: Office, actor: Actor, bundle: Bundle, *, note: str = "") -> dict[str, Any]:
    """The same, answered with procedure, version and digest alone."""
    done = deploy_bundle(office, actor, bundle, note=note)
    return {"procedure": done.procedure, "version": done.version, "digest": done.digest}


def _same(connection: Connection, found: Checked) -> VersionRow | None:
    """The newest version still in play, where it is this very bundle."""
    playing = (row for row in definitions.versions(connection, found.said.key) if row.ended_at is None)
    newest = next(playing, None)
    return newest if newest is not None and newest.digest == found.bundle.digest else None


def _compared(office: Office, found: Checked) -> tuple[int | None, tuple[Difference, ...]]:
    with office.database.reading() as connection:
        before = definitions.last_published(connection, found.said.key)
        if before is None:
            return None, ()
        files = definitions.bundle(connection, before.digest)
    return before.version, tuple(differences(Bundle(files), found.bundle))


def _told(
    found: Checked, compared: tuple[int | None, tuple[Difference, ...]], version: int | None, *, stored: bool
) -> Deployment:
    against, different = compared
    return Deployment(
        digest=found.bundle.digest,
        procedure=found.said.key,
        version=version,
        stored=stored,
        findings=tuple(found.warnings),
        against=against,
        differences=different,
    )
