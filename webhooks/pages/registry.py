"""Every room of pages, one line each, and what all templates share."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Flask
from jinja2 import StrictUndefined

from webhooks.pages import frame, texts
from webhooks.pages.assets import asset, built, sprite, static
from webhooks.pages.case_pages.views import case_pages
from webhooks.pages.door.all_doors import door, meetings
from webhooks.pages.errors import register_errors
from webhooks.pages.identity.all_doors import DOORS
from webhooks.pages.lists.all_lists import lists
from webhooks.pages.papers.all_papers import papers
from webhooks.pages.registers.all_registers import registers
from webhooks.pages.tasks.files import files
from webhooks.pages.tasks.phrases import phrases
from webhooks.pages.tasks.task import tasks

PAGES: Final[tuple[Blueprint, ...]] = (
    static,
    frame.frame,
    lists,
    case_pages,
    papers,
    door,
    meetings,
    *DOORS,
    tasks,
    files,
    phrases,
    registers,
)


def register_pages(app: Flask) -> None:
    """Add every room and prepare the templates: a value that is missing is an error, never an empty place."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals |= {"asset": asset, "sprite": sprite, "built": built}
    texts.register(app)
    for room in PAGES:
        app.register_blueprint(room)
    register_errors(app)
