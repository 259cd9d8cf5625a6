"""Files as rows: found by their reference, attached to a submission, read piece by piece, swept when unwanted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, or_, select, update

from engine.storage.database import Connection
from engine.storage.row_values import values_of
from engine.storage.tables.applications import application_drafts
from engine.storage.tables.records import submissions
from engine.storage.tables.uploads import upload_pieces, uploads


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file; see the table for what each value means."""

    id: str
    ref: str
    case_id: str | None
    task_id: str | None
    kind: str
    size: int
    verdict: str
    key: bytes
    about: bytes
    uploaded_by: str
    uploaded_at: datetime
    draft: str | None = None
    submission: str | None = None
    number: int | None = None
    covered: bool = True

    @property
    def context(self) -> str:
        """What key and name are bound to; a piece is bound to its position as well."""
        return f"file/{self.id}"


_READ = select(*(uploads.c[field.name] for field in fields(FileRow)))
_GET = _READ.where(uploads.c.id == bindparam("file_id"))
_PIECE = select(upload_pieces.c.content).where(
    upload_pieces.c.file_id == bindparam("file_id"), upload_pieces.c.position == bindparam("position")
)


def add(connection: Connection, row: FileRow, pieces: Sequence[bytes]) -> None:
    """A new file with its sealed pieces."""
    connection.execute(insert(uploads), values_of(row))
    placed = [{"file_id": row.id, "position": place, "content": piece} for place, piece in enumerate(pieces)]
    for one in placed:
        connection.execute(insert(upload_pieces), one)


def get(connection: Connection, file_id: str) -> FileRow | None:
    """One file."""
    row = connection.execute(_GET, {"file_id": file_id}).one_or_none()
    return FileRow(*row) if row else None


def of_refs(connection: Connection, refs: Collection[str]) -> list[FileRow]:
    """The files of these references, oldest first."""
    if not refs:
        return []
    question = _READ.where(uploads.c.ref.in_(list(refs))).order_by(uploads.c.uploaded_at, uploads.c.id)
    return [FileRow(*row) for row in connection.execute(question)]


def of_case(connection: Connection, case_id: str) -> list[FileRow]:
    """The files that belong to submissions of this case, by number."""
    question = _READ.where(uploads.c.case_id == case_id, uploads.c.number.is_not(None)).order_by(uploads.c.number)
    return [FileRow(*row) for row in connection.execute(question)]


def count_loose(connection: Connection, person: str) -> int:
    """How many files this person uploaded that belong to no submission."""
    question = select(func.count()).where(uploads.c.uploaded_by == person, uploads.c.submission.is_(None))
    return int(connection.execute(question).scalar_one())


def last_number(connection: Connection, case_id: str) -> int:
    """The highest number given in this case; 0 where none was."""
    return int(connection.execute(select(func.max(uploads.c.number)).where(uploads.c.case_id == case_id)).scalar() or 0)


def change(connection: Connection, file_id: str, values: dict[str, Any]) -> None:
    """Write single values of a file."""
    connection.execute(update(uploads).where(uploads.c.id == file_id), values)


def release_draft(connection: Connection, draft: str, keep: Collection[str]) -> None:
    """Files that this draft mentions no more."""
    connection.execute(
        update(uploads).where(uploads.c.draft == draft, uploads.c.ref.not_in(list(keep))).values(draft=None)
    )


def pieces_of(connection: Connection, file_id: str) -> Iterator[bytes]:
    """The sealed pieces in their order."""
    position = 0
    while (piece := connection.execute(_PIECE, {"file_id": file_id, "position": position}).scalar()) is not None:
        yield piece
        position += 1


def drop(connection: Connection, ids: Collection[str]) -> None:
    """Files that belong to nothing, with their content."""
    connection.execute(delete(upload_pieces).where(upload_pieces.c.file_id.in_(list(ids))))
    connection.execute(delete(uploads).where(uploads.c.id.in_(list(ids)), uploads.c.submission.is_(None)))


def forgotten(connection: Connection, before: datetime, most: int) -> list[str]:
    """Files uploaded before this instant that neither a submission nor a draft mentions."""
    held = or_(
        select(submissions.c.id).where(submissions.c.id == uploads.c.draft).exists(),
        select(application_drafts.c.id).where(application_drafts.c.id == uploads.c.draft).exists(),
    )
    question = select(uploads.c.id).where(
        uploads.c.submission.is_(None), uploads.c.uploaded_at < before, or_(uploads.c.draft.is_(None), ~held)
    )
    return list(connection.execute(question.order_by(uploads.c.uploaded_at).limit(most)).scalars())


def waiting(connection: Connection, verdict: str, most: int) -> list[FileRow]:
    """Files with this verdict, oldest first."""
    question = _READ.where(uploads.c.submission.is_(None), uploads.c.verdict == verdict)
    return [FileRow(*row) for row in connection.execute(question.order_by(uploads.c.uploaded_at).limit(most))]
