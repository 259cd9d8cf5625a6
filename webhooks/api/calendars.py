"""The working-day calendar: which years are known, and taking in a notice."""

from __future__ import annotations

from flask import Blueprint

from engine.actions.calendar.calendar_text import import_lines
from engine.actions.calendar.import_calendar import import_calendar
from engine.actions.house.read_calendar import read_calendar
from engine.clock import beijing_day
from engine.deadlines.calendar_alarm import missing_year
from webhooks.operations import Call, Reply, operation
from webhooks.shapes import time as shapes

calendars = Blueprint("calendars", __name__)


@operation(calendars, "GET", "/calendars", answer=shapes.CALENDARS, answer_example=shapes.CALENDARS_EXAMPLE)
def show_calendar(call: Call) -> Reply:
    """The calendar as known today, and the year whose notice is wanted."""
    today = beijing_day(call.office.clock.now())
    known = read_calendar(call.office).known_at(today)
    return Reply(
        {
            "version": known.version,
            "known_on": today.isoformat(),
            "published_through": known.published_through.isoformat(),
            "missing": missing_year(known, today),
        }
    )


@operation(
    calendars,
    "POST",
    "/calendars",
    body=shapes.CALENDAR_BODY,
    body_example=shapes.CALENDAR_BODY_EXAMPLE,
    answer=shapes.CALENDAR_DIFF,
    answer_example=shapes.CALENDAR_DIFF_EXAMPLE,
)
def import_notice(call: Call) -> Reply:
    """Take in a notice, or with `dry_run` only show what it would change."""
    dry_run = call.body.get("dry_run", False)
    imported = import_calendar(call.office, call.actor, call.body["table"], dry_run=dry_run)
    lines = import_lines(imported, call.lang)
    return Reply({"dry_run": dry_run, "changed": not imported.diff.is_empty, "lines": lines})
