"""Content of forms as stored: sealed bytes with who wrote them and when. This file never sees them opened."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import bindparam, delete, insert, select, update

from engine.storage.database import Connection
from engine.storage.row_values import values_of
from engine.storage.tables.records import submissions

DRAFT = "draft"
FINAL = "final"
CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """`content` is sealed for `context`. `true_day` is set where it was entered afterwards."""

    id: str
    case_id: str
    task_id: str | None
    element: str
    item: str
    form: str | None
    kind: str
    content: bytes
    written_at: datetime
    written_by: str
    entered_by: str
    true_day: date | None = None
    corrects: str | None = None

    @property
    def context(self) -> str:
        """What the content is bound to."""
        return f"{self.case_id}/{self.id}"


_READ = select(*(submissions.c[field.name] for field in fields(SubmissionRow)))
_GET = _READ.where(submissions.c.id == bindparam("submission_id"))
_INSERT = insert(submissions)


def add(connection: Connection, rows: Sequence[SubmissionRow]) -> None:
    """New submissions."""
    connection.execute(_INSERT, [values_of(row) for row in rows])


def get(connection: Connection, submission_id: str) -> SubmissionRow | None:
    """One submission."""
    row = connection.execute(_GET, {"submission_id": submission_id}).one_or_none()
    return SubmissionRow(*row) if row else None


def some(connection: Connection, ids: Collection[str]) -> dict[str, SubmissionRow]:
    """These submissions by their id; drafts and unknown ids are left out."""
    question = _READ.where(submissions.c.id.in_(list(ids)), submissions.c.kind != DRAFT)
    return {row[0]: SubmissionRow(*row) for row in connection.execute(question)} if ids else {}


def corrections(connection: Connection, case_id: str) -> list[SubmissionRow]:
    """What was put beside submissions of a case to correct them, oldest first."""
    question = _READ.where(submissions.c.case_id == case_id, submissions.c.kind == CORRECTION)
    return [
        SubmissionRow(*row) for row in connection.execute(question.order_by(submissions.c.written_at, submissions.c.id))
    ]


def of_case(connection: Connection, case_id: str) -> list[SubmissionRow]:
    """All content of a case but drafts, oldest first."""
    question = _READ.where(submissions.c.case_id == case_id, submissions.c.kind != DRAFT)
    return [
        SubmissionRow(*row) for row in connection.execute(question.order_by(submissions.c.written_at, submissions.c.id))
    ]


def rewrite_draft(connection: Connection, row: SubmissionRow) -> None:
    """Put newer content in the place of an older draft."""
    values = {"content": row.content, "written_at": row.written_at, "written_by": row.written_by}
    connection.execute(update(submissions).where(submissions.c.id == row.id, submissions.c.kind == DRAFT), values)


def drop_drafts(connection: Connection, ids: Sequence[str]) -> None:
    """Drafts of tasks that ended; the final content stands on its own."""
    connection.execute(delete(submissions).where(submissions.c.id.in_(ids), submissions.c.kind == DRAFT))
