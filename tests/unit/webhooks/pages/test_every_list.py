"""Every list on a page, read from page to page in small pages: all rows once, in the order of the whole list.

The rows share one instant and one due day, so that only the second half of a sort key tells them apart.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from engine.actions.case_page import listing, log, timeline
from engine.actions.house.office import Office
from engine.actions.lists import boxes, house_lists, reading_boxes, started, supervise
from engine.actions.notices import notices_of
from engine.actions.notices.send_due_notices import send_due_notices
from engine.actions.registers import read_register
from engine.registers.books import BOOKS
from webhooks.pages.identity import admin_audit, admin_people
from webhooks.paging import cursor_of

#: rows of a page while they are read here
SMALL = 2
#: what every list takes its rows from, with the name of its page size
SIZES = (
    (boxes.todo, "most"),
    (boxes.done, "most"),
    (boxes.drafts, "most"),
    (reading_boxes.to_read, "most"),
    (reading_boxes.have_read, "most"),
    (started.cases_started, "most"),
    (started.acts_started, "most"),
    (supervise.pressing, "most"),
    (notices_of.notices_of, "most"),
    (listing.view_cases, "most"),
    (log.log_of, "most"),
    (timeline.timeline_of, "most"),
    (read_register.read_register, "most"),
    (house_lists.list_meetings, "most"),
    (house_lists.list_suggestions, "most"),
)
TASK = r'id="row-([^"]+)"'
#: address → who reads it, and what tells its rows apart
LISTS: dict[str, tuple[str, str]] = {
    "/cases": ("officer", r'<th scope="row"><a href="/cases/(\w+)"'),
    "/cases?stand=all&danger=no": ("luoyang.liaison", r'<th scope="row"><a href="/cases/(\w+)"'),
    "/inbox/group": ("officer", TASK),
    "/inbox/group?order=latest": ("officer", TASK),
    "/inbox/group?urgency=plain": ("officer", TASK),
    "/inbox/group?new=yes": ("officer", TASK),
    "/inbox/toread": ("director", r'data-opens-row>.*?action="/inbox/toread/(\w+)/read"'),
    "/inbox/read": ("reviewer", r'href="/inbox/toread/(\w+)" data-opens-row'),
    "/inbox/done": ("officer", r'href="/tasks/([^"]+)" data-opens-row'),
    "/drafts": ("officer", r'href="/tasks/([^"]+)" data-opens-row'),
    "/inbox/started": ("luoyang.liaison", r'href="/cases/(\w+)" data-opens-row'),
    "/inbox/started/acts": ("supervisor", r'href="/cases/(\w+)" data-opens-row'),
    "/supervision": ("supervisor", TASK),
    "/supervision?urgency=plain": ("supervisor", TASK),
    "/notices": ("officer2", r'href="/notices/(\d+)" data-opens-row'),
    "/meetings": ("officer", r'<a href="/meetings/(\w{32})"'),
    "/suggestions": ("officer", r'action="/suggestions/(\w+)/refer"'),
    "/admin/people": ("sysadmin", r'<a href="/admin/people/([^"]+)"'),
    "/admin/audit": ("auditor", r"<code>(\w+)</code></a> · (\d+)"),
    "/cases/<case>/log": ("officer", r'id="record-(\d+)"'),
    "/registers/acceptance": ("officer", r'<a href="/cases/(\w+)"'),
}


@pytest.fixture(scope="module")
def filled(office: Office, caller: Any, application: dict[str, Any]) -> str:
    """Five cases of one instant, each with a task done, a draft, a circulation, an urge; meetings and suggestions."""
    applicant, officer = caller("luoyang.liaison"), caller("officer")
    opening = {"procedure": "case_consultation", "form": application}
    for place in range(5):
        case = applicant.post("/cases", opening).json
        review = next(task["id"] for task in case["tasks"] if task["element"] == "review_application")
        readers = {"reason": "请阅知（虚构）", "readers": ["director", "reviewer"]}
        sent = officer.post(f"/cases/{case['case']}/circulations", readers)
        assert sent.status_code in (200, 201), sent.json
        urged = caller("supervisor").post(f"/cases/{case['case']}/urge", {"reason": "请尽快（虚构）"})
        assert urged.status_code == 200, urged.json
        officer.post("/meetings", {"title": f"会商会议{place}（虚构）", "planned_on": "2026-12-10"})
        caller("education.liaison").post("/suggestions", {"topic": f"建议{place}（虚构）"})
        saved = officer.send("PUT", f"/tasks/{review}/draft", json={"form": {"reason": "草稿（虚构）"}})
        assert saved.status_code == 200, saved.json
        other = applicant.post("/cases", opening).json
        review = next(task["id"] for task in other["tasks"] if task["element"] == "review_application")
        form = {"choice": "accept", "confirmed": ["2"], "reason": "符合情形二（虚构）"}
        assert officer.post(f"/tasks/{review}/complete", {"form": form}).status_code == 200
    send_due_notices(office)
    return str(case["case"])


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Makes every page small."""

    def shrink(rows: int) -> None:
        for read, name in SIZES:
            monkeypatch.setitem(read.__kwdefaults__, name, rows)
        monkeypatch.setattr(admin_people, "PAGE", rows)
        monkeypatch.setattr(admin_audit, "PAGE", rows)

    return shrink


@pytest.mark.parametrize("address", [*LISTS, *(f"/registers/{book.name}" for book in BOOKS[1:])])
def test_a_list_read_in_small_pages_is_the_list(browse: Any, filled: str, small: Any, address: str) -> None:
    who, pattern = LISTS.get(address, LISTS["/registers/acceptance"])
    here = address.replace("<case>", filled)
    rows = re.compile(pattern, re.DOTALL)
    if address == "/inbox/read":
        for circulation in re.findall(r'action="/inbox/toread/(\w+)/read"', browse(who).read_through("/inbox/toread")):
            browse(who).post(f"/inbox/toread/{circulation}/read")
    small(10_000)
    whole = rows.findall(browse(who).get(here).text)
    small(max(SMALL, len(whole) // 20))
    read = rows.findall(browse(who).read_through(here))
    assert len(set(read)) == len(read), "a row comes twice"
    assert read == whole
    if address in LISTS:
        assert len(whole) > 2 * SMALL, "there are no three pages to read"


def test_a_timeline_in_small_pages_tears_no_act_apart(browse: Any, filled: str, small: Any) -> None:
    """A page ends between two acts, so it must hold the longest of them: here five records, the opening."""
    here, told = f"/cases/{filled}/timeline", re.compile(r'id="record-(\d+)"')
    whole = told.findall(browse("officer").get(here).text)
    small(6)
    assert told.findall(browse("officer").read_through(here)) == whole
    assert len(whole) > SMALL


@pytest.mark.parametrize(
    "before",
    [
        ["x", "y", 1],
        ["2026-03-02T00:00:00", "people", 1],
        ["2026-03-02T00:00:00+00:00", "people", 10**15],
        ["0001-01-01T00:00:00+14:00", "x", 1],
        ["2026-03-02T00:00:00+00:00", "people"],
    ],
)
def test_a_foreign_place_in_the_record_is_the_first_page(browse: Any, before: list[Any]) -> None:
    assert browse("auditor").get("/admin/audit", query_string={"after": cursor_of(before)}).status_code == 200
