"""Meetings in the browser: planned, invited to, answered, held; guests see their own cases and nobody's names."""

from __future__ import annotations

import json

import pytest
from icalendar import Calendar

from engine.clock import at_beijing
from tests.unit.engine.actions.meetings.conftest import two  # noqa: F401
from tests.unit.engine.actions.meetings.test_live import RECORD
from tests.unit.engine.actions.meetings.two_cases import DAY, planned


def text(answer):
    return answer.get_data(as_text=True)


@pytest.fixture
def meeting(two):  # noqa: F811
    two.meeting = planned(two)
    return two


def test_a_meeting_is_planned_for_several_cases_in_their_order(two, at):  # noqa: F811
    first, second = two.cases.values()
    browser = at(two, "officer")
    form = {
        "title": "会商会议",
        "planned_on": DAY.isoformat(),
        "starts_at": "09:00",
        "ends_at": "11:00",
        "room": "第三会议室",
        "case": [first, second],
        "order": [second, first],
        f"minutes.{second}": "45",
    }

    wrong = browser.post("/meetings/new", {**form, "ends_at": "09:30"})
    assert wrong.status_code == 422
    assert "10:15" in text(wrong)
    made = browser.post("/meetings/new", form)
    page = text(browser.get(made.headers["Location"]))

    assert page.index("09:00—09:45") < page.index("09:45—10:15")
    assert page.index(two.number(second)) < page.index(two.number(first))
    assert at(two, "education.liaison").get("/meetings/new").status_code == 403
    assert made.headers["Location"] in text(browser.get("/meetings"))


def test_a_guest_sees_the_own_cases_and_answers(meeting, at):
    browser, address = at(meeting, "officer"), f"/meetings/{meeting.meeting}"
    assert browser.post(f"{address}/invite").status_code == 303
    guest, first, second = at(meeting, "health.liaison"), *meeting.cases.values()

    page = text(guest.get(address))
    assert meeting.number(first) in page
    assert meeting.number(second) not in page
    assert "四月会商" not in page
    assert "expert.law" not in page
    refused = guest.post(f"{address}/reply", {"reply": "attending"})
    assert refused.status_code == 422
    assert 'id="f-headcount-error"' in text(refused)
    assert guest.post(f"{address}/reply", {"reply": "declined", "reason": "公务冲突（虚构）"}).status_code == 303
    assert "公务冲突（虚构）" in text(browser.get(address))
    assert "公务冲突（虚构）" not in text(at(meeting, "education.liaison").get(address))
    assert at(meeting, "zhengzhou_office.officer").get(address).status_code == 404


def test_the_calendar_file_tells_numbers_alone(meeting, at):
    answer = at(meeting, "education.liaison").get(f"/meetings/{meeting.meeting}/calendar.ics")

    (event,) = Calendar.from_ical(answer.get_data()).walk("VEVENT")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert "会商会议" in str(event["SUMMARY"])
    assert "虚构个案" not in text(answer)
    assert "filename*" in answer.headers["Content-Disposition"]


def test_the_pack_is_covered_and_the_readers_own(meeting, at):
    first, second = meeting.cases.values()

    page = text(at(meeting, "expert.law2").get(f"/meetings/{meeting.meeting}/pack"))

    assert meeting.number(first) in page
    assert meeting.number(second) not in page
    assert "虚构姓名" not in page
    assert "▇▇▇" in page


def test_the_record_is_kept_and_committed_case_by_case(meeting, at):
    meeting.clock.move_to(at_beijing(DAY, 9))
    browser, address = at(meeting, "officer"), f"/meetings/{meeting.meeting}/live"
    first, second = meeting.cases.values()
    page = text(browser.get(address))
    assert page.count('role="tab"') == 2
    assert "虚构个案的会商" not in page

    for case, record in ((first, RECORD), (second, {**RECORD, "guidance_wanted": ""})):
        assert browser.post(f"{address}/{case}", {"record": json.dumps(record)}).get_json() == {"saved": True}
    told = browser.post(address, {"case": [first, second]}).get_json()

    assert told["ok"] is False
    good, bad = told["cases"]
    assert (good["sentence"], bool(good["task"])) == ("", True)
    assert list(bad["fields"]) == ["guidance_wanted"]
    assert browser.post(f"{address}/{second}", {"record": "[]"}).status_code == 422
    assert browser.post(f"{address}/{second}", {"record": json.dumps({"nonsense": 1})}).status_code == 422
    assert at(meeting, "director").get(address).status_code == 403
    # rights come before what was sent is read
    assert at(meeting, "director").post(f"{address}/{second}", {"record": "{"}).status_code == 403
    assert at(meeting, "education.liaison").post(f"{address}/{second}", {"record": "{"}).status_code == 403
    assert browser.post(f"/meetings/nowhere/live/{second}", {"record": "{"}).status_code == 404
    assert at(meeting, "education.liaison").get(address).status_code == 403


def test_calling_off_asks_for_a_reason_and_is_told(meeting, at):
    browser, address = at(meeting, "officer"), f"/meetings/{meeting.meeting}"
    browser.post(f"{address}/invite")

    assert browser.post(f"{address}/cancel", {"reason": " "}).status_code == 422
    assert browser.post(f"{address}/cancel", {"reason": "改期（虚构）"}).status_code == 303
    assert "已取消" in text(at(meeting, "health.liaison").get(address))
