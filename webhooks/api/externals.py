"""External tasks: programs fetch work by topic, hold it for a while, and report what came of it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from engine.actions.externals.complete_external import complete_external, raise_external_error
from engine.actions.externals.fail_external import fail_external
from engine.actions.externals.fetch_external import Fetched, Wanted, fetch_external
from engine.actions.externals.hold_external import extend_lock, unlock_external
from webhooks.api.answers import done
from webhooks.operations import Call, Reply, operation
from webhooks.shapes import externals as shapes
from webhooks.shapes.common import DONE, DONE_EXAMPLE

externals = Blueprint("externals", __name__)
ANSWERS = {"answer": DONE, "answer_example": DONE_EXAMPLE}
#: how long a task is held where a worker does not say, in seconds
LOCK_SECONDS = 300
FEW = 10


@operation(
    externals,
    "POST",
    "/external-tasks/fetch",
    body=shapes.FETCH,
    body_example=shapes.FETCH_EXAMPLE,
    answer=shapes.EXTERNALS,
    answer_example=shapes.EXTERNALS_EXAMPLE,
)
def fetch_external_tasks(call: Call) -> Reply:
    """Fetch and lock tasks of these topics."""
    wanted = [
        Wanted(one["topic"], one.get("lock_seconds", LOCK_SECONDS), _names(one.get("variables")))
        for one in call.body["topics"]
    ]
    found = fetch_external(call.office, call.actor, call.body["worker"], wanted, most=call.body.get("most", FEW))
    return Reply({"items": [_row(one) for one in found]})


@operation(
    externals,
    "POST",
    "/external-tasks/<task>/extend-lock",
    body=shapes.EXTEND,
    body_example=shapes.EXTEND_EXAMPLE,
    **ANSWERS,
)
def extend_external_lock(call: Call, task: str) -> Reply:
    """Hold a task longer."""
    worker, seconds = call.body["worker"], call.body["lock_seconds"]
    return done(extend_lock(call.office, call.actor, task, worker, seconds, once=call.once))


@operation(
    externals,
    "POST",
    "/external-tasks/<task>/unlock",
    body=shapes.HOLDER,
    body_example=shapes.HOLDER_EXAMPLE,
    **ANSWERS,
)
def unlock_external_task(call: Call, task: str) -> Reply:
    """Give a task back."""
    return done(unlock_external(call.office, call.actor, task, call.body["worker"], once=call.once))


@operation(
    externals,
    "POST",
    "/external-tasks/<task>/complete",
    body=shapes.COMPLETION,
    body_example=shapes.COMPLETION_EXAMPLE,
    **ANSWERS,
)
def complete_external_task(call: Call, task: str) -> Reply:
    """Report that a task is done."""
    given = (call.body["worker"], call.body.get("variables"))
    return done(complete_external(call.office, call.actor, task, *given, once=call.once))


@operation(
    externals,
    "POST",
    "/external-tasks/<task>/fail",
    body=shapes.FAILURE,
    body_example=shapes.FAILURE_EXAMPLE,
    **ANSWERS,
)
def fail_external_task(call: Call, task: str) -> Reply:
    """Report that a task failed; with no attempt left it becomes an incident."""
    times = {name: call.body[name] for name in ("retries", "retry_seconds") if name in call.body}
    given = (call.body["worker"], call.body["message"])
    return done(fail_external(call.office, call.actor, task, *given, once=call.once, **times))


@operation(
    externals,
    "POST",
    "/external-tasks/<task>/error",
    body=shapes.ERROR,
    body_example=shapes.ERROR_EXAMPLE,
    **ANSWERS,
)
def raise_error_in_external_task(call: Call, task: str) -> Reply:
    """End a task by a BPMN error that the drawing catches."""
    body = call.body
    given = (body["worker"], body["code"], body.get("message", ""), body.get("variables"))
    return done(raise_external_error(call.office, call.actor, task, *given, once=call.once))


def _names(variables: list[str] | None) -> frozenset[str] | None:
    return frozenset(variables) if variables is not None else None


def _row(one: Fetched) -> dict[str, Any]:
    return {
        "id": one.row.id,
        "case": one.row.case_id,
        "number": one.number,
        "element": one.row.element,
        "item": one.row.item,
        "topic": one.row.topic,
        "priority": one.row.priority,
        "retries": one.row.retries,
        "locked_until": one.locked_until,
        "variables": one.variables,
        "error_codes": list(one.error_codes),
    }
