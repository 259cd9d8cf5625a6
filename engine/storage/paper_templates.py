"""Templates of papers: their bytes by digest, and the versions that people drew up, published and discarded."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update

from engine.storage.database import Connection
from engine.storage.row_values import values_of
from engine.storage.tables.papers import paper_files, paper_templates


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One version of the template of one kind; a draft until it is published or discarded."""

    procedure: str
    kind: str
    version: int
    digest: str
    note: str
    made_at: datetime
    made_by: str
    published_at: datetime | None = None
    published_by: str | None = None
    discarded_at: datetime | None = None

    @property
    def is_draft(self) -> bool:
        """Whether it waits to be published."""
        return self.published_at is None and self.discarded_at is None


_READ = select(*(paper_templates.c[field.name] for field in fields(TemplateRow)))


def keep_file(connection: Connection, digest: str, content: bytes, at: datetime) -> None:
    """Keep these bytes under their digest, unless they are kept already."""
    known = select(paper_files.c.digest).where(paper_files.c.digest == digest)
    if connection.execute(known).one_or_none() is None:
        connection.execute(insert(paper_files), {"digest": digest, "content": content, "kept_at": at})


def file(connection: Connection, digest: str) -> bytes | None:
    """The bytes of this digest."""
    return connection.execute(select(paper_files.c.content).where(paper_files.c.digest == digest)).scalar()


def versions(connection: Connection, procedure: str, kind: str | None = None) -> list[TemplateRow]:
    """Every version of a procedure's templates (of one kind, if given), the newest first."""
    question = _READ.where(paper_templates.c.procedure == procedure)
    if kind is not None:
        question = question.where(paper_templates.c.kind == kind)
    ordered = question.order_by(paper_templates.c.kind, paper_templates.c.version.desc())
    return [TemplateRow(*row) for row in connection.execute(ordered)]


def current(connection: Connection, procedure: str) -> dict[str, str]:
    """The digest in force of each kind that somebody published a template for."""
    found = [row for row in versions(connection, procedure) if row.published_at is not None and not row.discarded_at]
    return {row.kind: row.digest for row in reversed(found)}


def add(connection: Connection, row: TemplateRow) -> None:
    """A new draft."""
    connection.execute(insert(paper_templates), values_of(row))


def last_version(connection: Connection, procedure: str, kind: str) -> int:
    """The highest version there is; 0 for none."""
    place = (paper_templates.c.procedure == procedure) & (paper_templates.c.kind == kind)
    return int(connection.execute(select(func.max(paper_templates.c.version)).where(place)).scalar() or 0)


def change(connection: Connection, row: TemplateRow, **values: Any) -> bool:
    """Publish or discard a draft; False where somebody was first."""
    place = (
        (paper_templates.c.procedure == row.procedure)
        & (paper_templates.c.kind == row.kind)
        & (paper_templates.c.version == row.version)
        & paper_templates.c.published_at.is_(None)
        & paper_templates.c.discarded_at.is_(None)
    )
    return connection.execute(update(paper_templates).where(place).values(**values)).rowcount == 1
