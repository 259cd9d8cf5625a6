"""Inboxes, and one task with its form."""

from __future__ import annotations

from datetime import date

from flask import Blueprint

from engine.actions.lists.inbox import done_by_me, held_by_me, of_my_groups
from engine.actions.tasks.task_view import view_task
from engine.storage.task_filters import TaskFilters
from webhooks.api.rows import offer_row, task_row
from webhooks.operations import Call, Reply, operation
from webhooks.paging import a_day, a_text, an_instant, cursor_of, key_of, limit_of
from webhooks.shapes import tasks as shapes

tasks = Blueprint("tasks", __name__)
#: each inbox with what its order begins with
BOXES = {"mine": (held_by_me, a_day), "group": (of_my_groups, a_day), "done": (done_by_me, an_instant)}


@operation(
    tasks,
    "GET",
    "/tasks",
    query=shapes.TASK_QUERY,
    answer=shapes.TASK_PAGE,
    answer_example={"items": [shapes.TASK_ROW_EXAMPLE], "next": None},
)
def list_tasks(call: Call) -> Reply:
    """One inbox: of my groups, mine, or done by me; open tasks in the order of their due days."""
    asked = call.query
    until = asked.get("due_until")
    filters = TaskFilters(
        due_until=date.fromisoformat(until) if until else None,
        case_id=asked.get("case", ""),
        element=asked.get("element", ""),
        case_state=asked.get("state", ""),
    )
    read, order = BOXES[asked.get("box", "group")]
    after = key_of(asked.get("cursor"), order, a_text)
    page = read(call.office, call.actor, after=after, most=limit_of(asked), filters=filters)
    items = [task_row(row.task, row.number, row.due) | {"case_state": row.case_status} for row in page.rows]
    return Reply({"items": items, "next": cursor_of(page.next)})


@operation(tasks, "GET", "/tasks/<task>", answer=shapes.TASK, answer_example=shapes.TASK_EXAMPLE, versioned=True)
def show_task(call: Call, task: str) -> Reply:
    """One task with its form, the choices the form asks for, my draft, and what I may do with it."""
    view = view_task(call.office, call.actor, task)
    body = task_row(view.task, view.case.number, view.due) | {
        "version": view.case.version,
        "schema": view.schema,
        "choices": view.choices,
        "draft": view.draft,
        "acts": [offer_row(offer, view.task.case_id, call.lang) for offer in view.offers],
    }
    return Reply(body, version=view.case.version)
