"""Take in a file that somebody hands in for a form: recognised by content, checked for viruses, sealed at once.

It belongs to nothing until a form that mentions it is submitted; what no form and no draft mentions goes after a day.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from pathlib import PurePosixPath

from engine.actions.casework.beside import allow
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.reading import reading_case, reading_task
from engine.actions.casework.subjects import case_facts, require, task_facts
from engine.actions.casework.work import CaseWork
from engine.actions.files.file_keys import new_key, outer_cipher, sealed_about, sealed_pieces
from engine.actions.house.answers import Answer
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import FieldError, Invalid, TooLarge
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import uploads
from engine.storage.database import Connection
from engine.storage.uploads import FileRow
from engine.uploads.kinds import Kind
from engine.uploads.recognising import taken_in
from engine.uploads.refusals import FileRefused
from engine.uploads.scanner import Verdict, scanner_of

#: files of one person that belong to nothing yet
MAX_LOOSE = 60
#: characters of a name that are kept
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Place:
    """For what the file is handed in: a task, a case (for a message to it), or neither, for a new application."""

    task_id: str | None = None
    case_id: str | None = None


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file as its uploader sees it; the name is shown to those alone who may open it."""

    id: str
    ref: str
    kind: str
    size: int
    verdict: str
    name: str


def upload(office: Office, actor: Actor, place: Place, ref: str, name: str, content: bytes) -> Uploaded:
    """Keep this file under this reference of a form.

    Raises Unknown or Forbidden for whom the place is not, TooLarge over the limit, Invalid saying why the file is not
    taken; an infected one is put on record and nothing of it is kept.
    """
    case_id = _allowed(office, actor, place)
    if len(content) > office.settings.max_file:
        raise TooLarge("tasks.file.large", most=office.settings.max_file // 1_000_000)
    try:
        kind, kept = taken_in(content)
    except FileRefused as refused:
        raise _refusal(refused.reason, **refused.params) from None
    verdict = scanner_of(office.settings.scanner, required=office.settings.scan_required)(kept)
    if verdict is Verdict.INFECTED:
        _note_infected(office, actor, case_id, kind)
        raise _refusal("infected")
    with office.database.writing() as connection:
        if uploads.count_loose(connection, actor.id) >= MAX_LOOSE:
            raise _refusal("many", most=MAX_LOOSE)
        row = _keep(
            office, connection, actor, Place(place.task_id, case_id), (ref, plain_name(name)), kind, kept, verdict
        )
    return Uploaded(row.id, ref, kind.value, row.size, verdict.value, plain_name(name))


def plain_name(name: str) -> str:
    """The last part of a name without what is no text, cut to a bearable length; its ending stays."""
    last = PurePosixPath(name.replace("\\", "/")).name
    clean = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*').strip(". ")
    stem, dot, ending = clean.rpartition(".")
    if not dot:
        return clean[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending[:10]}"


def _allowed(office: Office, actor: Actor, place: Place) -> str | None:
    """The case the file is handed in to. Whoever may draft the form may add a file to it."""
    if place.task_id is not None:
        with reading_task(office, actor, place.task_id) as (work, row):
            require(work, Act.SAVE_DRAFT, task_facts(work, row))
            return row.case_id
    if place.case_id is not None:
        with reading_case(office, actor, place.case_id) as work:
            require(work, Act.VIEW_CASE, case_facts(work))
            return place.case_id
    may(actor, Act.OPEN_CASE).require()
    return None


def _keep(
    office: Office,
    connection: Connection,
    actor: Actor,
    place: Place,
    called: tuple[str, str],
    kind: Kind,
    content: bytes,
    verdict: Verdict,
) -> FileRow:
    file_id = uuid.uuid4().hex
    context = f"file/{file_id}"
    cipher, key = new_key(outer_cipher(office, connection, place.case_id), context)
    ref, name = called
    about = {"name": name, "sha256": hashlib.sha256(content).hexdigest()}
    row = FileRow(
        id=file_id,
        ref=ref,
        case_id=place.case_id,
        task_id=place.task_id,
        kind=kind.value,
        size=len(content),
        verdict=verdict.value,
        key=key,
        about=sealed_about(cipher, context, about),
        uploaded_by=actor.id,
        uploaded_at=office.clock.now(),
    )
    uploads.add(connection, row, sealed_pieces(cipher, context, content))
    return row


def _note_infected(office: Office, actor: Actor, case_id: str | None, kind: Kind) -> None:
    """That somebody handed in an infected file stands in the record of the case it was meant for."""
    if case_id is None:
        return

    def verb(work: CaseWork) -> Answer:
        allow(work, Act.VIEW_CASE)
        work.record(Word.FILE_REFUSED, kind=kind.value, reason=Verdict.INFECTED.value)
        return Answer()

    work_on(office, actor, On(case_id=case_id), verb)


def _refusal(reason: str, **params: object) -> Invalid:
    key = f"tasks.file.{reason}"
    return Invalid(key, fields=[FieldError("file", key, params)], **params)
