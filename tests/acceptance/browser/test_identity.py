"""Signing in with a real browser: the second factor, two places at once, the idle warning, an expert with a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import text

from engine.clock import beijing_day
from engine.people.security import Security
from tests.acceptance.browser.conftest import SOON
from tests.acceptance.browser.seeing import Watch, picture, unspoken, violations
from tests.acceptance.browser.stage import PASSWORD, Scene, Stage, set_stage


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Two cases, one in the middle of its round; the clock is ours."""
    scenes = [Scene("first_meeting", 5), Scene("declined", 1)]
    with set_stage(tmp_path_factory.mktemp("identity"), scenes) as ready:
        with ready.office.database.writing() as connection:  # the scenes lie a year apart: nobody's password is old
            now = ready.clock.now().replace(tzinfo=None).isoformat(" ")
            connection.execute(text("UPDATE person_secrets SET set_at = :now"), {"now": now + ".000000"})
        yield ready


@pytest.fixture
def fresh(chromium, office, watch) -> Iterator:
    """`fresh()` is a page of a browser that nobody has signed in with."""
    opened: list[BrowserContext] = []

    # a script that asks after the log-out is told so, and the browser says it in its console
    watch.excuse("401")

    def page() -> Page:
        context = chromium.new_context(base_url=office.address, viewport={"width": 1366, "height": 768})
        context.set_default_timeout(SOON)
        opened.append(context)
        found = context.new_page()
        watch.over(found)
        return found

    yield page
    for context in opened:
        context.close()
    with office.office.database.writing() as connection:
        connection.execute(text("DELETE FROM sessions"))


