"""Somebody leaves: the director passes the open tasks on to a colleague, all at once, each by its own right."""

from __future__ import annotations

from flask import Blueprint

from engine.actions.lists.house_lists import list_people
from engine.actions.people.hand_over_work import Passed, hand_over_work, held_work
from engine.errors import FieldError, Invalid
from engine.texts.catalogue import say
from webhooks.pages import texts
from webhooks.pages.answers import Answer, Screen
from webhooks.pages.identity.doors import field_errors
from webhooks.pages.page import page
from webhooks.pages.refusals import told
from webhooks.pages.visits import Visit

leavers = Blueprint("leavers", __name__)
MOST = 500


@page(leavers, "GET", "/handover")
def ask(visit: Visit) -> Answer:
    """Whose work, and to whom."""
    return _show(visit, visit.query.get("person", ""))


@page(leavers, "POST", "/handover")
def do(visit: Visit) -> Answer:
    """Hand it over; what could not be is named with its reason."""
    person, to = visit.form.get("person", ""), visit.form.get("to", "")
    if not to or to == person:
        wrong = Invalid("identity.handover.to", fields=[FieldError("to", "identity.handover.to")])
        return _show(visit, person, errors=field_errors(wrong, visit.lang))
    return _show(visit, person, passed=hand_over_work(visit.office, visit.actor, person, to))


def _show(
    visit: Visit, person: str, passed: list[Passed] | None = None, errors: dict[str, str] | None = None
) -> Answer:
    held = held_work(visit.office, visit.actor, person)
    members = list_people(visit.office, visit.actor, most=MOST)
    choices = [(one.person.id, f"{one.person.name} · {texts.unit(one.person.unit)}") for one in members]
    values = {
        "person": person,
        "held": held,
        "choices": [("", say("identity.handover.choose", visit.lang)), *choices],
        "to": visit.form.get("to", ""),
        "passed": passed,
        "reason": lambda refusal: told(refusal, visit.lang).sentence,
        "errors": errors or {},
    }
    return Screen("identity/handover.html", values, status=422 if errors else 200)
