"""Lists in a real browser: walked by keyboard, fresh without losing the place, light, and nothing in them jumps."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from engine.actions.cases.circulate import circulate
from engine.actions.cases.urge import urge
from engine.actions.notices.notices_of import read_all
from engine.actions.notices.send_due_notices import send_due_notices
from engine.actions.signing_in.authenticate import known_actor
from engine.storage import cases
from tests.acceptance.browser.seeing import picture, unspoken, violations
from tests.acceptance.browser.stage import Scene, Stage, set_stage

#: several cases wait for the same officers, one of them collects opinions
WAITING = (Scene("first_meeting", 8), *(Scene("declined", 1) for _ in range(4)))
#: what the first load of an inbox may weigh, compressed, in bytes
LIGHT = 150_000
SHIFTS = """
globalThis.shifts = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) globalThis.shifts += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """An office of its own: these tests claim, urge and read."""
    with set_stage(tmp_path_factory.mktemp("lists"), WAITING) as ready:
        yield ready


def focused(page: Page) -> str:
    """The id of the row that has the focus."""
    return str(page.evaluate("document.activeElement?.closest('[data-row]')?.id ?? ''"))


def test_rows_are_walked_opened_and_chosen_by_keyboard(open_as: Callable[..., Page]) -> None:
    page = open_as("officer", "/inbox/group")
    rows = page.locator("[data-row]").evaluate_all("rows => rows.map(row => row.id)")
    assert len(rows) >= 4
    for key, expected in (("j", 0), ("j", 1), ("ArrowDown", 2), ("k", 1), ("ArrowUp", 0), ("ArrowUp", 0)):
        page.keyboard.press(key)
        assert focused(page) == rows[expected], key
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.get_by_role("button", name="领取所选")).to_be_enabled()
    expect(page.locator("[data-chosen]").first).to_have_text("（2 项）")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tasks/*")


def test_fresh_rows_leave_focus_choice_and_scroll_where_they_are(open_as: Callable[..., Page]) -> None:
    page = open_as("officer", "/inbox/group")
    page.set_viewport_size({"width": 1366, "height": 420})
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.evaluate("scrollTo(0, 40)")
    before = (focused(page), page.evaluate("scrollY"))
    with page.expect_response(lambda answer: "/inbox/group" in answer.url) as asked:
        page.evaluate("htmx.trigger(document.body, 'huishang:refresh')")
    assert asked.value.request.headers["x-unattended"] == "yes"
    expect(page.locator("[data-chosen]").first).to_have_text("（1 项）")
    page.wait_for_timeout(300)
    assert (focused(page), page.evaluate("scrollY")) == before
    expect(page.locator(f"#{before[0]} [data-choose]")).to_be_checked()


def test_many_are_claimed_and_each_row_says_what_came_of_it(open_as: Callable[..., Page]) -> None:
    mine, theirs = open_as("officer", "/inbox/group"), open_as("officer2", "/inbox/group")
    for page in (mine, theirs):
        page.locator("[data-choose]").nth(0).check()
    mine.get_by_role("button", name="领取所选").click()
    expect(mine.locator("#outcomes")).to_contain_text("共 1 项，办成 1 项")
    expect(mine.locator("tr.is-mine")).to_have_count(1)
    theirs.get_by_role("button", name="领取所选").click()
    expect(theirs.locator("#outcomes")).to_contain_text("周启明（虚构）")
    picture(theirs, "/inbox/group-lost")
    # what was lost has gone from the list by itself
    expect(theirs.locator("[data-row]")).to_have_count(mine.locator("[data-row]").count() - 1)


def test_handing_over_by_keyboard(open_as: Callable[..., Page]) -> None:
    page = open_as("officer", "/inbox/group")
    page.locator("[data-choose]").last.check()
    page.get_by_role("button", name="转办所选").press("Enter")
    page.get_by_label("转办给", exact=True).select_option(label="沈若溪（虚构）")
    page.get_by_role("dialog").get_by_role("button", name="转办所选").press("Enter")
    expect(page.locator("#outcomes")).to_contain_text("共 1 项，办成 1 项")


def test_the_bell_rings_and_the_browser_tells_once_it_may(stage: Stage, open_as: Callable[..., Page]) -> None:
    case = _case(stage)
    send_due_notices(stage.office)
    read_all(stage.office, _actor(stage, "officer"))
    urge(stage.office, _actor(stage, "supervisor"), case, {"reason": "请尽快（虚构）"})
    circulate(stage.office, _actor(stage, "director"), case, {"reason": "请阅知（虚构）", "readers": ["officer"]})
    send_due_notices(stage.office)
    page = open_as("officer", "/notices")
    expect(page.locator("#bell-count")).to_have_text(re.compile(r"\d"))
    page.context.grant_permissions(["notifications"])
    page.add_init_script(
        "globalThis.told = []; globalThis.Notification = class { static permission = 'granted';"
        " constructor(title, more) { told.push([title, more.body]); } };"
    )
    page.reload()
    expect(page.locator("#bell-count")).to_have_text(re.compile(r"\d"))
    page.wait_for_timeout(500)
    told: list[Any] = page.evaluate("told")
    assert told
    assert {kind for kind, _ in told} <= {"催办", "传阅"}
    page.reload()
    page.wait_for_timeout(500)
    assert page.evaluate("told") == []


def test_a_case_is_sent_round_on_the_page(stage: Stage, open_as: Callable[..., Page]) -> None:
    page = open_as("officer", f"/cases/{_case(stage)}/acts/circulate")
    page.get_by_label("传阅事由").fill("请阅知（虚构）")
    page.get_by_label("按姓名或单位查找").fill("顾长")
    expect(page.locator("[data-find]:visible")).to_have_count(1)
    page.get_by_label("顾长宁（虚构）").check()
    page.get_by_role("button", name="发出传阅").click()
    expect(page.locator("#told")).to_contain_text("传阅已发出")
    expect(page.locator(".mark-amber")).to_have_text("待阅")


@pytest.mark.parametrize(
    ("person", "address"),
    [
        ("reviewer", "/"),
        ("director", "/inbox/group"),
        ("supervisor", "/supervision"),
        ("leader", "/notices"),
        ("civil_affairs.liaison", "/notices/preferences"),
    ],
)
def test_pages_are_sound_and_nothing_in_them_jumps(open_as: Callable[..., Page], person: str, address: str) -> None:
    """Each person is signed in once: whoever is signed in twice is told so above the page."""
    page = open_as(person, "/profile")
    page.add_init_script(SHIFTS)
    page.goto(address)
    page.wait_for_timeout(1200)  # numbers and fonts have come by then
    assert page.evaluate("shifts") <= 0.01
    assert violations(page) == []
    assert list(unspoken(page)) == []
    picture(page, address)


def test_the_first_load_of_an_inbox_is_light(stage: Stage, open_as: Callable[..., Page]) -> None:
    page = open_as("officer", "/profile")
    weights: dict[str, int] = {}

    def weigh(answer: Any) -> None:
        body = answer.body()
        is_packed = answer.headers.get("content-encoding") in ("br", "gzip")
        size = int(answer.headers["content-length"]) if is_packed else len(gzip.compress(body))
        weights[answer.url] = size

    page.on("response", weigh)
    page.goto("/inbox/group")
    page.wait_for_timeout(800)
    assert sum(weights.values()) <= LIGHT, weights
    assert all(url.startswith(stage.address) for url in weights)


def _actor(stage: Stage, login: str) -> Any:
    return known_actor(stage.office, login)


def _case(stage: Stage) -> str:
    with stage.office.database.reading() as connection:
        return cases.open_ids(connection)[0]
