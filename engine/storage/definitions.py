"""Bundles of diagrams by digest, and the procedures whose versions point at them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, select, update

from engine.storage.database import Connection
from engine.storage.row_values import values_of
from engine.storage.tables.cases import cases
from engine.storage.tables.definitions import definition_files, definitions, files, procedure_versions, procedures


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a procedure; a draft while `published_at` is empty. `ended_at` ends it before it took effect."""

    procedure: str
    version: int
    digest: str
    process: str
    settings: dict[str, Any]
    numbering: list[dict[str, Any]]
    created_at: datetime
    created_by: str
    published_at: datetime | None = None
    published_by: str | None = None
    effective_on: date | None = None
    note: str = ""
    redrawn_by: list[str] = field(default_factory=list)
    proof: dict[str, Any] | None = None
    ended_at: datetime | None = None
    ended_by: str | None = None

    @property
    def is_draft(self) -> bool:
        """Whether it waits to be published."""
        return self.published_at is None and self.ended_at is None

    @property
    def drawn_by(self) -> frozenset[str]:
        """Everybody whose hand is in it."""
        return frozenset({self.created_by, *self.redrawn_by})


_VERSION = select(*(procedure_versions.c[one.name] for one in fields(VersionRow)))
_IN_PLAY = procedure_versions.c.published_at.is_not(None) & procedure_versions.c.ended_at.is_(None)


def store_bundle(connection: Connection, digest: str, contents: Mapping[str, bytes], at: datetime) -> bool:
    """Keep a bundle, each distinct file once. Gives whether it was new."""
    if connection.execute(select(definitions.c.digest).where(definitions.c.digest == digest)).one_or_none():
        return False
    sums = {path: hashlib.sha256(content).hexdigest() for path, content in contents.items()}
    known = set(connection.execute(select(files.c.sha256).where(files.c.sha256.in_(set(sums.values())))).scalars())
    new = {sums[path]: content for path, content in contents.items() if sums[path] not in known}
    connection.execute(insert(definitions), {"digest": digest, "stored_at": at})
    if new:
        connection.execute(insert(files), [{"sha256": name, "content": content} for name, content in new.items()])
    rows = [{"digest": digest, "path": path, "sha256": name} for path, name in sums.items()]
    connection.execute(insert(definition_files), rows)
    return True


def bundle(connection: Connection, digest: str) -> dict[str, bytes]:
    """The files of a bundle by path; empty if there is no such bundle."""
    question = (
        select(definition_files.c.path, files.c.content)
        .join(files, files.c.sha256 == definition_files.c.sha256)
        .where(definition_files.c.digest == digest)
        .order_by(definition_files.c.path)
    )
    return {row.path: row.content for row in connection.execute(question)}


def keep_procedure(connection: Connection, key: str, titles: Mapping[str, str], at: datetime) -> None:
    """Make the procedure known, or give it these titles."""
    if connection.execute(select(procedures.c.key).where(procedures.c.key == key)).one_or_none():
        connection.execute(update(procedures).where(procedures.c.key == key), {"titles": dict(titles)})
    else:
        connection.execute(insert(procedures), {"key": key, "titles": dict(titles), "created_at": at})


def list_procedures(connection: Connection) -> list[tuple[str, dict[str, str]]]:
    """Every procedure as (key, titles by language)."""
    question = select(procedures.c.key, procedures.c.titles).order_by(procedures.c.key)
    return [(row[0], row[1]) for row in connection.execute(question)]


def add_version(connection: Connection, row: VersionRow) -> None:
    """A new version. Its number must be new."""
    connection.execute(insert(procedure_versions), values_of(row))


def change_version(connection: Connection, procedure: str, version: int, values: Mapping[str, Any]) -> None:
    """Publish a version or note something on it."""
    key = (procedure_versions.c.procedure == procedure) & (procedure_versions.c.version == version)
    connection.execute(update(procedure_versions).where(key), dict(values))


def last_version(connection: Connection, procedure: str) -> int:
    """The highest version number; 0 where there is none."""
    question = select(func.max(procedure_versions.c.version)).where(procedure_versions.c.procedure == procedure)
    return connection.execute(question).scalar() or 0


def versions(connection: Connection, procedure: str) -> list[VersionRow]:
    """All versions of a procedure, newest first."""
    question = _VERSION.where(procedure_versions.c.procedure == procedure)
    return [VersionRow(*row) for row in connection.execute(question.order_by(procedure_versions.c.version.desc()))]


def version(connection: Connection, procedure: str, number: int) -> VersionRow | None:
    """One version of a procedure."""
    key = (procedure_versions.c.procedure == procedure) & (procedure_versions.c.version == number)
    row = connection.execute(_VERSION.where(key)).one_or_none()
    return VersionRow(*row) if row else None


def published_as(connection: Connection, digest: str) -> VersionRow | None:
    """The newest version, of whatever procedure, that is published and is this very bundle."""
    question = _VERSION.where(procedure_versions.c.digest == digest, _IN_PLAY)
    row = connection.execute(question.order_by(procedure_versions.c.version.desc()).limit(1)).one_or_none()
    return VersionRow(*row) if row else None


def last_published(connection: Connection, procedure: str) -> VersionRow | None:
    """The version of a procedure that was published last."""
    question = _VERSION.where(procedure_versions.c.procedure == procedure, _IN_PLAY)
    row = connection.execute(question.order_by(procedure_versions.c.version.desc()).limit(1)).one_or_none()
    return VersionRow(*row) if row else None


def running(connection: Connection, procedure: str) -> dict[int, int]:
    """How many cases run on each version of this procedure."""
    open_cases = (cases.c.procedure == procedure) & cases.c.closed_at.is_(None)
    question = select(cases.c.procedure_version, func.count()).where(open_cases).group_by(cases.c.procedure_version)
    return {row[0]: row[1] for row in connection.execute(question)}


def effective(connection: Connection, procedure: str, day: date) -> VersionRow | None:
    """The version that a case opened on that day follows: the newest one published and in force."""
    known = (procedure_versions.c.procedure == procedure) & _IN_PLAY
    question = _VERSION.where(known, procedure_versions.c.effective_on <= day)
    newest = question.order_by(procedure_versions.c.effective_on.desc(), procedure_versions.c.version.desc()).limit(1)
    row = connection.execute(newest).one_or_none()
    return VersionRow(*row) if row else None
