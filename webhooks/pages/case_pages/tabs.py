"""`/cases/<id>` and its tabs: whole for a browser, the tab alone for htmx. What a reader may not know is not there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from engine.actions.case_page.content import Contents
from engine.actions.case_page.decisions import countersigned, meetings_of, opinions_hidden, summaries
from engine.actions.case_page.files import files_of
from engine.actions.case_page.head import Tab, head_of, require_tab
from engine.actions.case_page.info import info_of
from engine.actions.case_page.log import FILTERS, log_of
from engine.actions.case_page.names import Names
from engine.actions.case_page.opinions import rounds_of
from engine.actions.case_page.progress import progress_of
from engine.actions.case_page.proofs import proofs_of
from engine.actions.case_page.timeline import timeline_of
from engine.actions.casework.reading import reading_case
from engine.actions.casework.work import CaseWork
from webhooks.pages.answers import Answer, Fragment, Screen
from webhooks.pages.case_pages.blueprint import case_pages
from webhooks.pages.case_pages.calendar_months import months_of
from webhooks.pages.page import page
from webhooks.pages.visits import Visit
from webhooks.paging import LARGEST

TABS: Final = ",".join(tab.value for tab in Tab if tab is not Tab.INFO)
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """A case being read for one visit."""

    visit: Visit
    work: CaseWork
    names: Names


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
        values = {
            "head": head_of(work, names),
            "tab": tab.value,
            "names": names,
            **READS[tab](Reading(visit, work, names)),
        }
    if visit.is_htmx:
        return Fragment("case_pages/_case.html", values)
    return Screen("case_pages/case.html", values)


def _info(reading: Reading) -> Values:
    return {"info": info_of(reading.work, reading.names)}


def _timeline(reading: Reading) -> Values:
    return {"timeline": timeline_of(reading.work, reading.names, before=number(reading.visit, "before"))}


def _diagram(reading: Reading) -> Values:
    return {"progress": progress_of(reading.work, reading.names)}


def _opinions(reading: Reading) -> Values:
    contents = Contents.read(reading.work, reading.names)
    return {
        "rounds": rounds_of(reading.work, contents, reading.names),
        "meetings": meetings_of(reading.work, contents),
        "countersigned": countersigned(reading.work, contents, reading.names),
        "summaries": summaries(reading.work, contents, reading.names),
        "hidden": opinions_hidden(reading.work, contents),
    }


def _files(reading: Reading) -> Values:
    return {"files": files_of(reading.work, reading.names)}


def _deadlines(reading: Reading) -> Values:
    return {"proofs": [(proof, months_of(proof.proof)) for proof in proofs_of(reading.work, reading.names)]}


def _log(reading: Reading) -> Values:
    wanted = reading.visit.query.get("show", "")
    log = log_of(reading.work, reading.names, before=number(reading.visit, "before"), wanted=wanted)
    return {"log": log, "wanted": wanted if wanted in FILTERS else "", "filters": tuple(FILTERS)}


READS: Final[Mapping[Tab, Callable[[Reading], Values]]] = {
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
