"""Long work over the API: what one asked for, how far it is and what it came to."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from engine.actions.publishing.publish_when_proved import KIND, proof_of
from engine.actions.worker.long_work import cancel, look_at, own_work, result_of
from engine.storage.jobs import JobRow
from webhooks.operations import Call, Reply, operation
from webhooks.shapes import work as shapes
from webhooks.work_words import fault_of, file_name, what_of

work = Blueprint("work", __name__)
OCTETS = "application/octet-stream"
ONE = {"answer": shapes.WORK, "answer_example": shapes.WORK_EXAMPLE}


@operation(work, "GET", "/work", answer=shapes.ALL_WORK, answer_example=shapes.ALL_WORK_EXAMPLE)
def list_work(call: Call) -> Reply:
    """One's own work, newest first."""
    return Reply({"items": [_row(one, call.lang) for one in own_work(call.office, call.actor)]})


@operation(work, "GET", "/work/<job>", **ONE)
def look_at_work(call: Call, job: str) -> Reply:
    """How far it is; of a publication that ended also what the proof told."""
    row = look_at(call.office, call.actor, job)
    kept = row.kind == KIND and row.size > 0
    proof = proof_of(call.office, call.actor, job, call.lang) if kept else None
    return Reply({**_row(row, call.lang), "proof": proof})


@operation(work, "POST", "/work/<job>/cancel", **ONE)
def cancel_work(call: Call, job: str) -> Reply:
    """Give it up."""
    cancel(call.office, call.actor, job)
    return Reply(_row(look_at(call.office, call.actor, job), call.lang))


@operation(
    work,
    "GET",
    "/work/<job>/result",
    media=OCTETS,
    answer={"type": "string", "contentMediaType": OCTETS},
    answer_example="PK ...",
)
def take_work_result(call: Call, job: str) -> Reply:
    """The file it came to; unknown until it is done, where it is no file, and after the days it is kept."""
    row, content = result_of(call.office, call.actor, job)
    return Reply(content, filename=file_name(row))


def _row(row: JobRow, lang: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "what": what_of(row, lang),
        "state": row.state,
        "done": row.done,
        "total": row.total or None,
        "asked_at": row.asked_at,
        "ended_at": row.ended_at,
        "fault": fault_of(row, lang) or None,
    }
