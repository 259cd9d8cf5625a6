"""One's own desk: saved views of lists, notices, and how one wants to be told."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from engine.actions.lists import saved_views
from engine.actions.notices import notice_preferences, notices_of
from engine.actions.notices.notice_preferences import Chosen
from engine.storage.saved_views import ViewRow
from webhooks.operations import Call, Reply, operation
from webhooks.paging import a_number, cursor_of, key_of, limit_of
from webhooks.shapes import desk as shapes
from webhooks.shapes.cases import PAGE_QUERY

desk = Blueprint("desk", __name__)
PREFERENCES: dict[str, Any] = {"answer": shapes.PREFERENCES, "answer_example": shapes.PREFERENCES_EXAMPLE}


@operation(
    desk,
    "GET",
    "/views/<box>",
    answer=shapes.VIEWS,
    answer_example={"items": [shapes.VIEW_EXAMPLE], "next": None},
    tag="tasks",
)
def list_views(call: Call, box: str) -> Reply:
    """My saved views of a list, by name."""
    views = saved_views.views_of(call.office, call.actor, box)
    return Reply({"items": [_view(one) for one in views], "next": None})


@operation(
    desk,
    "POST",
    "/views/<box>",
    status=201,
    body=shapes.NEW_VIEW,
    body_example=shapes.NEW_VIEW_EXAMPLE,
    answer=shapes.VIEW,
    answer_example=shapes.VIEW_EXAMPLE,
    tag="tasks",
)
def save_list_view(call: Call, box: str) -> Reply:
    """Keep filters and order under a name; the same name takes the place of the earlier one."""
    body = call.body
    is_default = body.get("default", False)
    return Reply(
        _view(saved_views.save_view(call.office, call.actor, box, body["name"], body["query"], is_default=is_default))
    )


@operation(
    desk,
    "PUT",
    "/views/<box>/default",
    body=shapes.DEFAULT_VIEW,
    body_example=shapes.DEFAULT_VIEW_EXAMPLE,
    answer=shapes.DEFAULT_VIEW,
    answer_example=shapes.DEFAULT_VIEW_EXAMPLE,
    tag="tasks",
)
def choose_default_view(call: Call, box: str) -> Reply:
    """Open the list with this view from now on; with null, with everything."""
    saved_views.set_default(call.office, call.actor, box, call.body["view"])
    return Reply({"view": call.body["view"]})


@operation(
    desk,
    "DELETE",
    "/views/<view>",
    answer=shapes.DEFAULT_VIEW,
    answer_example=shapes.DEFAULT_VIEW_EXAMPLE,
    tag="tasks",
)
def drop_list_view(call: Call, view: str) -> Reply:
    """Forget a view of mine."""
    saved_views.drop_view(call.office, call.actor, view)
    return Reply({"view": view})


@operation(
    desk,
    "GET",
    "/notices",
    query=PAGE_QUERY,
    answer=shapes.NOTICES,
    answer_example={"items": [shapes.NOTICE_EXAMPLE], "next": None},
    tag="notices",
)
def list_my_notices(call: Call) -> Reply:
    """What I was told, the latest first."""
    key = key_of(call.query.get("cursor"), a_number)
    before = key[0] if key else None
    found = notices_of.notices_of(call.office, call.actor, before=before, most=limit_of(call.query))
    items = [_notice(one, call.lang) for one in found.rows]
    return Reply({"items": items, "next": cursor_of(None if found.next is None else (found.next,))})


@operation(
    desk,
    "POST",
    "/notices/<int:notice>/read",
    answer=shapes.READ,
    answer_example={"read": 1},
    tag="notices",
)
def read_my_notice(call: Call, notice: int) -> Reply:
    """I have seen this one."""
    notices_of.read_one(call.office, call.actor, notice)
    return Reply({"read": 1})


@operation(desk, "POST", "/notices/read", answer=shapes.READ, answer_example={"read": 3}, tag="notices")
def read_my_notices(call: Call) -> Reply:
    """I have seen all of them; tells how many were new."""
    return Reply({"read": notices_of.read_all(call.office, call.actor)})


@operation(desk, "GET", "/notices/preferences", **PREFERENCES, tag="notices")
def show_notice_preferences(call: Call) -> Reply:
    """How I am told by e-mail: address, digest, and each kind."""
    return Reply(_preferences(call))


@operation(
    desk,
    "PUT",
    "/notices/preferences",
    body=shapes.PREFERENCES,
    body_example=shapes.PREFERENCES_EXAMPLE,
    **PREFERENCES,
    tag="notices",
)
def keep_notice_preferences(call: Call) -> Reply:
    """Choose how I am told by e-mail; the screen always tells."""
    body = call.body
    notice_preferences.keep(call.office, call.actor, Chosen(body["address"], body["digest"], body["kinds"]))
    return Reply(_preferences(call))


def _preferences(call: Call) -> dict[str, Any]:
    chosen = notice_preferences.of(call.office, call.actor)
    return {"address": chosen.address, "digest": chosen.digest, "kinds": dict(chosen.kinds)}


def _view(row: ViewRow) -> dict[str, Any]:
    named = {name: getattr(row, name) for name in ("id", "box", "name", "query")}
    return {**named, "default": row.is_default}


def _notice(one: notices_of.NoticeLine, lang: str) -> dict[str, Any]:
    named = {name: getattr(one, name) for name in ("id", "kind", "number", "unit", "for_whom", "at")}
    return {**named, "label": one.word(lang), "case": one.case_id, "new": one.is_new}
