"""Open a file: by its uploader while it belongs to nothing, later by whoever may read what it was handed in with.

Reading a covered file is reading a child's real data: it needs that right and stands on record each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.reading import reading_case
from engine.actions.casework.subjects import case_facts, require, task_facts
from engine.actions.casework.work import CaseWork
from engine.actions.files.file_keys import about_of, opened_pieces, outer_cipher, own_cipher
from engine.actions.house.answers import Answer
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import Conflict, Incident, Unknown
from engine.people.actor import Actor
from engine.people.rights import may
from engine.people.subjects import ContentFacts
from engine.storage import cases, people, submissions, uploads
from engine.storage.database import Connection
from engine.storage.tasks import TaskRow
from engine.storage.uploads import FileRow
from engine.uploads.kinds import Kind
from engine.uploads.pictures import preview_of
from engine.uploads.scanner import Verdict


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file as it is handed out. Its outward name tells case and number, never what people called it."""

    content: bytes
    media: str
    filename: str


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file of a case in a list; `name` is empty for whoever may not open it."""

    id: str
    ref: str
    number: int | None
    kind: str
    size: int
    verdict: str
    uploaded_by: str
    uploaded_at: datetime
    submission: str | None
    name: str
    may_open: bool


def open_file(office: Office, actor: Actor, file_id: str, *, preview: bool = False) -> OpenedFile:
    """The content of this file, or a smaller picture of it.

    Raises Unknown or Forbidden for whom it is not, Conflict while it waits for its virus check, Unknown for the
    preview of what is no picture.
    """
    with office.database.reading() as connection:
        row = _known(connection, file_id)
    if row.submission is None:
        _check_loose(office, actor, row)
    else:
        _read_on_record(office, actor, row)
    if row.verdict not in (Verdict.CLEAN, Verdict.UNCHECKED):
        raise Conflict("tasks.file.unscanned")
    with office.database.reading() as connection:
        content = _content(office, connection, row)
        number = _case_number(connection, row)
    kind = Kind(row.kind)
    if not preview:
        return OpenedFile(content, kind.media, f"{number}-{row.number or 0}.{kind.value}")
    if not kind.is_picture:
        raise Unknown("tasks.file.no_preview")
    return OpenedFile(preview_of(content, kind), Kind.JPG.media, f"{number}-{row.number or 0}.jpg")


def list_files(office: Office, actor: Actor, case_id: str) -> list[FileLine]:
    """Every file of this case's submissions this reader may know of, by number. Raises Unknown or Forbidden."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.VIEW_CASE, case_facts(work))
        return file_lines(work, uploads.of_case(work.connection, case_id))


def file_lines(work: CaseWork, rows: Iterable[FileRow]) -> list[FileLine]:
    """These files of the case at hand for its reader; those of forms that are not theirs to see are left out."""
    lines = []
    for row in rows:
        facts = _content_facts(work, row)
        if may(work.actor, Act.VIEW_CONTENT, facts).allowed:
            lines.append(_line(work.office, work.connection, row, may_open=_may_open(work, row, facts)))
    return lines


def list_loose(office: Office, actor: Actor, refs: Iterable[str]) -> list[FileLine]:
    """The actor's own uploads under these references that belong to nothing yet."""
    with office.database.reading() as connection:
        own = [
            row
            for row in uploads.of_refs(connection, set(refs))
            if row.submission is None and row.uploaded_by == actor.id
        ]
        return [_line(office, connection, row, may_open=True) for row in own]


def list_held(work: CaseWork, task: TaskRow, refs: Iterable[str]) -> list[FileLine]:
    """The uploads under these references that the draft of this task mentions, for whoever may save it."""
    rows = [row for row in uploads.of_refs(work.connection, set(refs)) if row.submission is None]
    held = [row for row in rows if row.uploaded_by == work.actor.id or (task.draft and row.draft == task.draft)]
    return [_line(work.office, work.connection, row, may_open=True) for row in held]


def drop_file(office: Office, actor: Actor, file_id: str) -> None:
    """Take back an upload that belongs to nothing. Raises Unknown, Conflict once it was submitted."""
    with office.database.writing() as connection:
        row = uploads.get(connection, file_id)
        if row is None or row.uploaded_by != actor.id:
            raise Unknown("tasks.file.unknown")
        if row.submission is not None:
            raise Conflict("tasks.file.submitted")
        uploads.drop(connection, [file_id])


def _known(connection: Connection, file_id: str) -> FileRow:
    row = uploads.get(connection, file_id)
    if row is None:
        raise Unknown("tasks.file.unknown")
    return row


def _check_loose(office: Office, actor: Actor, row: FileRow) -> None:
    """Before it is submitted a file is its uploader's, and theirs who share the draft that mentions it."""
    if row.uploaded_by == actor.id:
        return
    if row.case_id is None or row.task_id is None or row.draft is None:
        raise Unknown("tasks.file.unknown")
    with reading_case(office, actor, row.case_id) as work:
        task = work.task(row.task_id)
        if task is None or task.draft != row.draft:
            raise Unknown("tasks.file.unknown")
        require(work, Act.SAVE_DRAFT, task_facts(work, task))


def _read_on_record(office: Office, actor: Actor, row: FileRow) -> None:
    if row.covered:
        work_on(office, actor, On(case_id=row.case_id), _reading(row))
        return
    with reading_case(office, actor, row.case_id or "") as work:
        require(work, Act.VIEW_CASE, case_facts(work))
        may(actor, Act.VIEW_CONTENT, _content_facts(work, row)).require()


def _reading(row: FileRow) -> Callable[[CaseWork], Answer]:
    def verb(work: CaseWork) -> Answer:
        require(work, Act.VIEW_CASE, case_facts(work))
        may(work.actor, Act.VIEW_REAL_DATA, _content_facts(work, row)).require()
        work.record(Word.REAL_DATA_READ, file=row.id, read=[row.submission])
        return Answer()

    return verb


def _may_open(work: CaseWork, row: FileRow, facts: ContentFacts) -> bool:
    return may(work.actor, Act.VIEW_REAL_DATA if row.covered else Act.VIEW_CONTENT, facts).allowed


def _content_facts(work: CaseWork, row: FileRow) -> ContentFacts:
    """The submission the file came with, as the rights see it."""
    kept = submissions.get(work.connection, row.submission or "")
    if kept is None or kept.case_id != work.case.id:
        raise Incident("tasks.file.unknown")
    author = people.read(work.connection, kept.written_by)
    return ContentFacts(case_facts(work), (author.unit or "") if author else "", kept.written_by)


def _content(office: Office, connection: Connection, row: FileRow) -> bytes:
    cipher = own_cipher(outer_cipher(office, connection, row.case_id), row)
    return b"".join(opened_pieces(cipher, row, uploads.pieces_of(connection, row.id)))


def _line(office: Office, connection: Connection, row: FileRow, *, may_open: bool) -> FileLine:
    name = ""
    if may_open:
        name = about_of(own_cipher(outer_cipher(office, connection, row.case_id), row), row)["name"]
    return FileLine(
        row.id, row.ref, row.number, row.kind, row.size, row.verdict,
        row.uploaded_by, row.uploaded_at, row.submission, name, may_open,
    )  # fmt: skip


def _case_number(connection: Connection, row: FileRow) -> str:
    found = cases.get(connection, row.case_id) if row.case_id else None
    return found.number if found else "draft"
