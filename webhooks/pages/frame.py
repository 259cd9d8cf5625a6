"""What belongs to the frame of every page: language, size of type, numbers in the menu, calendars."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

from engine.actions import preferences
from engine.errors import Invalid
from engine.texts.catalogue import LANGUAGES
from webhooks.pages import languages
from webhooks.pages.answers import Answer, Goto
from webhooks.pages.page import page
from webhooks.pages.visits import Visit

frame = Blueprint("frame", __name__)

#: what a visitor may choose in the frame: the values of each preference; the first is the usual one
CHOICES: Final = {languages.NAME: LANGUAGES, "large": ("", "yes")}


@page(frame, "POST", "/preferences/<name>", public=True)
def choose(visit: Visit, name: str) -> Answer:
    """Keep a choice with the person, or with the browser before anybody signed in; then back to the page."""
    value = visit.form.get("value", "")
    if value not in CHOICES.get(name, ()):
        raise Invalid("pages.preference", name=name[:40])
    back = _own_page(visit.form.get("back", "/"))
    if not visit.is_signed_in:
        return Goto(back, cookies={name: value})
    preferences.keep(visit.office, visit.actor, name, value)
    return Goto(back)


def _own_page(address: str) -> str:
    """An address of ours, never a foreign one."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/"
