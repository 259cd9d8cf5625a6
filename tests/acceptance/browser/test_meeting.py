"""A meeting for two cases in real browsers: planned, answered, put into a calendar, and held on one screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from engine.clock import at_beijing
from engine.rehearsals.sight import look
from tests.acceptance.browser.seeing import Watch, foreign, picture, unspoken, violations
from tests.acceptance.browser.stage import Scene, Stage, set_stage

Open = Callable[..., Page]
RECORDED = "已记录"
#: acts until the opinions are collated: five, fifteen receipts, fifteen opinions and their summary
COLLATED = 36
#: two cases whose opinions are collated
IN_SESSION = (Scene("first_meeting", COLLATED), Scene("first_meeting", COLLATED))


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """An office of its own."""
    with set_stage(tmp_path_factory.mktemp("meeting"), IN_SESSION) as ready:
        yield ready


@pytest.fixture(autouse=True)
def line_goes_down(watch: Watch) -> None:
    """The console tells of the request that the test cuts off."""
    watch.excuse("ERR_FAILED")


def sound(page: Page, name: str) -> None:
    """No barrier, no word missing; kept as a picture."""
    picture(page, name)
    assert violations(page) == []
    assert unspoken(page) == []
    assert foreign(page) == []


def test_a_meeting_of_two_cases_from_its_plan_to_its_minutes(stage: Stage, open_as: Open) -> None:
    office = open_as("officer", "/meetings/new")
    meeting = _planned(office)
    _answered(open_as("education.liaison", meeting))
    _declined(open_as("health.liaison", meeting))
    office.reload()
    expect(office.locator(".guests tr", has_text="省教育厅")).to_contain_text("2")
    expect(office.locator(".guests tr", has_text="省卫生健康委")).to_contain_text("公务冲突（虚构）")
    sound(office, "meeting-replies")

    stage.move_to(at_beijing(stage.clock.now().date().replace(month=4, day=20), 9))
    live = open_as("officer", f"{meeting}/live")
    ids = live.locator("[data-case]").evaluate_all("all => all.map(one => one.dataset.case)")
    for number in range(len(ids)):
        _held(live, number)
    live.on("dialog", lambda asked: asked.accept())
    # while the line is down the clerk is told, and nothing is lost
    live.route("**/live", lambda route: route.abort())
    live.locator("[data-commit-all]").click()
    expect(live.locator("[data-saved]")).to_contain_text("没有丢失")
    live.unroute("**/live")
    live.locator("[data-commit-all]").click()
    expect(live.locator(".live-tab").first).to_contain_text(RECORDED)
    expect(live.locator(".live-tab").last).to_contain_text(RECORDED)
    live.locator(".live-done a").last.click()
    # the minutes begin with the record
    expect(live.locator("#sheet textarea").first).to_have_value(re.compile("虚构议定内容"))
    sound(live, "meeting-minutes")
    assert [look(stage.office, case).state for case in ids] == ["implementing", "implementing"]


def _planned(page: Page) -> str:
    expect(page.locator('[name="case"]')).to_have_count(2)
    day = page.locator('[name="planned_on"]')
    day.fill("2022年4月20日")
    day.blur()
    expect(day).to_have_value("2022-04-20")
    page.locator('[name="starts_at"]').fill("09:00")
    page.locator('[name="ends_at"]').fill("11:00")
    page.locator('[name="room"]').fill("第三会议室")
    for box in page.locator('[name="case"]').all():
        box.check()
    # the second is heard first
    numbers = page.locator("[data-order] a").all_inner_texts()
    page.locator('[data-move="up"]').last.press("Enter")
    sound(page, "meeting-plan")
    page.locator("[data-submits]").click()
    page.wait_for_url(lambda url: not url.endswith("/new"))
    assert page.locator("#agenda ~ table tbody th").all_inner_texts() == numbers[::-1]
    page.get_by_role("button", name="发出邀请").click()
    expect(page.locator("#told")).to_be_visible()
    sound(page, "meeting-invited")
    return page.url


def _answered(page: Page) -> None:
    page.locator('[name="reply"][value="attending"]').check()
    page.locator('[name="headcount"]').fill("2")
    sound(page, "meeting-guest")
    with page.expect_download() as got:
        page.locator('a[href$="calendar.ics"]').click()
    (event,) = Calendar.from_ical(got.value.path().read_bytes()).walk("VEVENT")
    assert "会商会议" in str(event["SUMMARY"])
    assert "虚构个案" not in str(event)
    page.locator("form[action$='/reply'] [data-submits]").click()
    expect(page.locator("#told")).to_be_visible()


def _declined(page: Page) -> None:
    page.locator('[name="reply"][value="declined"]').check()
    page.locator('[name="reason"]').fill("公务冲突（虚构）")
    page.locator("form[action$='/reply'] [data-submits]").click()
    expect(page.locator("#told")).to_be_visible()


def _held(page: Page, number: int) -> None:
    """One case, by keyboard where the clerk's hands are on it."""
    page.keyboard.press(f"Alt+{number + 1}")
    panel = page.locator(f"#case-{number}")
    expect(panel).to_be_visible()
    panel.locator("[data-field=chair]").fill("虚构主持人")
    panel.locator("[data-all-present]").click()
    panel.locator("[data-field=guidance_wanted][value=no]").check()
    page.keyboard.press("Alt+n")
    page.keyboard.insert_text("虚构议定内容")
    panel.locator('[data-of="lead"]').select_option("civil_affairs")
    expect(page.locator("[data-saved]")).to_contain_text("保存")
    sound(page, f"meeting-live-{number}")
