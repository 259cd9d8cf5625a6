"""Suggestions of member units (建议): made by a liaison, referred to a city or turned into a meeting by the office."""

from __future__ import annotations

from collections.abc import Mapping

from engine.actions.lists.house_lists import list_suggestions, list_units
from engine.actions.meetings.refer_suggestion import refer_suggestion
from engine.actions.meetings.suggest import suggest
from engine.cases.acts import Act
from engine.errors import Refusal
from engine.people.rights import may
from engine.people.units import Level
from webhooks.pages.answers import Answer, Goto, Screen
from webhooks.pages.door.room import at_the_form, door, errors_of, new_once, once_of, shared
from webhooks.pages.page import page
from webhooks.pages.pager import after, paging
from webhooks.pages.visits import Visit
from webhooks.paging import a_text, an_instant

PATH = "/suggestions"


@page(door, "GET", PATH)
def suggestions(visit: Visit) -> Answer:
    """All suggestions for the office, for a unit its own."""
    return _screen(visit, {})


@page(door, "POST", PATH)
def make_suggestion(visit: Visit) -> Answer:
    """Make one."""
    given = {name: visit.form.get(name, "") for name in ("topic", "text")}
    try:
        suggest(visit.office, visit.actor, given["topic"], given["text"], once=once_of(visit, given))
    except Refusal as refusal:
        if not at_the_form(refusal):
            raise
        return _screen(visit, given, refusal)
    return Goto(PATH, said="door.said.suggested")


@page(door, "POST", f"{PATH}/<suggestion>/refer")
def refer(visit: Visit, suggestion: str) -> Answer:
    """Refer one to a city group."""
    refer_suggestion(visit.office, visit.actor, suggestion, visit.form.get("unit", ""))
    return Goto(PATH, said="door.said.referred")


def _screen(visit: Visit, given: Mapping[str, str], refusal: Refusal | None = None) -> Answer:
    told, errors = errors_of(refusal, visit.lang) if refusal else (None, {})
    found = list_suggestions(visit.office, visit.actor, after=after(visit, an_instant, a_text))
    names = shared(visit)
    cities = [
        (body.unit.key, names["units"].get(body.unit.key, body.unit.key))
        for body in list_units(visit.office)
        if body.unit.level == Level.CITY and body.unit.ended_on is None
    ]
    values = {
        **names,
        **paging(visit, PATH, {}, found.next),
        "rows": found.rows,
        "cities": cities,
        "given": {"topic": "", "text": "", **given},
        "errors": errors,
        "refused": told,
        "may_suggest": may(visit.actor, Act.SUGGEST).allowed,
        "may_refer": may(visit.actor, Act.REFER_SUGGESTION).allowed,
        "once": new_once(),
    }
    return Screen("door/suggestions.html", values, status=told.status if told else 200)
