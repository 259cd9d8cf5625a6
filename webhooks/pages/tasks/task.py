"""`/tasks/<id>`: a task as its reader may see and do it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson
from flask import Blueprint

from engine.actions.house.answers import Once
from engine.actions.tasks.claim_task import claim
from engine.actions.tasks.complete_task import complete
from engine.actions.tasks.content_view import read_real
from engine.actions.tasks.hand_over import hand_over
from engine.actions.tasks.receivers import receivers
from engine.actions.tasks.release_task import release
from engine.actions.tasks.save_draft import save_draft
from engine.actions.tasks.task_context import LATER
from engine.actions.tasks.task_page import TaskPage, task_page, uncovered
from engine.cases.acts import Act
from engine.errors import FieldError, Invalid
from engine.forms.limits import MAX_CHARACTERS
from webhooks.pages.answers import Answer, Fragment, Goto, Screen
from webhooks.pages.page import page
from webhooks.pages.tasks.showing import label, parts, sheet_data, why_not
from webhooks.pages.tasks.told import answered
from webhooks.pages.texts import instant
from webhooks.pages.visits import Visit

tasks = Blueprint("task_pages", __name__)


@page(tasks, "GET", "/tasks/<task>")
def show_task(visit: Visit, task: str) -> Answer:
    """The task with its form, what is needed to decide, and what may be done."""
    found = task_page(visit.office, visit.actor, task, visit.lang, LATER)
    if visit.query.get("fresh") and found.taken_over:
        found = replace(found, beginning={}, taken_over=None)
    return Screen("tasks/task.html", _values(visit, found))


@page(tasks, "GET", "/tasks/<task>/steps")
def show_steps(visit: Visit, task: str) -> Answer:
    """The steps before, when somebody unfolds them."""
    found = task_page(visit.office, visit.actor, task, visit.lang)
    shown = [part for part in parts(visit, found, found.context) if part.topic in LATER]
    return Fragment("tasks/_pieces.html", {"found": found, "pieces": [one for part in shown for one in part.pieces]})


@page(tasks, "POST", "/tasks/<task>/complete")
def complete_task(visit: Visit, task: str) -> Answer:
    """Submit the form; a script of ours reads what comes of it."""

    def act() -> Mapping[str, Any]:
        form = _form(visit)
        once = _once(visit, task, visit.form["form"])
        answer = complete(visit.office, visit.actor, task, form, once=once)
        mine = [one.id for one in answer.open_tasks]
        return {"goto": f"/tasks/{task}/done", "open": len(mine)}

    return answered(visit, act)


@page(tasks, "GET", "/tasks/<task>/done")
def task_done(visit: Visit, task: str) -> Answer:
    """Back to the inbox, saying that it was done; to the task itself where it was not."""
    found = task_page(visit.office, visit.actor, task, visit.lang)
    if found.task.ended_by != visit.actor.id:
        return Goto(f"/tasks/{task}")
    return Goto("/inbox/group", said="tasks.said.completed")


@page(tasks, "POST", "/tasks/<task>/draft")
def save_task_draft(visit: Visit, task: str) -> Answer:
    """Keep what is typed. `based_on` left out means: over whatever was saved meanwhile."""

    def act() -> Mapping[str, Any]:
        answer = save_draft(visit.office, visit.actor, task, _form(visit), based_on=visit.form.get("based_on"))
        now = visit.office.clock.now()
        return {"saved_at": answer.details["saved_at"], "at": instant(now)}

    return answered(visit, act)


@page(tasks, "POST", "/tasks/<task>/claim")
def claim_task(visit: Visit, task: str) -> Answer:
    """Take the task (签收)."""
    claim(visit.office, visit.actor, task)
    return Goto(f"/tasks/{task}", said="tasks.said.claimed")


@page(tasks, "POST", "/tasks/<task>/release")
def release_task(visit: Visit, task: str) -> Answer:
    """Give the task back to its groups."""
    release(visit.office, visit.actor, task)
    return Goto("/inbox/group", said="tasks.said.released")


@page(tasks, "GET", "/tasks/<task>/receivers")
def find_receivers(visit: Visit, task: str) -> Answer:
    """To whom it may be handed over, as one types."""
    found = receivers(visit.office, visit.actor, task, visit.query.get("q", "").strip(), visit.lang)
    return Fragment("tasks/_receivers.html", {"receivers": found})


@page(tasks, "POST", "/tasks/<task>/hand-over")
def hand_over_task(visit: Visit, task: str) -> Answer:
    """Hand the task over (转办), with a reason."""
    reason, to = visit.form.get("reason", "").strip(), visit.form.get("to", "")
    if not reason:
        raise Invalid("actions.reason_missing", fields=[FieldError("reason", "actions.reason_missing")])
    hand_over(visit.office, visit.actor, task, to, reason)
    return Goto("/inbox/group", said="tasks.said.handed_over")


@page(tasks, "POST", "/tasks/<task>/real")
def show_real(visit: Visit, task: str) -> Answer:
    """What stands beside the form, uncovered for whoever may; the purpose is sealed and the look on record."""
    found = task_page(visit.office, visit.actor, task, visit.lang)
    read = read_real(visit.office, visit.actor, found.case.id, visit.form.get("purpose", ""))
    context = uncovered(found.context, read)
    return Fragment("tasks/_context.html", _beside(found, parts(visit, found, context), is_real=True))


def _values(visit: Visit, found: TaskPage) -> dict[str, Any]:
    fills = found.is_open_to_me and found.sheet is not None
    offers = {offer.act.value: offer for offer in found.offers}
    return {
        "found": found,
        "task": found.task,
        "title": found.elements.get(found.task.element, found.task.name),
        "sheet": sheet_data(found) if fills else None,
        "offers": offers,
        "closed": why_not(offers[found.act.value], visit.lang) if not found.is_open_to_me else "",
        "why_not": lambda offer: why_not(offer, visit.lang),
        "label": lambda act: label(act, visit.lang),
        "danger": next((one for one in found.case_offers if one.act is Act.MARK_DANGER), None),
        **_beside(found, parts(visit, found, found.context), is_real=False),
    }


def _beside(found: TaskPage, shown: Any, *, is_real: bool) -> dict[str, Any]:
    covered = any(field.covered for part in shown for piece in part.pieces for field in _flat(piece.fields))
    return {
        "found": found,
        "task": found.task,
        "parts": shown,
        "is_real": is_real,
        "may_uncover": covered and found.may_read_real and not is_real,
    }


def _flat(fields: Any) -> Any:
    for field in fields:
        yield field
        for row in field.rows:
            yield from _flat(row)


def _form(visit: Visit) -> dict[str, Any]:
    """What the script sent. Raises Invalid for anything that is no form of bearable size."""
    text = visit.form.get("form", "")
    try:
        form = orjson.loads(text) if len(text) <= 2 * MAX_CHARACTERS else None
    except orjson.JSONDecodeError:
        form = None
    if not isinstance(form, dict):
        raise Invalid("forms.refused", fields=[FieldError("", "forms.error.object")])
    return form


def _once(visit: Visit, task: str, form: str) -> Once | None:
    """A double click, or a second attempt after a lost answer, is the same act."""
    key = visit.form.get("once", "")
    if not (0 < len(key) <= 64 and key.isalnum()):
        return None
    return Once(f"page:{key}", hashlib.sha256(f"{task} {form}".encode()).hexdigest())
