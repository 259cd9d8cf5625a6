"""The guided application and acts beside the diagram in a real browser: told while typing, never lost, by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from engine.storage import cases, tasks
from tests.acceptance.browser.filling import Hand, Keys, Written
from tests.acceptance.browser.seeing import Watch, foreign, picture, unspoken, violations
from tests.acceptance.browser.stage import Scene, Stage, set_stage
from tests.unit.engine.uploads.samples import pdf

Open = Callable[..., Page]
#: one case collects opinions, three wait for their review
WAITING = (Scene("first_meeting", 6), *(Scene("declined", 1) for _ in range(4)))


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """An office of its own: these tests end cases."""
    with set_stage(tmp_path_factory.mktemp("door"), WAITING) as ready:
        yield ready


@pytest.fixture(autouse=True)
def refused_on_purpose(watch: Watch) -> None:
    """The console tells of every form that the server refuses, which these tests make it do."""
    watch.excuse("422 (UNPROCESSABLE ENTITY)")


def sound(page: Page, name: str) -> None:
    """No barrier, no word missing; kept as a picture."""
    picture(page, name)
    assert violations(page) == []
    assert unspoken(page) == []
    assert foreign(page, frozenset({"pdf"})) == []


def in_state(stage: Stage, state: str) -> list[str]:
    """The open cases in this state, by number."""
    with stage.office.database.reading() as connection:
        rows = [cases.get(connection, one) for one in cases.open_ids(connection)]
    return [row.id for row in sorted((row for row in rows if row), key=lambda row: row.number) if row.status == state]


def number_of(stage: Stage, case: str) -> str:
    """The number of this case."""
    with stage.office.database.reading() as connection:
        row = cases.get(connection, case)
    assert row is not None
    return row.number


def test_an_application_is_guided_advised_searched_and_restored_after_a_log_out(stage: Stage, open_as: Open) -> None:
    page = open_as("civil_affairs.liaison", "/applications/new")
    card = page.locator('[data-circumstance="3"]')
    expect(card.locator("[data-circumstance-more]")).to_be_hidden()
    card.locator("[data-claim]").check()
    expect(card.locator(".circumstance-evidence")).to_contain_text("伤亡认定")

    # what the tables say stands beside, while one types
    page.locator('[name="deaths"]').fill("3")
    page.locator('[name="serious_injuries"]').fill("0")
    page.locator('[name="minor_victims"]').fill("1")
    expect(page.locator('tr[data-grade="large"]')).to_have_class(re.compile("is-found"))
    expect(page.locator('[data-standing-of="3"]')).to_have_class(re.compile("advice-met"))
    page.locator('[name="deaths"]').fill("0")
    expect(page.locator('[data-standing-of="3"]')).to_have_class(re.compile("advice-not_met"))
    page.locator('[name="deaths"]').fill("1")
    expect(page.locator('tr[data-grade="ordinary"]')).to_have_class(re.compile("is-found"))

    # a child of an earlier case is found before anything is saved
    page.locator('[name="subjects.0.pseudonym"]').fill("未成年人甲")
    page.locator('[name="subjects.0.child_name"]').fill("虚构姓名甲")
    page.locator('[name="subjects.0.child_name"]').blur()
    reason = page.locator('[name="duplicates"]')
    expect(reason).to_be_visible()
    reason.fill("另一事项（虚构）")
    page.locator('[name="summary"]').fill("打了一半的案情（虚构）")
    expect(page.locator("[data-saved-when]")).to_contain_text("草稿已保存")
    sound(page, "application-guided")

    # out and in again: the draft is where it was left
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/login**")
    page.context.add_cookies([stage.cookie("civil_affairs.liaison")])
    page.goto("/drafts")
    page.locator('main a[href^="/applications/new?draft="]').first.click()
    expect(page.locator('[name="summary"]')).to_have_value("打了一半的案情（虚构）")
    expect(page.locator('[name="deaths"]')).to_have_value("1")
    expect(page.locator('[name="duplicates"]')).to_have_value("另一事项（虚构）")
    expect(page.locator('[data-circumstance="3"] [data-claim]')).to_be_checked()
    sound(page, "application-restored")

    # what is missing is told at its field, with the way there
    page.locator("[data-submits]").click()
    told = page.locator(".refusal-fields a").first
    expect(told).to_be_visible()
    sound(page, "application-refused")


def test_a_receipt_on_paper_is_entered_afterwards_with_its_day_said(stage: Stage, open_as: Open) -> None:
    (case,) = in_state(stage, "collecting_opinions")
    with stage.office.database.reading() as connection:
        row = next(one for one in tasks.open_of_case(connection, case).values() if one.element == "give_opinion")
    page = open_as("officer", f"/cases/{case}/acts/enter_afterwards?task={row.id}")
    day = page.locator('[name="true_day"]')
    day.fill("2022-04-04")
    day.blur()
    # a day off is said beside the field
    expect(page.locator('output[for="f-true_day"]')).to_contain_text("清明")
    page.locator('[name="reason"]').fill("纸质意见后到（虚构）")
    page.locator("[data-file-input]").set_input_files(
        {"name": "意见（虚构）.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    )
    expect(page.locator("[data-file-name]")).to_have_text("意见（虚构）.pdf")
    sound(page, "act-enter-afterwards")
    page.locator("[data-submits]").click()
    # refused for what is missing; file and words are still there
    expect(page.locator(".refusal-fields a").first).to_be_visible()
    expect(page.locator("[data-file]")).to_contain_text("意见（虚构）.pdf")
    expect(page.locator('[name="reason"]')).to_have_value("纸质意见后到（虚构）")
    sound(page, "act-enter-afterwards-refused")


def test_a_deadline_is_corrected_after_its_effects_were_shown(stage: Stage, open_as: Open) -> None:
    case = in_state(stage, "submitted")[0]
    page = open_as("officer", f"/cases/{case}/acts/correct")
    name = page.locator('[name="name"]')
    name.select_option(index=1)
    page.locator('[name="reason"]').fill("起算日录入有误（虚构）")
    start = page.locator('[name="start"]')
    start.fill("2023-03-01")
    # the calendar shows days off and make-up days, and gives the day by keyboard
    page.locator('[data-opens-date="f-start"]').click()
    expect(page.locator('.calendar-day[data-day="2023-03-01"]')).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator('.calendar-day[data-day="2023-03-02"]')).to_be_focused()
    page.keyboard.press("Enter")
    expect(start).to_have_value("2023-03-02")
    sound(page, "act-correct")
    page.locator("[data-submits]").click()
    expect(page.locator(".effect-list")).to_be_visible()
    sound(page, "act-correct-confirm")
    page.locator("[data-submits]").click()
    page.wait_for_url(f"**/cases/{case}")


def test_a_case_is_merged_into_another_by_keyboard(stage: Stage, open_as: Open) -> None:
    first, second, *_ = in_state(stage, "submitted")
    page = open_as("officer", f"/cases/{second}/acts/merge")
    into = page.locator('[name="into"]')
    keys = Keys(page)
    if into.evaluate("one => one.tagName") == "SELECT":
        keys.pick(into, first)
    else:
        keys.write(into, number_of(stage, first))
    keys.write(page.locator('[name="reason"]'), "同一未成年人（虚构）")
    sound(page, "act-merge")
    keys.press(page.locator("[data-submits]"))
    expect(page.locator(".effect-end")).to_be_visible()
    sound(page, "act-merge-confirm")
    keys.press(page.locator("[data-submits]"))
    page.wait_for_url(f"**/cases/{second}")
    assert second not in in_state(stage, "submitted")
    assert first in in_state(stage, "submitted")


@pytest.mark.parametrize("hand", [Hand, Keys])
def test_a_case_is_ended_only_after_its_end_was_shown(stage: Stage, open_as: Open, hand: type[Hand]) -> None:
    case = in_state(stage, "submitted")[-1]
    page = open_as("director", f"/cases/{case}/acts/terminate")
    fingers = hand(page)
    Written(fingers, page.locator("form.form-card")).fill({"reason": "虚构理由"})
    sound(page, f"act-terminate-{hand.__name__}")
    fingers.press(page.locator("[data-submits]"))
    expect(page.locator(".effect-end")).to_contain_text("结束")
    sound(page, f"act-terminate-confirm-{hand.__name__}")
    fingers.press(page.locator("[data-submits]"))
    page.wait_for_url(f"**/cases/{case}")
    assert case not in in_state(stage, "submitted")


def test_every_act_of_a_case_is_found_open_ones_first(stage: Stage, open_as: Open) -> None:
    (case,) = in_state(stage, "collecting_opinions")
    page = open_as("officer", f"/cases/{case}/acts")
    expect(page.locator(".act-row.is-closed").first).to_be_hidden()
    sound(page, "acts")
    page.locator(".act-closed > summary").press("Enter")
    expect(page.locator(".act-row.is-closed").first).to_be_visible()
    sound(page, "acts-closed")
