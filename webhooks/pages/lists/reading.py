"""待阅 and 已阅, one circulation, and sending a case round (传阅)."""

from __future__ import annotations

from engine.actions.cases import circulate as acts
from engine.actions.lists import reading_boxes
from engine.actions.papers.paper_view import list_papers
from engine.errors import Invalid
from webhooks.pages.answers import Answer, Goto, Screen
from webhooks.pages.lists.room import lists, shared
from webhooks.pages.page import page
from webhooks.pages.pager import after, paging
from webhooks.pages.refusals import told
from webhooks.pages.visits import Visit
from webhooks.paging import a_text, an_instant


@page(lists, "GET", "/inbox/toread")
def to_read(visit: Visit) -> Answer:
    """待阅."""
    found = reading_boxes.to_read(visit.office, visit.actor, after=after(visit, an_instant, a_text))
    return _box(visit, "toread", found)


@page(lists, "GET", "/inbox/read")
def have_read(visit: Visit) -> Answer:
    """已阅."""
    found = reading_boxes.have_read(visit.office, visit.actor, after=after(visit, an_instant, a_text))
    return _box(visit, "read", found)


@page(lists, "GET", "/inbox/toread/<circulation>")
def circulation(visit: Visit, circulation: str) -> Answer:
    """One circulation: why, what, and who has read it."""
    view = reading_boxes.view_circulation(visit.office, visit.actor, circulation, visit.lang)
    return Screen("lists/circulation.html", {**shared(visit), "view": view})


@page(lists, "POST", "/inbox/toread/<circulation>/read")
def mark_read(visit: Visit, circulation: str) -> Answer:
    """It was read."""
    acts.mark_read(visit.office, visit.actor, circulation)
    return Goto("/inbox/toread", said="lists.circulation.marked")


@page(lists, "POST", "/inbox/toread/<circulation>/recall")
def recall(visit: Visit, circulation: str) -> Answer:
    """Take it back from one reader."""
    acts.recall(visit.office, visit.actor, circulation, visit.form.get("person", ""))
    return Goto(f"/inbox/toread/{circulation}", said="lists.circulation.recalled")


@page(lists, "GET", "/cases/<case>/acts/circulate")
def circulate_form(visit: Visit, case: str) -> Answer:
    """Whom to send the case to, and why."""
    return _form(visit, case, {})


@page(lists, "POST", "/cases/<case>/acts/circulate")
def circulate(visit: Visit, case: str) -> Answer:
    """Send the case round."""
    form = {
        "reason": visit.form.get("reason", ""),
        "readers": visit.form.getlist("reader"),
        "document": visit.form.get("document", ""),
    }
    try:
        answer = acts.circulate(visit.office, visit.actor, case, form)
    except Invalid as refusal:
        return _form(visit, case, dict(told(refusal, visit.lang).fields), 422)
    return Goto(f"/inbox/toread/{answer.details['circulation']}", said="lists.circulation.sent")


def _form(visit: Visit, case: str, errors: dict[str, str], status: int = 200) -> Answer:
    """The form with what was chosen, and what was sent round before."""
    values = {
        **shared(visit),
        "case": case,
        "people": reading_boxes.possible_readers(visit.office, visit.actor, case),
        "papers": list_papers(visit.office, visit.actor, case, visit.lang),
        "earlier": reading_boxes.circulations_of_case(visit.office, visit.actor, case, visit.lang),
        "reason": visit.form.get("reason", ""),
        "chosen": set(visit.form.getlist("reader")),
        "document": visit.form.get("document", ""),
        "errors": errors,
    }
    return Screen("lists/circulate.html", values, status)


def _box(visit: Visit, box: str, found: reading_boxes.ReadingPage) -> Answer:
    values = {**shared(visit), **paging(visit, f"/inbox/{box}", {}, found.next), "box": box, "rows": found.rows}
    return Screen("lists/reading.html", values)
