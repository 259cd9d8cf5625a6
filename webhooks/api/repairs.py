"""Incidents and repairs of one case: see what halted it, mend it by hand with a reason, try again."""

from __future__ import annotations

from flask import Blueprint

from engine.actions.externals.incidents import list_incidents, resolve_incident, retry_incidents
from engine.actions.externals.repair import move_token, set_value
from engine.texts.catalogue import say
from webhooks.api.answers import done
from webhooks.operations import Call, Reply, operation
from webhooks.shapes import externals as shapes
from webhooks.shapes.cases import REASON, REASON_EXAMPLE
from webhooks.shapes.common import DONE, DONE_EXAMPLE

repairs = Blueprint("repairs", __name__)
ANSWERS = {"answer": DONE, "answer_example": DONE_EXAMPLE, "versioned": True}


@operation(
    repairs,
    "GET",
    "/cases/<case>/incidents",
    answer=shapes.INCIDENTS,
    answer_example=shapes.INCIDENTS_EXAMPLE,
)
def list_case_incidents(call: Call, case: str) -> Reply:
    """What halted a case and nobody has settled yet."""
    rows = [
        {"id": one.id, "at": one.at, "code": one.key, "message": say(one.key, call.lang, **one.params)}
        for one in list_incidents(call.office, call.actor, case)
    ]
    return Reply({"items": rows})


@operation(repairs, "POST", "/cases/<case>/incidents/retry", **ANSWERS)
def retry_case(call: Call, case: str) -> Reply:
    """Try again what halted."""
    return done(retry_incidents(call.office, call.actor, case, once=call.once, seen=call.version))


@operation(
    repairs,
    "POST",
    "/cases/<case>/incidents/<int:incident>/resolve",
    body=REASON,
    body_example=REASON_EXAMPLE,
    **ANSWERS,
)
def resolve_case_incident(call: Call, case: str, incident: int) -> Reply:
    """Settle an incident without trying again, with a reason."""
    given = (case, incident, call.body)
    return done(resolve_incident(call.office, call.actor, *given, once=call.once, seen=call.version))


@operation(
    repairs,
    "POST",
    "/cases/<case>/repairs/value",
    body=shapes.SET_VALUE,
    body_example=shapes.SET_VALUE_EXAMPLE,
    **ANSWERS,
)
def set_case_value(call: Call, case: str) -> Reply:
    """Set a routing value by hand, with a reason."""
    return done(set_value(call.office, call.actor, case, call.body, once=call.once, seen=call.version))


@operation(repairs, "POST", "/cases/<case>/repairs/move", body=shapes.MOVE, body_example=shapes.MOVE_EXAMPLE, **ANSWERS)
def move_case_token(call: Call, case: str) -> Reply:
    """Move a token by hand, with a reason."""
    return done(move_token(call.office, call.actor, case, call.body, once=call.once, seen=call.version))
