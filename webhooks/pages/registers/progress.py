"""Long work: all of one's own, one piece with its progress, what it came to, and giving it up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from engine.actions.publishing import publish_when_proved
from engine.actions.worker import long_work
from engine.storage.jobs import DONE, JobRow
from webhooks.pages.answers import Answer, Bytes, Fragment, Goto, Screen
from webhooks.pages.page import page
from webhooks.pages.registers.room import registers
from webhooks.pages.visits import Visit
from webhooks.work_words import fault_of, file_name, what_of


@page(registers, "GET", "/progress")
def show_all(visit: Visit) -> Answer:
    """What this person asked for."""
    rows = [_told(visit, row) for row in long_work.own_work(visit.office, visit.actor)]
    return Screen("registers/work.html", {"rows": rows, "days": visit.office.settings.keep_results})


@page(registers, "GET", "/progress/<job>")
def show_one(visit: Visit, job: str) -> Answer:
    """How far it is; asks again by itself while it is not ended."""
    row = long_work.look_at(visit.office, visit.actor, job)
    values = {"one": _told(visit, row), "proof": _proof(visit, row)}
    return Fragment("registers/_progress.html", values) if visit.is_htmx else Screen("registers/progress.html", values)


@page(registers, "GET", "/progress/<job>/result")
def take_result(visit: Visit, job: str) -> Answer:
    """What it came to, where that is a file. Raises Unknown."""
    row, content = long_work.result_of(visit.office, visit.actor, job)
    return Bytes(content, row.media, file_name(row))


@page(registers, "POST", "/progress/<job>/cancel")
def give_up(visit: Visit, job: str) -> Answer:
    """Give it up."""
    long_work.cancel(visit.office, visit.actor, job)
    return Goto("/progress", said="registers.work.cancelled_said")


def _proof(visit: Visit, row: JobRow) -> Mapping[str, Any] | None:
    """What the proof of a publication that ended told, while it is kept."""
    if row.kind != publish_when_proved.KIND or row.size == 0:
        return None
    return publish_when_proved.proof_of(visit.office, visit.actor, row.id, visit.lang)


def _told(visit: Visit, row: JobRow) -> dict[str, Any]:
    """A piece of work as a page shows it."""
    kept = timedelta(days=visit.office.settings.keep_results)
    return {
        "row": row,
        "what": what_of(row, visit.lang),
        "fault": fault_of(row, visit.lang),
        "percent": min(row.done * 100 // row.total, 100) if row.total else None,
        "has_result": row.state == DONE and row.size > 0 and row.kind != publish_when_proved.KIND,
        "until": row.ended_at + kept if row.ended_at else None,
    }
