"""Procedures: what can be opened today, and putting a new version in force with two people."""

from __future__ import annotations

from datetime import date

from flask import Blueprint

from engine.actions.lists.house_lists import list_procedures
from engine.actions.publishing.publish_when_proved import ask_to_publish
from engine.actions.versions.deploy_bundle import draw_up
from engine.actions.versions.drawing_up import named
from engine.diagrams.bundle import Bundle
from webhooks.api.rows import procedure_row
from webhooks.openapi import PREFIX
from webhooks.operations import Call, Reply, operation
from webhooks.shapes import house as shapes
from webhooks.shapes import work

procedures = Blueprint("procedures", __name__)
CHANGES = {
    "answer": shapes.CHANGED,
    "answer_example": {"procedure": "case_consultation", "version": 2, "digest": "4b1d" * 16},
}


@operation(
    procedures,
    "GET",
    "/procedures",
    answer=shapes.PROCEDURES,
    answer_example={"items": [shapes.PROCEDURE_EXAMPLE], "next": None},
)
def list_all_procedures(call: Call) -> Reply:
    """Every procedure with its versions and the form of an application."""
    items = [procedure_row(one, call.lang) for one in list_procedures(call.office, call.actor)]
    return Reply({"items": items, "next": None})


@operation(
    procedures, "POST", "/procedures", status=201, body=shapes.BUNDLE, body_example=shapes.BUNDLE_EXAMPLE, **CHANGES
)
def draw_up_version(call: Call) -> Reply:
    """Keep a bundle as a draft; refused with every finding when it cannot run."""
    bundle = Bundle({name: content.encode() for name, content in call.body["files"].items()})
    return Reply(draw_up(call.office, call.actor, bundle, note=call.body.get("note", "")))


@operation(
    procedures,
    "POST",
    "/procedures/<procedure>/versions/<int:version>/publish",
    status=202,
    body=shapes.IN_FORCE,
    body_example=shapes.IN_FORCE_EXAMPLE,
    answer=work.PUBLICATION,
    answer_example=work.PUBLICATION_EXAMPLE,
)
def publish_version(call: Call, procedure: str, version: int) -> Reply:
    """Have a draft of somebody else proved and put in force; the work tells how far it is and what came of it."""
    day = call.body.get("effective_on")
    effective_on = date.fromisoformat(day) if day else None
    asked = ask_to_publish(call.office, call.actor, procedure, version, effective_on=effective_on)
    told = {**named(asked.draft), "work": asked.work, "progress": f"/progress/{asked.work}"}
    return Reply(told).at(f"{PREFIX}/work/{asked.work}")
