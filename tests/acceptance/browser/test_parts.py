"""Shared parts in a real browser: readable for everybody, quiet for the policy, and useful by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.acceptance.browser.seeing import SIZES, foreign, picture, unspoken, violations


@pytest.mark.parametrize("size", SIZES)
def test_every_part_is_accessible_and_speaks_chinese(open_as, size):
    page = open_as("officer", "/gallery", size=size)
    expect(page.locator(".date-says")).to_contain_text("星期五")
    picture(page, "gallery-officer")

    assert violations(page) == []
    assert unspoken(page) == []
    assert foreign(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing lies beside the screen"


def test_a_day_is_chosen_by_keyboard(open_as):
    # given
    page = open_as("officer", "/gallery")
    field = page.locator("#field-on")

    # when the calendar is opened from the field and left by two days and a week
    field.focus()
    field.press("ArrowDown")
    expect(page.locator(".calendar")).to_be_visible()
    expect(page.locator('.calendar-day[data-day="2022-04-29"]')).to_be_focused()
    assert violations(page) == []
    for key in ("ArrowLeft", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
    expect(page.locator('.calendar-day[data-day="2022-04-20"]')).to_be_focused()
    page.keyboard.press("Enter")

    # then
    expect(field).to_have_value("2022-04-20")
    expect(field).to_be_focused()
    expect(page.locator(".date-says")).to_contain_text("星期三")


def test_a_typed_day_is_read_and_an_unreadable_one_is_told(open_as):
    page = open_as("officer", "/gallery")
    field = page.locator("#field-on")

    field.fill("2022年5月2日")
    field.blur()
    expect(field).to_have_value("2022-05-02")
    expect(page.locator(".date-says")).to_contain_text("劳动节")

    field.fill("下周")
    field.blur()
    expect(page.locator(".date-says")).to_contain_text("无法识别")


def test_days_off_and_make_up_days_are_marked(open_as):
    page = open_as("officer", "/gallery")

    page.get_by_role("button", name="选择日期").click()

    expect(page.locator('.calendar-day[data-day="2022-05-02"]')).to_contain_text("休")
    expect(page.locator('.calendar-day[data-day="2022-04-24"]')).to_contain_text("班")
    picture(page, "calendar-officer")


def test_a_dialog_asks_for_a_reason_and_gives_the_focus_back(open_as):
    page = open_as("officer", "/gallery")
    button = page.get_by_role("button", name="催办").first

    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="催办")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")

    expect(button).to_be_focused()


def test_help_opens_by_its_key_and_the_skip_link_comes_first(open_as):
    page = open_as("officer", "/gallery")

    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.keyboard.press("?")

    expect(page.locator("#help")).to_be_visible()
    picture(page, "help-officer")


def test_a_changed_form_warns_before_it_is_left(open_as):
    page = open_as("officer", "/gallery")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    page.locator("#field-subject").fill("改过")
    page.evaluate("location.href = '/gallery?other'")
    page.wait_for_timeout(300)

    assert asked == ["beforeunload"]
    assert page.url.endswith("/gallery")


def test_the_watermark_names_who_looks_and_when_also_on_paper(open_as, stage):
    page = open_as("officer", "/gallery")

    expect(page.locator(".watermark")).to_contain_text("周启明（虚构）")
    expect(page.locator(".watermark")).to_contain_text(f"{stage.clock.now():%Y}年")
    page.emulate_media(media="print")
    expect(page.locator(".watermark")).to_be_visible()
    expect(page.locator(".side-menu")).to_be_hidden()


def test_nothing_moves_while_the_page_comes(open_as):
    page = open_as("officer", "/gallery")
    page.wait_for_timeout(500)

    moved = page.evaluate(
        """() => new Promise(done => {
            let sum = 0;
            new PerformanceObserver(list => list.getEntries().forEach(one => sum += one.value))
                .observe({type: 'layout-shift', buffered: true});
            setTimeout(() => done(sum), 200);
        })"""
    )

    assert moved < 0.02


def test_an_unknown_address_says_so_within_the_frame(open_as, watch):
    watch.excuse("404")
    page = open_as("officer", "/nowhere")

    expect(page.locator(".refusal")).to_contain_text("请核对地址")
    picture(page, "unknown-officer")
    assert violations(page) == []
