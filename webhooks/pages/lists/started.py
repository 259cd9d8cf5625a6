"""我发起: cases that the visitor or the visitor's body opened, and what the visitor set going."""

from __future__ import annotations

from engine.actions.lists.started import acts_started, cases_started
from engine.cases.audit_words import Word
from webhooks.pages.answers import Answer, Screen
from webhooks.pages.lists.room import lists, shared
from webhooks.pages.page import page
from webhooks.pages.pager import after, paging
from webhooks.pages.visits import Visit
from webhooks.paging import a_number, a_text, an_instant

PATH = "/inbox/started"


@page(lists, "GET", PATH)
def started(visit: Visit) -> Answer:
    """Cases, the latest first."""
    found = cases_started(visit.office, visit.actor, after=after(visit, an_instant, a_text))
    values = {**shared(visit), **paging(visit, PATH, {}, found.next), "rows": found.rows}
    return Screen("lists/started.html", values)


@page(lists, "GET", f"{PATH}/acts")
def started_acts(visit: Visit) -> Answer:
    """Acts, the latest first."""
    found = acts_started(visit.office, visit.actor, after=after(visit, an_instant, a_text, a_number))
    values = {
        **shared(visit),
        **paging(visit, f"{PATH}/acts", {}, found.next),
        "rows": found.rows,
        "word": lambda word: Word(word).label(visit.lang),
    }
    return Screen("lists/started_acts.html", values)
