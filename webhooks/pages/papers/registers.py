"""Registers of numbers: what went out and what came in, by year."""

from __future__ import annotations

from engine.actions.papers.paper_registers import incoming, outgoing
from webhooks.pages.answers import Answer, Goto, Screen
from webhooks.pages.page import page
from webhooks.pages.papers.room import PROCEDURE, papers
from webhooks.pages.visits import Visit

OUT, IN = "out", "in"


@page(papers, "GET", "/papers")
def index(_visit: Visit) -> Answer:
    """The registers are where one looks for a paper without its case."""
    return Goto("/papers/registers")


@page(papers, "GET", "/papers/registers")
def registers(visit: Visit) -> Answer:
    """Every number of a year."""
    which = IN if visit.query.get("which") == IN else OUT
    asked = visit.query.get("year", "")
    year = int(asked) if asked.isdigit() and len(asked) == 4 else None
    read = incoming if which == IN else outgoing
    found = read(visit.office, visit.actor, PROCEDURE, year, visit.lang)
    return Screen("papers/registers.html", {"which": which, "found": found, "years": _years(found.years, found.year)})


def _years(known: tuple[int, ...], year: int) -> list[int]:
    return sorted({*known, year}, reverse=True)
