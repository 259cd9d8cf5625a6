"""What a person does with one task."""

from __future__ import annotations

from flask import Blueprint

from engine.actions.cases.enter_afterwards import enter_afterwards
from engine.actions.tasks.claim_task import claim
from engine.actions.tasks.complete_task import complete
from engine.actions.tasks.hand_over import hand_over
from engine.actions.tasks.release_task import release
from engine.actions.tasks.save_draft import save_draft
from webhooks.api.answers import done
from webhooks.operations import Call, Reply, operation
from webhooks.shapes.case_acts import AFTERWARDS, AFTERWARDS_EXAMPLE
from webhooks.shapes.common import DONE, DONE_EXAMPLE
from webhooks.shapes.tasks import FORM_BODY, FORM_BODY_EXAMPLE, HAND_OVER, HAND_OVER_EXAMPLE

task_acts = Blueprint("task_acts", __name__)
ANSWERS = {"answer": DONE, "answer_example": DONE_EXAMPLE, "versioned": True, "tag": "tasks"}
TAKES_FORM = {"body": FORM_BODY, "body_example": FORM_BODY_EXAMPLE}


@operation(task_acts, "POST", "/tasks/<task>/claim", **ANSWERS)
def claim_task(call: Call, task: str) -> Reply:
    """Take a task of one of my groups."""
    return done(claim(call.office, call.actor, task, once=call.once, seen=call.version))


@operation(task_acts, "POST", "/tasks/<task>/release", **ANSWERS)
def release_task(call: Call, task: str) -> Reply:
    """Give a task back to its groups."""
    return done(release(call.office, call.actor, task, once=call.once, seen=call.version))


@operation(task_acts, "PUT", "/tasks/<task>/draft", **TAKES_FORM, **ANSWERS)
def save_task_draft(call: Call, task: str) -> Reply:
    """Keep an unfinished form."""
    return done(save_draft(call.office, call.actor, task, call.body["form"], once=call.once, seen=call.version))


@operation(task_acts, "POST", "/tasks/<task>/complete", **TAKES_FORM, **ANSWERS)
def complete_task(call: Call, task: str) -> Reply:
    """Complete a task with its form."""
    return done(complete(call.office, call.actor, task, call.body["form"], once=call.once, seen=call.version))


@operation(task_acts, "POST", "/tasks/<task>/hand-over", body=HAND_OVER, body_example=HAND_OVER_EXAMPLE, **ANSWERS)
def hand_over_task(call: Call, task: str) -> Reply:
    """Hand a task over to another person, with a reason that is sealed."""
    to, reason = call.body["to"], call.body["reason"]
    return done(hand_over(call.office, call.actor, task, to, reason, once=call.once, seen=call.version))


@operation(
    task_acts, "POST", "/tasks/<task>/enter-afterwards", body=AFTERWARDS, body_example=AFTERWARDS_EXAMPLE, **ANSWERS
)
def enter_task_afterwards(call: Call, task: str) -> Reply:
    """Complete a task that was truly done earlier, on paper or by telephone (补录)."""
    told = {name: call.body[name] for name in ("true_day", "done_by", "reason")}
    return done(enter_afterwards(call.office, call.actor, task, call.body["form"], once=call.once, **told))
