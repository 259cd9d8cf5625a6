"""The papers of one case: a piece of the case's page, and a page of its own for the acts on them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from engine.actions.cases.case_view import view_case
from engine.actions.house.names import unit_words
from engine.actions.papers.archive_case import may_archive
from engine.actions.papers.draw_paper import draw_paper, drawn_for, on_demand
from engine.actions.papers.paper_view import PaperView, list_papers
from engine.cases.acts import Act
from webhooks.pages.answers import Answer, Fragment, Goto, Screen
from webhooks.pages.page import page
from webhooks.pages.papers.room import papers
from webhooks.pages.visits import Visit

#: more papers of one kind than these are one row that opens
ALONE: Final = 3


@page(papers, "GET", "/cases/<case>/papers/list")
def papers_of_case(visit: Visit, case: str) -> Answer:
    """The papers of a case; a piece for the tab of its page, a whole page where a browser asks."""
    values = _values(visit, case)
    return Fragment("papers/_list.html", values) if visit.is_htmx else Screen("papers/list.html", values)


@page(papers, "POST", "/cases/<case>/papers")
def draw_up(visit: Visit, case: str) -> Answer:
    """Draw up a paper and show it."""
    kind, about, participant = (visit.form.get(name, "") for name in ("kind", "about", "participant"))
    answer = draw_paper(visit.office, visit.actor, case, kind, about=about, participant=participant)
    return Goto(f"/papers/{answer.details['paper']}", "papers.said.drawn")


def _values(visit: Visit, case: str) -> dict[str, Any]:
    seen = view_case(visit.office, visit.actor, case)
    open_acts = {offer.act for offer in seen.offers if offer.open}
    may_draw, kinds = Act.DRAW_PAPER in open_acts, on_demand(seen.case.procedure)
    return {
        "case": seen.case,
        "units": unit_words(visit.office, visit.lang),
        "letters": _letters(reversed(list_papers(visit.office, visit.actor, case, visit.lang))),
        "kinds": [(kind.key, kind.title(visit.lang)) for kind in kinds if not kind.is_for_each],
        "kinds_for": [(kind.key, kind.title(visit.lang)) for kind in kinds if kind.is_for_each],
        "recipients": drawn_for(visit.office, visit.actor, case) if may_draw else [],
        "may_draw": may_draw,
        "may_archive": may_archive(visit.office, visit.actor, case),
    }


def _letters(papers: Iterable[PaperView]) -> list[list[PaperView]]:
    """What stands in one row: a paper alone, or the many copies of one kind that went to the participants."""
    by_kind: dict[tuple[str, str, bool], list[PaperView]] = {}
    for one in papers:
        by_kind.setdefault((one.kind, one.number, one.voided_at is None), []).append(one)
    rows = list[list[PaperView]]()
    for many in by_kind.values():
        rows += [sorted(many, key=lambda one: one.item)] if len(many) > ALONE else [[one] for one in many]
    return sorted(rows, key=lambda row: row[0].issued_on, reverse=True)
