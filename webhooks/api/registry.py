"""Which subjects the API has, in the order of its page."""

from __future__ import annotations

from flask import Flask

from webhooks.api.calendars import calendars
from webhooks.api.case_acts import case_acts
from webhooks.api.cases import cases
from webhooks.api.meetings import meetings, suggestions
from webhooks.api.messages import messages
from webhooks.api.participants import participants
from webhooks.api.people import people
from webhooks.api.procedures import procedures
from webhooks.api.records import audit, notices
from webhooks.api.task_acts import task_acts
from webhooks.api.tasks import tasks
from webhooks.api.tokens import tokens
from webhooks.api.units import units
from webhooks.api.workdays import workdays
from webhooks.openapi import PREFIX

SUBJECTS = (
    tokens,
    procedures,
    cases,
    case_acts,
    tasks,
    task_acts,
    messages,
    participants,
    meetings,
    suggestions,
    people,
    units,
    calendars,
    workdays,
    notices,
    audit,
)


def register_api(app: Flask) -> None:
    """Serve every subject under the API's prefix."""
    for subject in SUBJECTS:
        app.register_blueprint(subject, url_prefix=PREFIX)
