"""What every way of handing in a procedure shares: it is checked whole before anything of it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.actions.house.house_work import HouseWork
from engine.actions.house.office import Office
from engine.actions.house.procedure_file import ProcedureFile, read_procedure, read_process
from engine.actions.house.procedures import compile_procedure
from engine.diagrams.bundle import Bundle
from engine.diagrams.checks import require
from engine.diagrams.lint.people import RULE, logins_in
from engine.findings import Finding
from engine.storage import definitions, people
from engine.storage.definitions import VersionRow


@dataclass(frozen=True, slots=True)
class Checked:
    """A bundle that may be stored: what it says of itself, and the warnings it came with."""

    bundle: Bundle
    said: ProcedureFile
    warnings: list[Finding]


def checked(office: Office, bundle: Bundle) -> Checked:
    """Raises DiagramRefused with all findings, Invalid for an unreadable procedure file or form."""
    warnings = [*require(bundle), *_unknown_people(office, bundle)]
    procedure = compile_procedure(bundle, read_process(bundle))
    return Checked(bundle, read_procedure(bundle, procedure.definition), warnings)


def _unknown_people(office: Office, bundle: Bundle) -> list[Finding]:
    """The tasks that name people by a login nobody has."""
    named = list(logins_in(bundle))
    if not named:
        return []
    with office.database.reading() as connection:
        known = people.active_by_login(connection, sorted({login for _, logins in named for login in logins}))
    return [
        node.warning(RULE, f"{RULE}.unknown_logins", logins=[one for one in logins if one not in known])
        for node, logins in named
        if not known.keys() >= set(logins)
    ]


def store_draft(work: HouseWork, found: Checked, note: str) -> VersionRow:
    """A new version of its procedure, to be published later."""
    said = found.said
    definitions.store_bundle(work.connection, found.bundle.digest, found.bundle.files, work.now)
    definitions.keep_procedure(work.connection, said.key, said.titles, work.now)
    row = VersionRow(
        procedure=said.key,
        version=definitions.last_version(work.connection, said.key) + 1,
        created_at=work.now,
        created_by=work.actor.id,
        note=note,
        **content_of(found),
    )
    definitions.add_version(work.connection, row)
    return row


def content_of(found: Checked) -> dict[str, Any]:
    """The columns of a version that come from its files."""
    said = found.said
    return {
        "digest": found.bundle.digest,
        "process": said.process,
        "settings": said.settings,
        "numbering": said.numbering,
    }


def named(row: VersionRow) -> dict[str, Any]:
    """The version as answers and records name it."""
    return {"procedure": row.procedure, "version": row.version, "digest": row.digest}
