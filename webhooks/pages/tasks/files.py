"""Files: handed in with progress, shown in our own pages, saved under a number that names nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flask import Blueprint, current_app, request

from engine.actions.files.read_file import drop_file, open_file
from engine.actions.files.upload_file import Place, upload
from engine.actions.house.office import Office
from engine.errors import FieldError, Invalid
from webhooks.operations import EXTENSION
from webhooks.pages.answers import Answer, Bytes
from webhooks.pages.page import page
from webhooks.pages.tasks.told import answered
from webhooks.pages.visits import Visit
from webhooks.uploads import AROUND

files = Blueprint("file_pages", __name__)
#: characters of a reference, as our script makes them
REFERENCE: Final = 64


@files.before_request
def _allow_files() -> None:
    """Only these addresses take large bodies."""
    office: Office = current_app.extensions[EXTENSION]
    if request.endpoint in ("file_pages.hand_in", "file_pages.hand_in_early", "file_pages.hand_in_for_case"):
        request.max_content_length = office.settings.max_file + AROUND


@page(files, "POST", "/tasks/<task>/files")
def hand_in(visit: Visit, task: str) -> Answer:
    """A file for the form of a task."""
    return answered(visit, lambda: _kept(visit, Place(task_id=task)))


@page(files, "POST", "/cases/<case>/files")
def hand_in_for_case(visit: Visit, case: str) -> Answer:
    """A file for a form that is sent to a case."""
    return answered(visit, lambda: _kept(visit, Place(case_id=case)))


@page(files, "POST", "/files")
def hand_in_early(visit: Visit) -> Answer:
    """A file for an application that is not yet a case."""
    return answered(visit, lambda: _kept(visit, Place()))


@page(files, "GET", "/files/<file>")
def save_file(visit: Visit, file: str) -> Answer:
    """The file itself, to be saved."""
    found = open_file(visit.office, visit.actor, file)
    return Bytes(found.content, found.media, found.filename)


@page(files, "GET", "/files/<file>/preview")
def preview_file(visit: Visit, file: str) -> Answer:
    """A picture, made anew and smaller."""
    found = open_file(visit.office, visit.actor, file, preview=True)
    return Bytes(found.content, found.media, found.filename, inline=True)


@page(files, "POST", "/files/<file>/drop")
def drop(visit: Visit, file: str) -> Answer:
    """Take back what was not submitted."""

    def act() -> Mapping[str, Any]:
        drop_file(visit.office, visit.actor, file)
        return {"dropped": file}

    return answered(visit, act)


def _kept(visit: Visit, place: Place) -> Mapping[str, Any]:
    ref, sent = visit.form.get("ref", ""), visit.files.get("file")
    if sent is None or not (0 < len(ref) <= REFERENCE and ref.isalnum() and ref.isascii()):
        raise Invalid("tasks.file.missing", fields=[FieldError("file", "tasks.file.missing")])
    kept = upload(visit.office, visit.actor, place, ref, sent.filename or "", sent.stream.read())
    return {
        "file": {
            "id": kept.id,
            "ref": kept.ref,
            "kind": kept.kind,
            "size": kept.size,
            "name": kept.name,
            "verdict": kept.verdict,
        }
    }
