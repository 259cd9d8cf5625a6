"""The record of a case put right: a submitted form corrected beside itself, the receipt of papers that were served."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.actions.cases.case_papers import view_papers
from engine.actions.cases.correct import correct_submission
from engine.actions.cases.correction_view import list_correctable, view_correction
from engine.actions.cases.sign_for_service import sign_for_service
from engine.errors import FieldError, Invalid, Refusal
from webhooks.pages.answers import Answer, Goto, Screen
from webhooks.pages.door.fields import Showing, fields_of, labels_of, typed
from webhooks.pages.door.held import for_case, held
from webhooks.pages.door.room import at_the_form, door, errors_of, new_once, once_of, shared
from webhooks.pages.door.words import words_of
from webhooks.pages.page import page
from webhooks.pages.visits import Visit

FORM = "form."


@page(door, "GET", "/cases/<case_id>/corrections")
def corrections(visit: Visit, case_id: str) -> Answer:
    """The submitted forms of the case, each to be corrected."""
    rows = list_correctable(visit.office, visit.actor, case_id)
    return Screen("door/corrections.html", {**shared(visit), "case_id": case_id, "rows": rows})


@page(door, "GET", "/cases/<case_id>/corrections/<submission>")
def show_correction(visit: Visit, case_id: str, submission: str) -> Answer:
    """The form, empty, and the reason."""
    return _correction(visit, case_id, submission, {})


@page(door, "POST", "/cases/<case_id>/corrections/<submission>")
def correct_one(visit: Visit, case_id: str, submission: str) -> Answer:
    """Put the correction beside the record."""
    view = view_correction(visit.office, visit.actor, case_id, submission)
    content = typed(view.form.schema, visit.form, FORM)
    form = {"content": content, "reason": visit.form.get("reason", "")}
    try:
        if not content:
            raise Invalid("door.corrections.empty", fields=[FieldError("content", "door.corrections.empty")])
        correct_submission(visit.office, visit.actor, case_id, submission, form, once=once_of(visit, form))
    except Refusal as refusal:
        if not at_the_form(refusal):
            raise
        return _correction(visit, case_id, submission, form, refusal)
    return Goto(f"/cases/{case_id}", said="door.said.corrected")


@page(door, "GET", "/cases/<case_id>/services")
def services(visit: Visit, case_id: str) -> Answer:
    """Papers that were served, and whose receipt is still to come."""
    return _services(visit, case_id)


@page(door, "POST", "/cases/<case_id>/services/<service>")
def sign_one(visit: Visit, case_id: str, service: str) -> Answer:
    """Enter the receipt that came back."""
    form = {"received_on": visit.form.get("received_on", "")}
    try:
        sign_for_service(visit.office, visit.actor, case_id, service, form)
    except Refusal as refusal:
        if not at_the_form(refusal):
            raise
        return _services(visit, case_id, refusal, service, form["received_on"])
    return Goto(f"/cases/{case_id}/services", said="door.said.received")


def _services(
    visit: Visit, case_id: str, refusal: Refusal | None = None, service: str = "", received_on: str = ""
) -> Answer:
    told, errors = errors_of(refusal, visit.lang) if refusal else (None, {})
    rows = [row for row in view_papers(visit.office, visit.actor, case_id).services if row["paper"]]
    values = {**shared(visit), "case_id": case_id, "rows": rows, "refused": told}
    values |= {"errors": errors, "service": service, "received_on": received_on}
    return Screen("door/services.html", values, status=told.status if told else 200)


def _correction(
    visit: Visit, case_id: str, submission: str, form: Mapping[str, Any], refusal: Refusal | None = None
) -> Answer:
    told, errors = errors_of(refusal, visit.lang) if refusal else (None, {})
    view = view_correction(visit.office, visit.actor, case_id, submission)
    words = words_of(visit, view.form.choices)
    content = form.get("content", {})
    fields = fields_of(view.form.schema, Showing(words, content, errors, held(visit, content)), FORM)
    values = {
        **shared(visit),
        "view": view,
        "fields": fields,
        "labels": labels_of([fields]),
        "reason": form.get("reason", ""),
        "errors": errors,
        "refused": told,
        "once": new_once(),
        "upload": for_case(case_id),
    }
    return Screen("door/correction.html", values, status=told.status if told else 200)
