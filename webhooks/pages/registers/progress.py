"""Long work: all of one's own, one piece with its progress, what it came to, and giving it up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from engine.actions.papers import archive_case
from engine.actions.worker import long_work
from engine.storage.jobs import DONE, JobRow
from engine.texts.catalogue import say
from webhooks.pages.answers import Answer, Bytes, Fragment, Goto, Screen
from webhooks.pages.page import page
from webhooks.pages.registers.room import registers
from webhooks.pages.visits import Visit

#: the address of a register is part of the name of the file that came of it
SUFFIX = ".xlsx"
ARCHIVE_SUFFIX = ".zip"


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
    return Bytes(content, row.media, _file_name(row))


@page(registers, "POST", "/progress/<job>/cancel")
def give_up(visit: Visit, job: str) -> Answer:
    """Give it up."""
    long_work.cancel(visit.office, visit.actor, job)
    return Goto("/progress", said="registers.work.cancelled_said")


def _file_name(row: JobRow) -> str:
    """What the result is saved as: numbers and kinds, never a person."""
    asked = row.asked
    if row.kind == archive_case.KIND:
        return f"{asked['number']}{ARCHIVE_SUFFIX}"
    return f"{asked['book']}-{asked['from_on']}-{asked['until_on']}{SUFFIX}"


def _what(row: JobRow, lang: str) -> str:
    """What was asked for, in words."""
    asked = row.asked
    if row.kind == archive_case.KIND:
        return say("papers.archive.of", lang, number=asked["number"])
    book = say(f"registers.book.{asked['book']}", lang)
    return say(f"registers.work.kind.{row.kind}", lang, book=book, first=asked["from_on"], last=asked["until_on"])


def _told(visit: Visit, row: JobRow) -> dict[str, Any]:
    """A piece of work as a page shows it."""
    kept = timedelta(days=visit.office.settings.keep_results)
    return {
        "row": row,
        "what": _what(row, visit.lang),
        "percent": min(row.done * 100 // row.total, 100) if row.total else 0,
        "has_result": row.state == DONE and row.size > 0,
        "until": row.ended_at + kept if row.ended_at else None,
    }
