"""Counting working days, for anyone signed in."""

from __future__ import annotations

from datetime import date

from flask import Blueprint

from engine.actions.house.read_calendar import read_calendar
from engine.clock import beijing_day
from engine.deadlines.term_text import explain_term, term_json
from webhooks.operations import Call, Reply, operation
from webhooks.shapes.time import TERM, TERM_EXAMPLE, WORKDAYS_QUERY

workdays = Blueprint("workdays", __name__)


@operation(
    workdays,
    "GET",
    "/workdays",
    query=WORKDAYS_QUERY,
    needs=("start", "days"),
    answer=TERM,
    answer_example=TERM_EXAMPLE,
)
def count_workdays(call: Call) -> Reply:
    """The due day of a term by the notices published by `as_of`, else by today."""
    known_on = call.query.get("as_of")
    at = date.fromisoformat(known_on) if known_on else beijing_day(call.office.clock.now())
    term = read_calendar(call.office).known_at(at).add(date.fromisoformat(call.query["start"]), call.query["days"])
    return Reply(term_json(term, call.lang) | {"explanation": explain_term(term, call.lang)})
