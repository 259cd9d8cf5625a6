"""Who takes part in a round, and papers served on them."""

from __future__ import annotations

from flask import Blueprint

from engine.actions.cases.add_participant import add_participant
from engine.actions.cases.serve import serve
from engine.actions.cases.sign_for_service import sign_for_service
from webhooks.api.answers import done
from webhooks.operations import Call, Reply, operation
from webhooks.shapes import case_acts as shapes
from webhooks.shapes.common import DONE, DONE_EXAMPLE

participants = Blueprint("participants", __name__)
ANSWERS = {"answer": DONE, "answer_example": DONE_EXAMPLE, "versioned": True}


@operation(
    participants,
    "POST",
    "/cases/<case>/participants",
    body=shapes.PARTICIPANT,
    body_example=shapes.PARTICIPANT_EXAMPLE,
    **ANSWERS,
)
def add_case_participant(call: Call, case: str) -> Reply:
    """Add a unit or an expert to the running round."""
    return done(add_participant(call.office, call.actor, case, call.body, once=call.once))


@operation(
    participants,
    "POST",
    "/cases/<case>/services",
    body=shapes.SERVICE,
    body_example=shapes.SERVICE_EXAMPLE,
    **ANSWERS,
)
def serve_papers(call: Call, case: str) -> Reply:
    """Enter that papers were served."""
    return done(serve(call.office, call.actor, case, call.body, once=call.once))


@operation(
    participants,
    "POST",
    "/cases/<case>/services/<service>/receipt",
    body=shapes.SERVICE_RECEIPT,
    body_example=shapes.SERVICE_RECEIPT_EXAMPLE,
    **ANSWERS,
)
def sign_service(call: Call, case: str, service: str) -> Reply:
    """Enter the receipt of papers."""
    return done(sign_for_service(call.office, call.actor, case, service, call.body, once=call.once))
