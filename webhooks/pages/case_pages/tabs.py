"""`/cases/<id>` and its tabs: whole for a browser, the tab alone for htmx. What a reader may not know is not there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from engine.actions.case_page.content import Contents
from engine.actions.case_page.decisions import countersigned, meetings_of, opinions_hidden, summaries
from engine.actions.case_page.files import files_of
from engine.actions.case_page.head import Tab, head_of, require_tab
from engine.actions.case_page.info import info_of
from engine.actions.case_page.log import FILTERS, log_of
from engine.actions.case_page.names import Names
from engine.actions.case_page.opinions import rounds_of
from engine.actions.case_page.proofs import proofs_of
from engine.actions.case_page.progress import progress_of
from engine.actions.case_page.timeline import timeline_of
from engine.actions.reading import reading_case
from engine.actions.work import CaseWork
from webhooks.pages.answers import Answer, Fragment, Screen
from webhooks.pages.case_pages.blueprint import case_pages
from webhooks.pages.case_pages.calendar_months import months_of
from webhooks.pages.page import page
from webhooks.pages.visits import Visit
from webhooks.paging import LARGEST

TABS: Final = ",".join(tab.value for tab in Tab if tab is not Tab.INFO)
Values = Mapping[str, Any]


@page(case_pages, "GET", "/cases/<case_id>")
def show_case(visit: Visit, case_id: str) -> Answer:
    """The first tab."""
    return _tab(visit, case_id, Tab.INFO)


@page(case_pages, "GET", f"/cases/<case_id>/<any({TABS}):tab>")
def show_tab(visit: Visit, case_id: str, tab: str) -> Answer:
    """Any other tab."""
    return _tab(visit, case_id, Tab(tab))


def _tab(visit: Visit, case_id: str, tab: Tab) -> Answer:
    with reading_case(visit.office, visit.actor, case_id) as work:
        require_tab(work, tab)
        names = Names(work, visit.lang)
        values = {"head": head_of(work, names), "tab": tab.value, **READS[tab](visit, work, names)}
    if visit.is_htmx:
        return Fragment("case_pages/_case.html", values)
    return Screen(f"case_pages/{tab.value}.html", values)


def _info(visit: Visit, work: CaseWork, names: Names) -> Values:
    return {"info": info_of(work, names)}


def _timeline(visit: Visit, work: CaseWork, names: Names) -> Values:
    return {"timeline": timeline_of(work, names, before=number(visit, "before"))}


def _diagram(visit: Visit, work: CaseWork, names: Names) -> Values:
    return {"progress": progress_of(work, names)}


def _opinions(visit: Visit, work: CaseWork, names: Names) -> Values:
    contents = Contents.read(work, names)
    return {
        "rounds": rounds_of(work, contents, names),
        "meetings": meetings_of(work, contents),
        "countersigned": countersigned(work, contents, names),
        "summaries": summaries(work, contents, names),
        "hidden": opinions_hidden(work, contents),
    }


def _files(visit: Visit, work: CaseWork, names: Names) -> Values:
    return {"files": files_of(work, names)}


def _deadlines(visit: Visit, work: CaseWork, names: Names) -> Values:
    return {"proofs": [(proof, months_of(proof.proof)) for proof in proofs_of(work, names)]}


def _log(visit: Visit, work: CaseWork, names: Names) -> Values:
    wanted = visit.query.get("show", "")
    log = log_of(work, names, before=number(visit, "before"), wanted=wanted)
    return {"log": log, "wanted": wanted if wanted in FILTERS else "", "filters": tuple(FILTERS)}


READS: Final[Mapping[Tab, Callable[[Visit, CaseWork, Names], Values]]] = {
    Tab.INFO: _info,
    Tab.TIMELINE: _timeline,
    Tab.DIAGRAM: _diagram,
    Tab.OPINIONS: _opinions,
    Tab.FILES: _files,
    Tab.DEADLINES: _deadlines,
    Tab.LOG: _log,
}


def number(visit: Visit, name: str) -> int:
    """A number of a record in the address; none and nonsense are 0."""
    text = visit.query.get(name, "")
    return min(int(text), LARGEST) if text.isascii() and text.isdigit() and len(text) < 12 else 0
