"""The pages themselves: whole for browsers, the tab alone for htmx, in both languages, and cheap to ask again."""

from __future__ import annotations

from datetime import date

import pytest

from engine.actions.cases.enter_afterwards import enter_afterwards
from engine.actions.opening.open_case import open_case
from engine.actions.signing_in.authenticate import known_actor
from engine.calendar_files import shipped_tables
from engine.clock import at_beijing, beijing_day
from engine.deadlines.day_by_day import prove
from engine.deadlines.ledger import Ledger
from engine.deadlines.working_days import WorkingDays
from engine.storage import tasks
from webhooks.pages.case_pages.calendar_months import months_of

from .conftest import APPLICATION

TABS = ("", "/timeline", "/diagram", "/opinions", "/files", "/deadlines", "/log")


@pytest.mark.parametrize("tab", TABS)
def test_htmx_gets_the_tab_and_a_browser_the_page(browse, opened, tab):
    case, officer = opened(), browse("officer")
    whole, piece = officer.get(f"/cases/{case.id}{tab}").text, officer.get(f"/cases/{case.id}{tab}", htmx=True).text

    assert "<html" in whole
    assert "<html" not in piece
    assert 'id="case-tab"' in piece
    assert piece.count('aria-current="page"') == 1
    assert "style=" not in whole
    assert "onclick" not in whole


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_speaks_english(browse, opened, tab):
    case, officer = opened(), browse("officer")
    officer.post("/preferences/language", {"value": "en"})
    try:
        page = officer.get(f"/cases/{case.id}{tab}").text
    finally:
        officer.post("/preferences/language", {"value": "zh"})
    assert 'lang="en"' in page
    assert "case_pages." not in page.replace("case_pages.js.", "")


def test_progress_is_cheap_to_ask_again(browse, opened):
    case, officer = opened(), browse("officer")
    first = officer.get(f"/cases/{case.id}/progress.json")
    again = officer.client.get(
        f"/cases/{case.id}/progress.json",
        headers={"If-None-Match": first.headers["ETag"], "Accept": "application/json"},
    )
    assert (again.status_code, again.data) == (304, b"")
    assert {"places", "current", "calls", "tag", "ended"} <= first.json.keys()


def test_the_list_is_searched_and_keeps_its_filters(browse, opened):
    case, officer = opened(), browse("officer")
    assert case.number in officer.read_through("/cases")
    serial = case.number.split("〕")[1]
    found = officer.get("/cases", htmx=True, query_string={"search": serial, "stand": "all"}).text
    assert case.number in found
    assert "<html" not in found
    for query in ({"search": "查无此案"}, {"stand": "ended", "search": serial}, {"risk": "gravest", "search": serial}):
        assert case.number not in officer.get("/cases", query_string=query).text
    assert officer.get("/cases?cursor=nonsense&stand=none&risk=none").status_code == 200


def test_the_risk_is_graded_on_a_page(browse, opened):
    case, officer = opened(), browse("officer")
    refused = officer.post(f"/cases/{case.id}/risk", {"grade": "high", "reason": ""})
    assert refused.status_code == 422
    assert 'value="high" selected' in refused.text
    assert officer.post(f"/cases/{case.id}/risk", {"grade": "high", "reason": "监护缺失（虚构）"}).status_code == 303
    page = officer.get(f"/cases/{case.id}").text
    assert "risk-high" in page
    assert "监护缺失（虚构）" in page
    assert browse("education.liaison").post(f"/cases/{case.id}/risk", {"grade": "low"}).status_code == 403


def test_the_log_is_exported_on_record(browse, opened):
    case = opened()
    answer = browse("officer").post(f"/cases/{case.id}/log/export")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.data.startswith("\ufeff".encode())
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "导出" in browse("officer").get(f"/cases/{case.id}/log").text


def test_a_months_page_begins_on_monday_and_numbers_each_counted_day_once():
    calendar = WorkingDays.from_tables(shipped_tables())
    ledger = Ledger([], calendar)
    at = at_beijing(date(2022, 4, 20), 12)
    given = {"start_rule": "consensus", "length": 30, "unit": "working_days", "basis": "R6", "proposed": False}
    ledger.open("implementation", "d1", start=date(2022, 4, 20), at=at, by="p", **given)
    months = months_of(prove(ledger.get("implementation", "d1"), calendar, at))

    assert [(month.year, month.month) for month in months] == [(2022, 4), (2022, 5), (2022, 6)]
    numbers = []
    for month in months:
        for week in month.weeks:
            assert len(week) == 7
            for weekday, cell in enumerate(week):
                assert cell is None or cell.day.weekday() == weekday
                if cell and cell.told and cell.told.number:
                    numbers.append(cell.told.number)
    assert numbers == list(range(1, 31))
    assert sum(month.counted for month in months) == 30


def test_what_was_entered_afterwards_is_shown_with_its_true_day(browse, office):
    """A case whose review happened on paper (补录)."""
    applicant, officer = known_actor(office, "luoyang.liaison"), known_actor(office, "officer")
    case = open_case(office, applicant, "case_consultation", APPLICATION).case_id
    with office.database.reading() as connection:
        (task,) = tasks.open_of_case(connection, case)
    day = beijing_day(office.clock.now()).isoformat()
    late = {"true_day": day, "done_by": officer.id, "reason": "系统维护（虚构）"}
    enter_afterwards(office, officer, task, {"choice": "accept", "confirmed": ["2"], "reason": "符合（虚构）"}, **late)

    page = browse("officer").get(f"/cases/{case}/timeline")
    assert page.status_code == 200
    assert "实际发生于2026年3月2日" in page.text
    assert "系统维护（虚构）" in page.text
