"""督办: whose delay, by unit and down to the task, with urging at hand."""

from __future__ import annotations

from engine.actions.house import step_names
from engine.actions.lists import bulk, saved_views, supervise
from engine.actions.lists.wanted import DUES, TIMELESS, URGENCIES, Wanted
from engine.cases.acts import Act
from engine.people.capacities import Capacity
from engine.people.rules import IN_CASE
from webhooks.pages.answers import Answer, Fragment, Screen
from webhooks.pages.lists.room import lists, shared, state_choices
from webhooks.pages.page import page
from webhooks.pages.pager import address, after, paging
from webhooks.pages.visits import Visit
from webhooks.paging import a_day, a_text

PATH = "/supervision"
#: roles that may urge in any case
URGING = {Capacity.OFFICER: "case_officer", Capacity.SUPERVISOR: "supervisor", Capacity.DIRECTOR: "director"}


@page(lists, "GET", PATH)
def supervision(visit: Visit) -> Answer:
    """The units with pressing tasks, and the tasks themselves."""
    wanted = Wanted.read(visit.query)
    board = supervise.board(visit.office, visit.actor)
    found = supervise.pressing(visit.office, visit.actor, wanted, after=after(visit, a_day, a_text))
    values = {
        **shared(visit),
        **paging(visit, PATH, wanted.to_query(), found.next),
        "board": board,
        "rows": found.rows,
        "experts": found.experts,
        "wanted": wanted,
        "query": wanted.to_query(),
        "box": "supervision",
        "path": PATH,
        "dues": [due for due in DUES if due != TIMELESS],
        "urgencies": URGENCIES,
        "states": state_choices(visit.lang),
        "steps": step_names.steps(visit.office),
        "views": saved_views.views_of(visit.office, visit.actor, "supervision"),
        "may_urge": not visit.actor.roles.isdisjoint(URGING[one] for one in IN_CASE[Act.URGE] & URGING.keys()),
        "link": lambda **changed: address(
            PATH, {name: value for name, value in {**wanted.to_query(), **changed}.items() if value}
        ),
    }
    return (
        Fragment("lists/_supervised_rows.html", values) if visit.is_htmx else Screen("lists/supervision.html", values)
    )


@page(lists, "POST", f"{PATH}/urge")
def urge(visit: Visit) -> Answer:
    """Urge whoever holds the chosen tasks."""
    form = {"reason": visit.form.get("reason", "")}
    outcomes = bulk.urge_many(visit.office, visit.actor, visit.form.getlist("task"), form)
    values = {"outcomes": outcomes, "act": "urge", "number_done": sum(one.is_done for one in outcomes)}
    if visit.is_htmx:
        return Fragment("lists/_outcomes.html", values, headers={"HX-Trigger": "huishang:changed"})
    return Screen("lists/outcomes.html", values)
