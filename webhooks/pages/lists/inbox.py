"""待办, 已办 and 草稿箱: tables of tasks with filters, saved views, and what is done to many rows at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from engine.actions.house import step_names
from engine.actions.lists import boxes, bulk, saved_views
from engine.actions.lists.counts import desk_counts
from engine.actions.lists.wanted import DUES, URGENCIES, Wanted
from engine.actions.opening.application_drafts import list_drafts
from engine.actions.tasks.colleagues import colleagues
from webhooks.pages.answers import Answer, Fragment, Goto, Screen
from webhooks.pages.lists.room import lists, shared, state_choices
from webhooks.pages.page import page
from webhooks.pages.pager import address, after, paging
from webhooks.pages.visits import Visit
from webhooks.paging import a_day, a_text, an_instant

TODO: Final = "/inbox/group"
#: the parameter that shows everything although a default view is kept
ALL: Final = "all"


@page(lists, "GET", "/inbox/group")
def todo(visit: Visit) -> Answer:
    """待办. Without filters the person's default view is shown."""
    views = saved_views.views_of(visit.office, visit.actor, "todo")
    default = next((view for view in views if view.is_default), None)
    if default is not None and not visit.query and not visit.is_htmx:
        return Goto(address(TODO, default.query or {ALL: "yes"}))
    wanted = Wanted.read(visit.query)
    found = boxes.todo(visit.office, visit.actor, wanted, after=after(visit, a_day, a_text))
    values = {
        **_values(visit, wanted, "todo", TODO),
        **paging(visit, TODO, _kept(visit, wanted), found.next),
        "rows": found.rows,
        "views": views,
        "counts": desk_counts(visit.office, visit.actor),
        "colleagues": [] if visit.is_htmx else colleagues(visit.office, visit.actor),
    }
    return Fragment("lists/_todo_rows.html", values) if visit.is_htmx else Screen("lists/todo.html", values)


@page(lists, "GET", "/inbox/done")
def done(visit: Visit) -> Answer:
    """已办."""
    wanted = Wanted.read(visit.query)
    found = boxes.done(visit.office, visit.actor, wanted, after=after(visit, an_instant, a_text))
    values = {
        **_values(visit, wanted, "done", "/inbox/done"),
        **paging(visit, "/inbox/done", wanted.to_query(), found.next),
        "rows": found.rows,
    }
    return Screen("lists/done.html", values)


@page(lists, "GET", "/drafts")
def drafts(visit: Visit) -> Answer:
    """草稿箱."""
    found = boxes.drafts(visit.office, visit.actor, after=after(visit, an_instant, a_text))
    applications = list_drafts(visit.office, visit.actor) if not visit.query.get("after") else []
    values = {**shared(visit), **paging(visit, "/drafts", {}, found.next), "rows": found.rows}
    return Screen("lists/drafts.html", {**values, "applications": applications})


@page(lists, "POST", "/inbox/group/claim")
def claim(visit: Visit) -> Answer:
    """Claim the chosen rows."""
    return _outcomes(visit, bulk.claim_many(visit.office, visit.actor, visit.form.getlist("task")), "claim")


@page(lists, "POST", "/inbox/group/hand-over")
def hand_over(visit: Visit) -> Answer:
    """Hand the chosen rows over to a colleague."""
    chosen, to = visit.form.getlist("task"), visit.form.get("to", "")
    return _outcomes(visit, bulk.hand_over_many(visit.office, visit.actor, chosen, to), "hand_over")


@page(lists, "POST", "/inbox/<box>/views")
def save_view(visit: Visit, box: str) -> Answer:
    """Keep the list as it is shown under a name."""
    query = {name: value for name, value in visit.form.items() if name not in ("csrf", "name", "default")}
    is_default = visit.form.get("default") == "yes"
    name = visit.form.get("name", "")
    row = saved_views.save_view(visit.office, visit.actor, box, name, query, is_default=is_default)
    return Goto(address(_path_of(box), row.query or {ALL: "yes"}), said="lists.views.saved")


@page(lists, "POST", "/inbox/<box>/views/<view>/default")
def default_view(visit: Visit, box: str, view: str) -> Answer:
    """Open the box with this view, or (`none`) with everything."""
    saved_views.set_default(visit.office, visit.actor, box, None if view == "none" else view)
    return Goto(address(_path_of(box), {ALL: "yes"}), said="lists.views.default_set")


@page(lists, "POST", "/inbox/<box>/views/<view>/drop")
def drop_view(visit: Visit, box: str, view: str) -> Answer:
    """Forget a view."""
    saved_views.drop_view(visit.office, visit.actor, view)
    return Goto(address(_path_of(box), {ALL: "yes"}), said="lists.views.dropped")


def _path_of(box: str) -> str:
    return {"todo": TODO, "supervision": "/supervision"}.get(box, f"/inbox/{box}")


def _values(visit: Visit, wanted: Wanted, box: str, path: str) -> dict[str, Any]:
    """What the filters of a box choose from."""
    return {
        **shared(visit),
        "box": box,
        "path": path,
        "wanted": wanted,
        "query": wanted.to_query(),
        "dues": DUES,
        "urgencies": URGENCIES,
        "states": state_choices(visit.lang),
        "steps": step_names.steps(visit.office),
        "link": lambda **changed: address(path, _changed(wanted, changed)),
    }


def _changed(wanted: Wanted, changed: Mapping[str, str]) -> dict[str, str]:
    """The same list with these parameters; none left means all, so that no default view takes its place."""
    query = {name: value for name, value in {**wanted.to_query(), **changed}.items() if value}
    return query or {ALL: "yes"}


def _kept(visit: Visit, wanted: Wanted) -> dict[str, str]:
    return wanted.to_query() or ({ALL: "yes"} if ALL in visit.query else {})


def _outcomes(visit: Visit, outcomes: list[bulk.Outcome], act: str) -> Answer:
    """What came of each row; the list behind it is read anew."""
    values = {"outcomes": outcomes, "act": act, "number_done": sum(one.is_done for one in outcomes)}
    if visit.is_htmx:
        return Fragment("lists/_outcomes.html", values, headers={"HX-Trigger": "huishang:changed"})
    return Screen("lists/outcomes.html", values)