def sign_in(page: Page, login: str, address: str = "/profile") -> None:
    page.goto(address)
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def look_again(page: Page) -> None:
    """As if somebody came back to this tab: the script asks the server at once."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def check(page: Page) -> None:
    """What holds on every page: nothing missing, nothing in the way."""
    assert unspoken(page) == []
    assert violations(page) == []


def test_a_director_enrols_a_phone_and_uses_it(office: Stage, fresh, watch: Watch) -> None:
    page = fresh()
    sign_in(page, "director")
    check(page)
    secret = page.locator(".enrol-secret").inner_text().replace(" ", "")
    expect(page.locator(".enrol-picture svg")).to_be_visible()
    page.fill("[name=code]", pyotp.TOTP(secret).at(office.clock.now()))
    page.get_by_role("button", name="确认").click()
    expect(page.locator(".codes code")).to_have_count(8)
    check(page)
    page.get_by_role("button", name="我已保存好").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("个人设置")
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_text("您已退出登录")).to_be_visible()

    office.clock.advance(timedelta(seconds=30))
    watch.excuse("422")
    sign_in(page, "director")
    page.fill("[name=code]", "000000")
    page.get_by_role("button", name="确认").click()
    expect(page.locator(".invalid-feedback")).to_contain_text("不正确")
    page.fill("[name=code]", pyotp.TOTP(secret).at(office.clock.now()))
    page.get_by_role("button", name="确认").click()
    expect(page.locator("#told")).to_contain_text("上次登录")


def test_two_places_know_of_each_other(office: Stage, fresh) -> None:
    first, second = fresh(), fresh()
    sign_in(first, "officer")
    sign_in(second, "officer")
    expect(second.get_by_role("heading", level=1)).to_have_text("您的账号正在另一处使用")
    check(second)
    look_again(first)
    expect(first.locator("#others")).to_contain_text("127.0.0.1")
    check(first)
    second.get_by_role("button", name="结束另一处登录").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("个人设置")
    look_again(first)
    expect(first.get_by_text("已在另一处登录")).to_be_visible()
    assert first.url.endswith("/login?next=%2Fprofile")


def test_where_two_are_allowed_one_ends_the_other(office: Stage, fresh) -> None:
    usual = office.office.security
    office.office.security = replace(usual, session=replace(Security().session, at_once=2))
    first, second = fresh(), fresh()
    sign_in(first, "reviewer")
    sign_in(second, "reviewer")
    expect(second.locator("#others")).to_be_visible()
    second.locator("#others").get_by_role("button").click()
    expect(second.locator("#others")).to_have_count(0)
    look_again(first)
    expect(first.get_by_text("已由您在另一处结束")).to_be_visible()
    office.office.security = usual


def test_the_idle_warning_staying_and_being_led_back(office: Stage, fresh) -> None:
    page = fresh()
    sign_in(page, "supervisor", "/profile?from=here")
    expect(page.get_by_role("heading", level=1)).to_have_text("个人设置")
    office.clock.advance(timedelta(minutes=18, seconds=30))
    look_again(page)
    warning = page.locator("dialog[open]")
    expect(warning).to_contain_text("秒后将自动退出")
    check(page)
    warning.get_by_role("button", name="继续使用").click()
    expect(page.locator("dialog[open]")).to_have_count(0)

    office.clock.advance(timedelta(minutes=20, seconds=1))
    look_again(page)
    expect(page.locator(".alert-warning")).to_contain_text("较长时间没有操作")
    check(page)
    page.fill("[name=login]", "supervisor")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/profile?from=here")


def test_an_expert_with_a_link_sees_one_case_and_no_other(office: Stage, fresh, watch: Watch) -> None:
    with office.office.database.reading() as connection:
        cases = dict(connection.execute(text("SELECT status, id FROM cases")).all())
    own, other = cases.pop("collecting_opinions"), next(iter(cases.values()))

    # given a link that the office issued from the case
    officer = fresh()
    sign_in(officer, "officer2", f"/cases/{own}/acts/issue_guest_link")
    officer.select_option("[name=person]", "expert.law1")
    until = beijing_day(office.clock.now()) + timedelta(days=5)
    officer.fill("[name=until]", until.isoformat())
    officer.get_by_role("button", name="签发", exact=True).click()
    check(officer)
    link = officer.locator("#guest-link").inner_text()
    code = officer.locator("code.secret-once").nth(1).inner_text()

    # when the expert opens it
    watch.excuse("422")
    watch.excuse("404")
    expert = fresh()
    expert.goto(link)
    check(expert)
    expert.fill("[name=code]", "00000000")
    expert.get_by_role("button", name="进入个案").click()
    expect(expert.locator(".invalid-feedback")).to_contain_text("还可输入4次")
    expert.fill("[name=code]", code)
    expert.get_by_role("button", name="进入个案").click()
    expert.wait_for_url(f"**/cases/{own}")

    # then there is this case and nothing else, whatever address is guessed
    expect(expert.locator(".side-menu-link")).to_have_count(1)
    for address in ("/", "/inbox/group", "/cases", "/profile", "/admin/people", "/registers", f"/cases/{other}"):
        answer = expert.goto(address)
        assert answer is not None
        assert answer.status == 404 or re.search(rf"/cases/{own}$", expert.url), address
    assert expert.goto("/tasks/no-such-task").status == 404

    # and the link is spent
    again = fresh()
    again.goto(link)
    expect(again.get_by_text("链接无效")).to_be_visible()

    # and the office gives another on the same page in one act: whoever came by the old one is out
    officer.goto(f"/cases/{own}/acts/issue_guest_link")
    check(officer)
    picture(officer, "guest-links-officer")
    officer.get_by_role("button", name="重新签发").click()
    expect(officer.locator("#replaced")).to_contain_text("原链接已作废")
    check(officer)
    expert.goto(f"/cases/{own}")
    expect(expert.get_by_text("单案链接已失效")).to_be_visible()
    expert.goto(officer.locator("#guest-link").inner_text())
    expert.fill("[name=code]", officer.locator("code.secret-once").nth(1).inner_text())
    expert.get_by_role("button", name="进入个案").click()
    expert.wait_for_url(f"**/cases/{own}")

    # and withdrawing puts the expert out
    officer.goto(f"/cases/{own}/acts/issue_guest_link")
    officer.get_by_role("button", name="收回").click()
    expect(officer.locator("#told")).to_contain_text("已收回")
    expert.goto(f"/cases/{own}")
    expect(expert.get_by_text("单案链接已失效")).to_be_visible()
