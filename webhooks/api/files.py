"""Files of forms: handed in before a form mentions them as `files::<ref>`, listed and opened with their case."""

from __future__ import annotations

from flask import Blueprint

from engine.actions.files.read_file import FileLine, drop_file, list_files, open_file
from engine.actions.files.upload_file import Place, upload
from webhooks.operations import Call, Reply, operation
from webhooks.shapes import files as shapes

files = Blueprint("files", __name__)
TAKES = {
    "takes_file": True,
    "body": shapes.UPLOAD,
    "body_example": shapes.UPLOAD_EXAMPLE,
    "answer": shapes.FILE,
    "answer_example": shapes.FILE_EXAMPLE,
    "status": 201,
}
OCTETS = "application/octet-stream"


@operation(files, "POST", "/tasks/<task>/files", **TAKES)
def upload_task_file(call: Call, task: str) -> Reply:
    """Hand in a file for the form of a task."""
    return _kept(call, Place(task_id=task))


@operation(files, "POST", "/cases/<case>/files", **TAKES)
def upload_case_file(call: Call, case: str) -> Reply:
    """Hand in a file for a message or an act on a case."""
    return _kept(call, Place(case_id=case))


@operation(files, "POST", "/files", **TAKES)
def upload_early_file(call: Call) -> Reply:
    """Hand in a file for an application that is not yet a case."""
    return _kept(call, Place())


@operation(files, "GET", "/cases/<case>/files", answer=shapes.LINES, answer_example={"items": [shapes.LINE_EXAMPLE]})
def list_case_files(call: Call, case: str) -> Reply:
    """The files of a case that are mine to know of."""
    return Reply({"items": [_line(one) for one in list_files(call.office, call.actor, case)]})


@operation(
    files,
    "GET",
    "/files/<file>",
    media=OCTETS,
    answer={"type": "string", "contentMediaType": OCTETS},
    answer_example="%PDF-1.7 ...",
)
def open_case_file(call: Call, file: str) -> Reply:
    """The content of a file; reading a covered one stands on record."""
    found = open_file(call.office, call.actor, file)
    return Reply(found.content, filename=found.filename)


@operation(
    files,
    "DELETE",
    "/files/<file>",
    answer={"type": "object", "properties": {"dropped": {"type": "string"}}},
    answer_example={"dropped": shapes.FILE_EXAMPLE["id"]},
)
def drop_upload(call: Call, file: str) -> Reply:
    """Take back an upload that belongs to nothing yet."""
    drop_file(call.office, call.actor, file)
    return Reply({"dropped": file})


def _kept(call: Call, place: Place) -> Reply:
    assert call.file is not None, "the operation takes a file"  # noqa: S101
    kept = upload(call.office, call.actor, place, call.body["ref"], call.file.name, call.file.content)
    row = {name: getattr(kept, name) for name in ("id", "ref", "kind", "size", "verdict", "name")}
    return Reply(row).at(f"/api/v1/files/{kept.id}")


def _line(one: FileLine) -> dict[str, object]:
    names = ("id", "number", "kind", "size", "verdict", "name", "uploaded_by", "submission", "may_open")
    return {name: getattr(one, name) for name in names} | {"uploaded_at": one.uploaded_at.isoformat()}
