"""Messages that a running case waits for: ask for an extension, report progress, mark danger …"""

from __future__ import annotations

from flask import Blueprint

from engine.actions.tasks.send_message import send
from webhooks.api.answers import done
from webhooks.operations import Call, Reply, operation
from webhooks.shapes.cases import MESSAGE, MESSAGE_EXAMPLE
from webhooks.shapes.common import DONE, DONE_EXAMPLE

messages = Blueprint("messages", __name__)


@operation(
    messages,
    "POST",
    "/cases/<case>/messages",
    body=MESSAGE,
    body_example=MESSAGE_EXAMPLE,
    answer=DONE,
    answer_example=DONE_EXAMPLE,
    versioned=True,
)
def send_message(call: Call, case: str) -> Reply:
    """Send one message to one place that waits for it."""
    name, item, form = call.body["name"], call.body.get("item", ""), call.body.get("form", {})
    return done(send(call.office, call.actor, case, name, item, form, once=call.once, seen=call.version))
