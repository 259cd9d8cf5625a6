"""`/cases`: the cases a reader has to do with, filtered, searched, page by page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from engine.actions.case_page.listing import STANDS, CasesWanted, view_cases
from engine.cases.risks import RiskGrade
from engine.cases.states import CaseState
from engine.errors import Invalid
from webhooks.pages.answers import Answer, Fragment, Screen
from webhooks.pages.case_pages.blueprint import case_pages
from webhooks.pages.page import page
from webhooks.pages.visits import Visit
from webhooks.paging import a_text, an_instant, cursor_of, key_of


@page(case_pages, "GET", "/cases")
def list_cases(visit: Visit) -> Answer:
    """The list, or for htmx its rows alone."""
    wanted = CasesWanted.read(visit.query)
    found = view_cases(visit.office, visit.actor, wanted, after=_after(visit))
    query = wanted.to_query()
    cursor = cursor_of(found.next)
    values: dict[str, Any] = {
        "rows": found.rows,
        "wanted": wanted,
        "next": f"/cases?{urlencode(query | {'cursor': cursor})}" if cursor else "",
        "first": f"/cases?{urlencode(query)}" if visit.query.get("cursor") else "",
        "narrowed": bool(query),
        "stands": STANDS,
        "states": [(state.value, state.label(visit.lang)) for state in CaseState],
        "risks": [(grade.value, grade.label(visit.lang)) for grade in RiskGrade],
    }
    if visit.is_htmx:
        return Fragment("case_pages/_rows.html", values)
    return Screen("case_pages/list.html", values)


def _after(visit: Visit) -> tuple[str, str] | None:
    """The key the page goes on after; a cursor nobody gave out begins at the beginning."""
    try:
        key = key_of(visit.query.get("cursor"), an_instant, a_text)
    except Invalid:
        return None
    return (str(key[0]), str(key[1])) if key else None
