"""What is taken away: a register as a workbook, the archive of a case; what takes long becomes long work (`work`)."""

from __future__ import annotations

from base64 import b64encode

from flask import Blueprint

from engine.actions.papers.archive_case import ask_for_archive
from engine.actions.registers.export_register import export_register
from webhooks.api.registers import asked_for
from webhooks.operations import Call, Reply, operation
from webhooks.shapes import desk as shapes
from webhooks.shapes.work import WORK_EXAMPLE

exports = Blueprint("exports", __name__)


@operation(
    exports,
    "POST",
    "/registers/<book>/export",
    body=shapes.EXPORT,
    body_example=shapes.EXPORT_EXAMPLE,
    answer=shapes.EXPORTED,
    answer_example=shapes.EXPORTED_EXAMPLE,
    tag="cases",
)
def take_register(call: Call, book: str) -> Reply:
    """A register as a workbook (.xlsx), on record; a large one becomes long work, named in `work`."""
    found, asked = asked_for(call, book, call.body)
    made = export_register(call.office, call.actor, found, asked, call.lang)
    if made.work:
        return Reply({"work": made.work, "name": None, "content": None})
    name = f"{found.name}-{asked.from_on}-{asked.until_on}.xlsx"
    return Reply({"work": None, "name": name, "content": b64encode(made.content).decode()})


@operation(
    exports,
    "POST",
    "/cases/<case>/archive",
    answer=shapes.ASKED_WORK,
    answer_example={"work": WORK_EXAMPLE["id"]},
    tag="cases",
)
def ask_for_case_archive(call: Call, case: str) -> Reply:
    """Have the archive package of a closed case made as long work."""
    return Reply({"work": ask_for_archive(call.office, call.actor, case)})
