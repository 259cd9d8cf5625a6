"""Long work: all of one's own, one piece with its progress, what it came to, and giving it up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from engine.actions import long_work
from engine.storage.jobs import DONE, JobRow
from webhooks.pages.answers import Answer, Bytes, Fragment, Goto, Screen
from webhooks.pages.page import page
from webhooks.pages.registers.room import registers
from webhooks.pages.visits import Visit

#: the address of a register is part of the name of the file that came of it
SUFFIX = ".xlsx"


@page(registers, "GET", "/progress")
def show_all(visit: Visit) -> Answer:
    """What this person asked for."""
    rows = [_told(visit, row) for row in long_work.own_work(visit.office, visit.actor)]
    return Screen("registers/work.html", {"rows": rows, "days": visit.office.settings.keep_results})


@page(registers, "GET", "/progress/<job>")
def show_one(visit: Visit, job: str) -> Answer:
    """How far it is; asks again by itself while it is not ended."""
    values = {"one": _told(visit, long_work.look_at(visit.office, visit.actor, job))}
    return Fragment("registers/_progress.html", values) if visit.is_htmx else Screen("registers/progress.html", values)


@page(registers, "GET", "/progress/<job>/result")
def take_result(visit: Visit, job: str) -> Answer:
    """What it came to."""
    row, content = long_work.result_of(visit.office, visit.actor, job)
    asked = row.asked
    return Bytes(content, row.media, f"{asked['book']}-{asked['from_on']}-{asked['until_on']}{SUFFIX}")


@page(registers, "POST", "/progress/<job>/cancel")
def give_up(visit: Visit, job: str) -> Answer:
    """Give it up."""
    long_work.cancel(visit.office, visit.actor, job)
    return Goto("/progress", said="registers.work.cancelled_said")


def _told(visit: Visit, row: JobRow) -> dict[str, Any]:
    """A piece of work as a page shows it."""
    kept = timedelta(days=visit.office.settings.keep_results)
    return {
        "row": row,
        "percent": min(row.done * 100 // row.total, 100) if row.total else 0,
        "has_result": row.state == DONE and row.size > 0,
        "until": row.ended_at + kept if row.ended_at else None,
    }
