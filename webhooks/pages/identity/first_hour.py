"""The set-up page of an installation without people; once somebody is there it is an unknown address."""

from __future__ import annotations

from flask import Blueprint

from engine.actions.people.set_up import ROLES, needs_set_up, set_up
from engine.errors import Refusal, Unknown
from webhooks.pages.answers import Answer, Screen
from webhooks.pages.identity.doors import field_errors
from webhooks.pages.page import page
from webhooks.pages.refusals import told
from webhooks.pages.visits import Visit
from webhooks.problems import status_of

first_hour = Blueprint("first_hour", __name__)


@page(first_hour, "GET", "/setup", public=True)
def ask(visit: Visit) -> Answer:
    """The form. Raises Unknown once anybody is there."""
    if not needs_set_up(visit.office):
        raise Unknown("identity.setup.over")
    return _form(visit)


@page(first_hour, "POST", "/setup", public=True)
def do(visit: Visit) -> Answer:
    """Enter the three, and show the passwords to begin with, this once."""
    form = visit.form
    starters = {role.value: (form.get(f"{role}.login", ""), form.get(f"{role}.name", "")) for role in ROLES}
    names = {"office": form.get("office", ""), "group": form.get("group", "")}
    try:
        made = set_up(visit.office, form.get("code", ""), starters, names)
    except Unknown:
        raise
    except Refusal as refusal:
        return _form(visit, refusal)
    return Screen("identity/setup_done.html", {"made": made})


def _form(visit: Visit, refusal: Refusal | None = None) -> Answer:
    values = {
        "errors": field_errors(refusal, visit.lang),
        "refused": told(refusal, visit.lang).sentence if refusal is not None else "",
        "roles": ROLES,
        "typed": visit.form,
    }
    return Screen("identity/setup.html", values, status=200 if refusal is None else status_of(refusal))
