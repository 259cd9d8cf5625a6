"""The forms of acts beside the diagram, and cases that are taken in half-way."""

from __future__ import annotations

from flask import Blueprint

from engine.actions.casework.act_forms import known_form
from engine.actions.taking_in.take_in import take_in
from engine.cases.acts import Act
from engine.people.rights import may
from webhooks.api.answers import done
from webhooks.openapi import PREFIX
from webhooks.operations import Call, Reply, operation
from webhooks.shapes import case_acts as shapes
from webhooks.shapes.common import DONE, DONE_EXAMPLE

act_forms = Blueprint("act_forms", __name__)


@operation(
    act_forms,
    "GET",
    "/acts/<act>/form",
    answer=shapes.ACT_FORM,
    answer_example=shapes.ACT_FORM_EXAMPLE,
    tag="cases",
)
def show_act_form(call: Call, act: str) -> Reply:
    """The form of an act beside the diagram, as offers name it."""
    may(call.actor, Act.VIEW_PROCEDURES).require()
    found = known_form(act)
    return Reply({"act": act, "schema": dict(found.schema)})


@operation(
    act_forms,
    "POST",
    "/cases/taken-in",
    body=shapes.TAKE_IN,
    body_example=shapes.TAKE_IN_EXAMPLE,
    status=201,
    answer=DONE,
    answer_example=DONE_EXAMPLE,
    versioned=True,
    tag="cases",
)
def take_in_case(call: Call) -> Reply:
    """Take in a case that ran on paper, with its true days."""
    reply = done(take_in(call.office, call.actor, call.body["procedure"], call.body, once=call.once))
    return reply.at(f"{PREFIX}/cases/{reply.body['case']}")
