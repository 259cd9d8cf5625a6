"""Who may read the real data of a case: asking, refusing, who looked; how grave the case is. Granting: `records`."""

from __future__ import annotations

from flask import Blueprint

from engine.actions.cases.grade_risk import grade_risk
from engine.actions.real_data.end_real_data import end_real_data
from engine.actions.real_data.real_data_view import view_real_data, waiting_requests
from engine.actions.real_data.refuse_real_data import refuse_real_data
from engine.actions.real_data.request_real_data import request_real_data
from webhooks.api.answers import done
from webhooks.operations import Call, Reply, operation
from webhooks.shapes import need_to_know as shapes
from webhooks.shapes.common import DONE, DONE_EXAMPLE

need_to_know = Blueprint("need_to_know", __name__)


@operation(
    need_to_know,
    "GET",
    "/real-data-requests",
    answer=shapes.REQUESTS,
    answer_example={"items": [shapes.REQUEST_EXAMPLE]},
    tag="cases",
)
def list_requests(call: Call) -> Reply:
    """Requests of all cases that wait for my decision."""
    return Reply({"items": waiting_requests(call.office, call.actor)})


@operation(
    need_to_know,
    "GET",
    "/cases/<case>/real-data",
    answer=shapes.NEED_TO_KNOW,
    answer_example=shapes.NEED_TO_KNOW_EXAMPLE,
    tag="cases",
)
def show_need_to_know(call: Call, case: str) -> Reply:
    """My own request, what waits for me, who may read and who looked, as far as I may know of it."""
    view = view_real_data(call.office, call.actor, case)
    return Reply(
        {
            "may_read": view.may_read,
            "may_request": view.may_request.allowed,
            "until": view.until,
            "own": view.own,
            "waiting": view.waiting,
            "leaves": view.leaves,
            "looks": view.looks,
        }
    )


@operation(
    need_to_know,
    "POST",
    "/cases/<case>/real-data/requests",
    body=shapes.REQUEST_BODY,
    body_example=shapes.REQUEST_BODY_EXAMPLE,
    answer=DONE,
    answer_example=DONE_EXAMPLE,
    versioned=True,
    tag="cases",
)
def request_reading(call: Call, case: str) -> Reply:
    """Ask to read the real data of a case."""
    return done(request_real_data(call.office, call.actor, case, call.body, once=call.once))


@operation(
    need_to_know,
    "POST",
    "/cases/<case>/real-data/refusals",
    body=shapes.REFUSAL,
    body_example=shapes.REFUSAL_EXAMPLE,
    answer=DONE,
    answer_example=DONE_EXAMPLE,
    versioned=True,
    tag="cases",
)
def refuse_reading(call: Call, case: str) -> Reply:
    """Refuse what a person asked for, with a reason."""
    return done(refuse_real_data(call.office, call.actor, case, call.body["person"], call.body, once=call.once))


@operation(
    need_to_know,
    "POST",
    "/cases/<case>/real-data/endings",
    body=shapes.ENDING,
    body_example=shapes.ENDING_EXAMPLE,
    answer=DONE,
    answer_example=DONE_EXAMPLE,
    versioned=True,
    tag="cases",
)
def end_reading(call: Call, case: str) -> Reply:
    """Withdraw a person's leave, with a reason, or give back my own."""
    return done(end_real_data(call.office, call.actor, case, call.body["person"], call.body, once=call.once))


@operation(
    need_to_know,
    "POST",
    "/cases/<case>/risk",
    body=shapes.RISK,
    body_example=shapes.RISK_EXAMPLE,
    answer=DONE,
    answer_example=DONE_EXAMPLE,
    versioned=True,
    tag="cases",
)
def grade_case(call: Call, case: str) -> Reply:
    """Give the case a risk grade, with a reason; every earlier one stays known."""
    return done(grade_risk(call.office, call.actor, case, call.body, once=call.once))
