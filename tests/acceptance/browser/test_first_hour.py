"""The first hour of an installation in real browsers: the set-up, then three administrators sign in (虚构)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from engine.actions.people.set_up import new_code
from engine.clock import BEIJING
from tests.acceptance.browser.filling import Hand
from tests.acceptance.browser.seeing import Watch, foreign, picture, unspoken, violations
from tests.acceptance.browser.signing import Pocket
from tests.acceptance.browser.stage import Stage, bare_stage

HOUR = datetime(2026, 3, 2, 9, 30, tzinfo=BEIJING)
#: login, name, and where the administration begins for each
THREE = {
    "sysadmin": ("he.system", "贺系统（虚构）", "/admin/people"),
    "secadmin": ("an.security", "安安全（虚构）", "/admin/people"),
    "auditor": ("shen.audit", "沈审计（虚构）", "/admin/audit"),
}


@pytest.fixture
def bare(tmp_path) -> Iterator[Stage]:
    with bare_stage(tmp_path, HOUR) as ready:
        yield ready


#: login names are Latin
LOGINS = frozenset(part for login, _, _ in THREE.values() for part in login.split("."))


def check(page: Page, name: str) -> None:
    picture(page, name)
    assert (violations(page), unspoken(page), foreign(page, LOGINS | {"TOTP"})) == ([], [], [])


def test_three_administrators_are_set_up_and_sign_in(bare: Stage, context_of, watch: Watch) -> None:
    # given an installation without people, and the code that its console shows
    code = new_code(bare.office)
    assert code is not None
    page = context_of(bare, "").new_page()
    watch.over(page)

    # when whoever installs it opens the house, the set-up is what there is
    page.goto("/")
    expect(page.locator("h1")).to_have_text("首次设置")
    check(page, "setup")

    # a wrong code keeps what was typed
    watch.excuse("422")
    page.get_by_label("设置码").fill("0000-0000")
    page.get_by_label("办公室名称").fill("某省未成年人保护工作领导小组办公室（虚构）")
    page.get_by_label("领导小组名称").fill("某省未成年人保护工作领导小组（虚构）")
    for role, (login, name, _) in THREE.items():
        page.locator(f"[name='{role}.login']").fill(login)
        page.locator(f"[name='{role}.name']").fill(name)
    page.get_by_role("button", name="完成设置").click()
    expect(page.get_by_text("设置码不正确").first).to_be_visible()
    check(page, "setup-refused")
    expect(page.locator("[name='auditor.name']")).to_have_value(THREE["auditor"][1])
    page.get_by_label("设置码").fill(code)
    page.get_by_role("button", name="完成设置").click()

    # then three passwords are shown, this once
    expect(page.locator("h1")).to_have_text("设置完成")
    check(page, "setup-done")
    shown = page.locator(".secret-once").all_inner_texts()
    assert len(set(shown)) == len(THREE)
    page.get_by_role("link", name="去登录").click()

    # and each of the three comes in with an own password and an own phone, to an own page
    pocket = Pocket(bare.clock)
    for (login, name, begins), password in zip(THREE.values(), shown, strict=True):
        pocket.passwords[login] = password
        desk = context_of(bare, "").new_page()
        watch.over(desk)
        desk.goto("/")
        assert pocket.sign_in(Hand(desk), login) == ["login", "password", "enrol", "enrolled"]
        expect(desk.locator(".top-bar")).to_contain_text(name)
        desk.locator('.side-menu-link[href="/admin"]').click()
        desk.wait_for_url(f"**{begins}")
        check(desk, f"first-hour-{login}")

    # and the set-up is over for ever
    watch.excuse("404")
    answer = page.goto("/setup")
    assert answer is not None
    assert answer.status == 404
