"""A page that shows every shared part once: what is accessible and speaks Chinese here does so everywhere."""

from __future__ import annotations

from datetime import UTC, date, datetime

from flask import Blueprint

from engine.actions.casework.due_days import Due
from engine.deadlines.status import ClockState
from engine.deadlines.stretches import Whose
from engine.deadlines.term import Certainty
from webhooks.pages.answers import Answer, Screen
from webhooks.pages.page import page
from webhooks.pages.visits import Visit

gallery = Blueprint("tried", __name__, template_folder="templates")
AT = datetime(2022, 4, 8, 2, 0, tzinfo=UTC)
LEFT = {"overdue": -3, "due_today": 0, "due_soon": 4, "provisional": 18, "on_track": 22}


def due(state: ClockState) -> Due:
    """A clock in this state."""
    whose = Whose.PERFORMER if state is ClockState.OVERDUE else None
    return Due("implementation", "", date(2022, 4, 29), None, state, LEFT.get(state.value), Certainty.FINAL, whose)


@page(gallery, "GET", "/gallery")
def show(visit: Visit) -> Answer:
    rows = [
        {"at": AT, "title": "签收", "who": "虚构", "icon": "mail-check"},
        {"at": AT, "title": "送达", "icon": "send", "system": True, "detail": "虚构"},
    ]
    return Screen(
        "tried/gallery.html", {"dues": [due(state) for state in ClockState], "rows": rows, "day": "2022-04-29"}
    )
