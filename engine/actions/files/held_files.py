"""Files that forms mention: held by a draft, then attached to what was submitted, and sealed with its case.

A form holds `files::<ref>`; the files of that reference must be the writer's own, or already held by this draft.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.actions.casework.work import CaseWork
from engine.actions.files.file_keys import reseal
from engine.errors import Conflict, FieldError, Invalid, Unknown
from engine.forms.form import Form
from engine.forms.shape import FILE_TYPE, Branch, Leaf, Rows
from engine.storage import uploads
from engine.storage.uploads import FileRow
from engine.uploads.kinds import Kind, accepted
from engine.uploads.scanner import Verdict

PREFIX = "files::"
#: files of one field that takes several
MOST = 20


@dataclass(frozen=True, slots=True)
class Mention:
    """A file field with a value, and the reference it holds."""

    path: str
    leaf: Leaf
    ref: str


def mentions(branch: Branch, content: Mapping[str, Any], before: str = "") -> Iterator[Mention]:
    """Every file field of these data that holds a reference."""
    for key, member in branch.members.items():
        value, path = content.get(key), f"{before}{key}"
        if isinstance(member, Branch) and isinstance(value, Mapping):
            yield from mentions(member, value, f"{path}.")
        elif isinstance(member, Rows) and isinstance(value, list):
            for position, row in enumerate(value):
                if isinstance(row, Mapping):
                    yield from mentions(member.row, row, f"{path}.{position}.")
        elif isinstance(member, Leaf) and member.type == FILE_TYPE and isinstance(value, str) and value:
            yield Mention(path, member, value.removeprefix(PREFIX))


def references(content: object) -> Iterator[str]:
    """Every reference to files in these data, whatever form they are of."""
    if isinstance(content, str) and content.startswith(PREFIX):
        yield content.removeprefix(PREFIX)
    elif isinstance(content, Mapping):
        for one in content.values():
            yield from references(one)
    elif isinstance(content, list):
        for one in content:
            yield from references(one)


def hold(work: CaseWork, form: Form, content: Mapping[str, Any], draft: str) -> None:
    """The draft mentions these files now, and no others."""
    refs = {one.ref for one in mentions(form.shape, content)}
    uploads.release_draft(work.connection, draft, refs)
    for row in uploads.of_refs(work.connection, refs):
        if row.submission is None and row.uploaded_by == work.actor.id and row.draft != draft:
            uploads.change(work.connection, row.id, {"draft": draft})


def attach(work: CaseWork, form: Form, content: Mapping[str, Any], submission: str, draft: str | None) -> list[str]:
    """Give the files of these fields to the submission for good; gives their ids.

    Raises Invalid naming each field whose files are gone, not the writer's, too many, of another kind or not clean.
    """
    named = list(mentions(form.shape, content))
    if not named:
        return []
    found = uploads.of_refs(work.connection, {one.ref for one in named})
    own = [row for row in found if _is_at_hand(work, row, draft)]
    by_ref = {one.ref: [row for row in own if row.ref == one.ref] for one in named}
    errors = [error for one in named for error in _wrong(one, by_ref[one.ref])]
    if errors:
        raise Invalid("forms.refused", fields=errors)
    number = uploads.last_number(work.connection, work.case.id)
    given: list[str] = []
    for one in named:
        for row in by_ref[one.ref]:
            number += 1
            _give(work, row, submission, number, covered=one.leaf.is_covered)
            given.append(row.id)
    return given


def attach_alone(work: CaseWork, file_id: str, submission: str) -> FileRow:
    """Give one upload of this hand to a submission that no form describes. Raises Unknown, Conflict while unchecked."""
    row = uploads.get(work.connection, file_id)
    if row is None or not _is_at_hand(work, row, None):
        raise Unknown("tasks.file.unknown")
    if row.verdict not in (Verdict.CLEAN, Verdict.UNCHECKED):
        raise Conflict("tasks.file.unscanned")
    _give(work, row, submission, uploads.last_number(work.connection, work.case.id) + 1, covered=True)
    return row


def _is_at_hand(work: CaseWork, row: FileRow, draft: str | None) -> bool:
    """Whether this hand may attach it: its own upload for this case or none yet, or held by the draft at hand."""
    if row.submission is not None or row.case_id not in (None, work.case.id):
        return False
    return row.uploaded_by in (work.actor.id, work.acting) or (draft is not None and row.draft == draft)


def _give(work: CaseWork, row: FileRow, submission: str, number: int, *, covered: bool) -> None:
    values: dict[str, Any] = {"submission": submission, "number": number, "covered": covered, "draft": None}
    if row.case_id is None:
        values |= {"case_id": work.case.id, "key": reseal(work, row)}
    uploads.change(work.connection, row.id, values)


def _wrong(one: Mention, rows: list[FileRow]) -> Iterator[FieldError]:
    most = MOST if one.leaf.is_multiple else 1
    kinds = accepted(one.leaf.endings)
    if not rows:
        yield FieldError(one.path, "forms.error.file_gone")
    elif len(rows) > most:
        yield FieldError(one.path, "forms.error.file_count", {"most": most})
    elif any(Kind(row.kind) not in kinds for row in rows):
        yield FieldError(one.path, "forms.error.file_kind", {"kinds": ", ".join(sorted(kinds))})
    elif any(row.verdict not in (Verdict.CLEAN, Verdict.UNCHECKED) for row in rows):
        yield FieldError(one.path, "forms.error.file_unscanned")
