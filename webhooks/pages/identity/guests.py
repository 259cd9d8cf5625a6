"""A way into one case for an expert: issued and withdrawn on the case's own page, entered with a code by the expert."""

from __future__ import annotations

from flask import Blueprint

from engine.actions.guests.enter_as_guest import enter_as_guest, is_open
from engine.actions.guests.guest_view import view_guests
from engine.actions.guests.issue_guest_link import issue_guest_link, revoke_guest_link
from engine.errors import Invalid, Refusal, Unknown
from webhooks.pages import sessions
from webhooks.pages.answers import Answer, Goto, Screen
from webhooks.pages.identity.doors import LONGEST, field_errors
from webhooks.pages.identity.profile import day_of
from webhooks.pages.identity.signing import lead_on
from webhooks.pages.page import page
from webhooks.pages.visits import Visit
from webhooks.problems import status_of

guests = Blueprint("guests", __name__)


@page(guests, "GET", "/guest/<token>", public=True)
def ask(visit: Visit, token: str) -> Answer:
    """The code is asked for; whether the link was ever good is told in one way."""
    if not is_open(visit.office, token[:LONGEST]):
        raise Unknown("identity.guest.link")
    return _ask(visit, token)


@page(guests, "POST", "/guest/<token>", public=True)
def enter(visit: Visit, token: str) -> Answer:
    """In, to the one case."""
    try:
        opened, case = enter_as_guest(
            visit.office, token[:LONGEST], visit.form.get("code", "")[:LONGEST], sessions.origin()
        )
    except Invalid as refusal:
        return _ask(visit, token, refusal)
    return lead_on(visit, opened, f"/cases/{case}", "identity.said.guest")


@page(guests, "GET", "/cases/<case_id>/acts/issue_guest_link")
def issuing(visit: Visit, case_id: str) -> Answer:
    """The links of a case, and a form for another."""
    return _links(visit, case_id)


@page(guests, "GET", "/cases/<case_id>/acts/revoke_guest_link")
def revoking(visit: Visit, case_id: str) -> Answer:
    """The same page: each link that counts has its button."""
    return _links(visit, case_id)


@page(guests, "POST", "/cases/<case_id>/acts/issue_guest_link")
def issue(visit: Visit, case_id: str) -> Answer:
    """Link and code, shown this once: one to be sent, the other to be told by telephone."""
    person = visit.form.get("person", "")
    try:
        until = day_of(visit.form.get("until", ""), "until")
        made = issue_guest_link(visit.office, visit.actor, case_id, person, until).details
    except Invalid as refusal:
        return _links(visit, case_id, refusal)
    view = view_guests(visit.office, visit.actor, case_id)
    code = str(made["code"])
    values = {
        "view": view,
        "case_id": case_id,
        "person": person,
        "until": until,
        "link": f"{sessions.own_address()}/guest/{made['token']}",
        "code": f"{code[:4]} {code[4:]}",
        "replaced": made["replaced"],
    }
    return Screen("identity/guest_issued.html", values)


@page(guests, "POST", "/cases/<case_id>/acts/revoke_guest_link")
def revoke(visit: Visit, case_id: str) -> Answer:
    """The link counts no more."""
    revoke_guest_link(visit.office, visit.actor, case_id, visit.form.get("link", ""))
    return Goto(f"/cases/{case_id}/acts/issue_guest_link", "identity.said.link_ended")


def _ask(visit: Visit, token: str, refusal: Refusal | None = None) -> Answer:
    values = {"token": token, "errors": field_errors(refusal, visit.lang)}
    return Screen("identity/guest.html", values, status=200 if refusal is None else status_of(refusal))


def _links(visit: Visit, case_id: str, refusal: Refusal | None = None) -> Answer:
    values = {
        "view": view_guests(visit.office, visit.actor, case_id),
        "case_id": case_id,
        "errors": field_errors(refusal, visit.lang),
        "typed": visit.form,
        "days": visit.office.security.guest.longest_days,
    }
    return Screen("identity/guest_links.html", values, status=200 if refusal is None else status_of(refusal))
