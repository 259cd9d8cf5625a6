"""Which subjects the API has, in the order of its page."""

from __future__ import annotations

from flask import Flask

from webhooks.api.act_forms import act_forms
from webhooks.api.calendars import calendars
from webhooks.api.case_acts import case_acts
from webhooks.api.cases import cases
from webhooks.api.decisions import decisions
from webhooks.api.deployments import deployments
from webhooks.api.desk import desk
from webhooks.api.exports import exports
from webhooks.api.externals import externals
from webhooks.api.files import files
from webhooks.api.guest_links import guest_links
from webhooks.api.meetings import meetings, suggestions
from webhooks.api.messages import messages
from webhooks.api.migrations import migrations
from webhooks.api.need_to_know import need_to_know
from webhooks.api.papers import papers
from webhooks.api.participants import participants
from webhooks.api.people import people
from webhooks.api.procedures import procedures
from webhooks.api.records import audit, notices
from webhooks.api.registers import registers
from webhooks.api.repairs import repairs
from webhooks.api.simulations import simulations
from webhooks.api.task_acts import task_acts
from webhooks.api.tasks import tasks
from webhooks.api.tokens import tokens
from webhooks.api.units import units
from webhooks.api.versions import versions
from webhooks.api.work import work
from webhooks.api.workdays import workdays
from webhooks.openapi import PREFIX

SUBJECTS = (
    tokens,
    procedures,
    deployments,
    versions,
    migrations,
    simulations,
    cases,
    decisions,
    case_acts,
    act_forms,
    tasks,
    task_acts,
    desk,
    files,
    messages,
    externals,
    repairs,
    participants,
    meetings,
    suggestions,
    people,
    units,
    calendars,
    workdays,
    notices,
    need_to_know,
    guest_links,
    papers,
    registers,
    exports,
    work,
    audit,
)


def register_api(app: Flask) -> None:
    """Serve every subject under the API's prefix."""
    for subject in SUBJECTS:
        app.register_blueprint(subject, url_prefix=PREFIX)
