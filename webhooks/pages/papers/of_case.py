"""The papers of one case: a piece of the case's page, and a page of its own for the acts on them."""

from __future__ import annotations

from typing import Any

from engine.actions.cases.case_view import view_case
from engine.actions.house.names import unit_words
from engine.actions.papers.archive_case import may_archive
from engine.actions.papers.draw_paper import draw_paper, on_demand
from engine.actions.papers.paper_view import list_papers
from engine.cases.acts import Act
from webhooks.pages.answers import Answer, Fragment, Goto, Screen
from webhooks.pages.page import page
from webhooks.pages.papers.room import papers
from webhooks.pages.visits import Visit


@page(papers, "GET", "/cases/<case>/papers/list")
def papers_of_case(visit: Visit, case: str) -> Answer:
    """The papers of a case; a piece for the tab of its page, a whole page where a browser asks."""
    values = _values(visit, case)
    return Fragment("papers/_list.html", values) if visit.is_htmx else Screen("papers/list.html", values)


@page(papers, "POST", "/cases/<case>/papers")
def draw_up(visit: Visit, case: str) -> Answer:
    """Draw up a paper and show it."""
    answer = draw_paper(visit.office, visit.actor, case, visit.form.get("kind", ""), about=visit.form.get("about", ""))
    return Goto(f"/papers/{answer.details['paper']}", "papers.said.drawn")


def _values(visit: Visit, case: str) -> dict[str, Any]:
    seen = view_case(visit.office, visit.actor, case)
    open_acts = {offer.act for offer in seen.offers if offer.open}
    return {
        "case": seen.case,
        "units": unit_words(visit.office, visit.lang),
        "papers": list(reversed(list_papers(visit.office, visit.actor, case, visit.lang))),
        "kinds": [(kind.key, kind.title(visit.lang)) for kind in on_demand(seen.case.procedure)],
        "may_draw": Act.DRAW_PAPER in open_acts,
        "may_archive": may_archive(visit.office, visit.actor, case),
    }
