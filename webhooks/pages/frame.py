"""What belongs to the frame of every page: language, size of type, numbers in the menu, calendars."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

from engine.actions.calendar.read_month import read_month
from engine.actions.lists.counts import counts_of
from engine.actions.people import preferences
from engine.deadlines.day_text import short_reason
from engine.errors import Invalid
from engine.texts.catalogue import LANGUAGES
from webhooks.pages import languages, texts
from webhooks.pages.answers import Answer, Data, Goto
from webhooks.pages.identity.next_page import own_address
from webhooks.pages.page import page
from webhooks.pages.visits import Visit

frame = Blueprint("frame", __name__)

#: what the day of a year is that nobody has published
UNKNOWN: Final = "unknown"
#: what a visitor may choose in the frame: the values of each preference; the first is the usual one
CHOICES: Final = {languages.NAME: LANGUAGES, "large": ("", "yes")}


@page(frame, "POST", "/preferences/<name>", public=True)
def choose(visit: Visit, name: str) -> Answer:
    """Keep a choice with the person, or with the browser before anybody signed in; then back to the page."""
    value = visit.form.get("value", "")
    if value not in CHOICES.get(name, ()):
        raise Invalid("pages.preference", name=name[:40])
    back = own_address(visit.form.get("back", "/"))
    if not visit.is_signed_in:
        return Goto(back, cookies={name: value})
    preferences.keep(visit.office, visit.actor, name, value)
    return Goto(back)


@page(frame, "GET", "/frame/counts")
def count(visit: Visit) -> Answer:
    """The numbers of the menu and of the bell."""
    return Data(dict(counts_of(visit.office, visit.actor)))


@page(frame, "GET", "/frame/months/<int:year>/<int:month>")
def show_month(visit: Visit, year: int, month: int) -> Answer:
    """A month for date fields: each day with its mark, its reason and its distance in working days."""
    found = read_month(visit.office, year, month)
    return Data(
        {
            "title": texts.month_title(found.first),
            "today": found.today,
            "published": found.is_published,
            "days": [
                {
                    "day": one.reason.day,
                    "kind": one.reason.kind if one.is_published else UNKNOWN,
                    "why": short_reason(one.reason, visit.lang) if one.is_published else "",
                    "ahead": one.ahead,
                }
                for one in found.days
            ],
        }
    )
