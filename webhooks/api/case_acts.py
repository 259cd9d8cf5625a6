"""What people do to a case beside its diagram: withdraw, end, urge, merge, split, complain, instruct, circulate …"""

from __future__ import annotations

from flask import Blueprint

from engine.actions.cases.circulate import circulate
from engine.actions.cases.complain import complain
from engine.actions.cases.correct import correct_deadline, correct_submission
from engine.actions.cases.merge import merge
from engine.actions.cases.record_instruction import record_instruction
from engine.actions.cases.split import split
from engine.actions.cases.terminate import terminate
from engine.actions.cases.urge import urge
from engine.actions.opening.open_case import open_case
from engine.actions.tasks.send_message import send
from webhooks.api.answers import done
from webhooks.openapi import PREFIX
from webhooks.operations import Call, Reply, operation
from webhooks.shapes import case_acts as shapes
from webhooks.shapes.cases import OPEN_CASE, OPEN_CASE_EXAMPLE, REASON, REASON_EXAMPLE
from webhooks.shapes.common import DONE, DONE_EXAMPLE

case_acts = Blueprint("case_acts", __name__)
ANSWERS = {"answer": DONE, "answer_example": DONE_EXAMPLE, "versioned": True, "tag": "cases"}
TAKES_REASON = {"body": REASON, "body_example": REASON_EXAMPLE}
#: the message with which an applicant asks to withdraw, as the procedure draws it
WITHDRAWAL = "request_withdrawal"


@operation(case_acts, "POST", "/cases", body=OPEN_CASE, body_example=OPEN_CASE_EXAMPLE, status=201, **ANSWERS)
def open_new_case(call: Call) -> Reply:
    """Open a case with an application."""
    reply = done(open_case(call.office, call.actor, call.body["procedure"], call.body["form"], once=call.once))
    return reply.at(f"{PREFIX}/cases/{reply.body['case']}")


@operation(case_acts, "POST", "/cases/<case>/withdraw", **TAKES_REASON, **ANSWERS)
def withdraw_case(call: Call, case: str) -> Reply:
    """Ask to withdraw: the message that the drawn procedure waits for."""
    return done(
        send(call.office, call.actor, case, WITHDRAWAL, "", call.body, once=call.once, seen=call.version),
    )


@operation(case_acts, "POST", "/cases/<case>/terminate", **TAKES_REASON, **ANSWERS)
def terminate_case(call: Call, case: str) -> Reply:
    """End a case by the office, with a reason."""
    return done(terminate(call.office, call.actor, case, call.body, once=call.once, seen=call.version))


@operation(case_acts, "POST", "/cases/<case>/urge", body=shapes.URGE, body_example=shapes.URGE_EXAMPLE, **ANSWERS)
def urge_case(call: Call, case: str) -> Reply:
    """Urge those who hold the open tasks."""
    item = call.body.get("item", "")
    return done(urge(call.office, call.actor, case, call.body, item=item, once=call.once))


@operation(case_acts, "POST", "/cases/<case>/merge", body=shapes.MERGE, body_example=shapes.MERGE_EXAMPLE, **ANSWERS)
def merge_case(call: Call, case: str) -> Reply:
    """End this case as merged into another."""
    return done(merge(call.office, call.actor, case, call.body["into"], call.body, once=call.once))


@operation(case_acts, "POST", "/cases/<case>/split", body=shapes.SPLIT, body_example=shapes.SPLIT_EXAMPLE, **ANSWERS)
def split_case(call: Call, case: str) -> Reply:
    """Open a new case from this one; `details` name it."""
    return done(split(call.office, call.actor, case, call.body, once=call.once))


@operation(
    case_acts,
    "POST",
    "/cases/<case>/complaints",
    body=shapes.COMPLAINT,
    body_example=shapes.COMPLAINT_EXAMPLE,
    **ANSWERS,
)
def file_complaint(call: Call, case: str) -> Reply:
    """Keep a complaint; it stops no clock."""
    return done(complain(call.office, call.actor, case, call.body, once=call.once))


@operation(
    case_acts,
    "POST",
    "/cases/<case>/circulations",
    body=shapes.CIRCULATION,
    body_example=shapes.CIRCULATION_EXAMPLE,
    **ANSWERS,
)
def circulate_case(call: Call, case: str) -> Reply:
    """Send a case round for reading, to people who may know of it; `details` name the circulation."""
    return done(circulate(call.office, call.actor, case, call.body, once=call.once))


@operation(
    case_acts,
    "POST",
    "/cases/<case>/instructions",
    body=shapes.INSTRUCTION,
    body_example=shapes.INSTRUCTION_EXAMPLE,
    **ANSWERS,
)
def keep_instruction(call: Call, case: str) -> Reply:
    """Keep a leader's written instruction; it routes nothing."""
    return done(record_instruction(call.office, call.actor, case, call.body, once=call.once))


@operation(
    case_acts,
    "POST",
    "/cases/<case>/submissions/<submission>/corrections",
    body=shapes.CORRECTION,
    body_example=shapes.CORRECTION_EXAMPLE,
    **ANSWERS,
)
def correct_record(call: Call, case: str, submission: str) -> Reply:
    """Put a correction beside a record."""
    return done(correct_submission(call.office, call.actor, case, submission, call.body, once=call.once))


@operation(
    case_acts,
    "POST",
    "/cases/<case>/deadlines/corrections",
    body=shapes.DEADLINE_CORRECTION,
    body_example=shapes.DEADLINE_CORRECTION_EXAMPLE,
    **ANSWERS,
)
def correct_start(call: Call, case: str) -> Reply:
    """Correct the start day of a deadline; the original day stays visible."""
    return done(correct_deadline(call.office, call.actor, case, call.body, once=call.once))
