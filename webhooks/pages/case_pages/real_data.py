"""真实信息: asking to see it, deciding on who asks, and looking: one submission at a time, on record."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from engine.actions.case_page.head import view_head
from engine.actions.case_page.reveal import reveal
from engine.actions.real_data.end_real_data import end_real_data
from engine.actions.real_data.grant_real_data import LONGEST, grant_real_data
from engine.actions.real_data.real_data_view import view_real_data, waiting_requests
from engine.actions.real_data.refuse_real_data import refuse_real_data
from engine.actions.real_data.request_real_data import request_real_data
from engine.clock import beijing_day
from engine.errors import FieldError, Invalid
from webhooks.pages.answers import Answer, Fragment, Goto, Screen
from webhooks.pages.case_pages.blueprint import case_pages
from webhooks.pages.page import page
from webhooks.pages.visits import Visit

#: days that a request asks for unless its asker chooses otherwise
USUAL = 3


@page(case_pages, "GET", "/real-data-requests")
def list_requests(visit: Visit) -> Answer:
    """Everything that waits for this person's decision."""
    values = {"requests": waiting_requests(visit.office, visit.actor), "longest": LONGEST}
    return Screen("case_pages/requests.html", values)


@page(case_pages, "GET", "/cases/<case_id>/real-data")
def show_real_data(visit: Visit, case_id: str) -> Answer:
    """Requests, leaves and looks of a case, with the form to ask."""
    return _show(visit, case_id, None)


@page(case_pages, "POST", "/cases/<case_id>/real-data")
def ask(visit: Visit, case_id: str) -> Answer:
    """Ask for leave."""
    try:
        request_real_data(visit.office, visit.actor, case_id, visit.form.to_dict())
    except Invalid as refused:
        return _show(visit, case_id, refused)
    return Goto(f"/cases/{case_id}/real-data", "case_pages.request.asked")


@page(case_pages, "POST", "/cases/<case_id>/real-data/answer")
def answer(visit: Visit, case_id: str) -> Answer:
    """Grant for some days, or refuse; each with a reason."""
    form = visit.form.to_dict()
    person, back = form.get("person", ""), _back(visit, case_id)
    if form.get("answer") == "refuse":
        refuse_real_data(visit.office, visit.actor, case_id, person, form)
        return Goto(back, "case_pages.request.was_refused")
    until = beijing_day(visit.office.clock.now()) + timedelta(days=_days(form.get("days", "")))
    grant_real_data(visit.office, visit.actor, case_id, person, until, form)
    return Goto(back, "case_pages.request.was_granted")


@page(case_pages, "POST", "/cases/<case_id>/real-data/end")
def end(visit: Visit, case_id: str) -> Answer:
    """Withdraw somebody's leave, with a reason; or give back one's own, which nobody is named for."""
    form = visit.form.to_dict()
    person = form.get("person") or visit.actor.id
    end_real_data(visit.office, visit.actor, case_id, person, form)
    own = person == visit.actor.id
    back = f"/cases/{case_id}" if own else f"/cases/{case_id}/real-data"
    return Goto(back, f"case_pages.leave.was_{'given_back' if own else 'withdrawn'}")


@page(case_pages, "POST", "/cases/<case_id>/reveal/<submission>")
def look(visit: Visit, case_id: str, submission: str) -> Answer:
    """One submission as it was filled in: in its place for htmx, else on a page of its own."""
    shown = reveal(visit.office, visit.actor, case_id, submission, visit.form.get("purpose", ""), visit.lang)
    if visit.is_htmx:
        return Fragment("case_pages/_revealed.html", {"shown": shown})
    head = view_head(visit.office, visit.actor, case_id, visit.lang)
    return Screen("case_pages/revealed.html", {"shown": shown, "head": head})


def _show(visit: Visit, case_id: str, refused: Invalid | None) -> Answer:
    values: dict[str, Any] = {
        "head": view_head(visit.office, visit.actor, case_id, visit.lang),
        "real": view_real_data(visit.office, visit.actor, case_id),
        "errors": {field.path: field for field in refused.fields} if refused else {},
        "typed": visit.form,
        "usual": USUAL,
        "longest": LONGEST,
    }
    return Screen("case_pages/real_data.html", values, 422 if refused else 200)


def _days(text: str) -> int:
    """The days granted. Raises Invalid for what is no number of days."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= LONGEST):
        raise Invalid("actions.request_days", fields=[FieldError("days", "actions.request_days", {"days": LONGEST})])
    return int(text)


def _back(visit: Visit, case_id: str) -> str:
    """Where the answer was given: on the case, or in the list of all that wait."""
    return "/real-data-requests" if visit.form.get("back") == "list" else f"/cases/{case_id}/real-data"
