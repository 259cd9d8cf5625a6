"""The page of a task in a real browser: drafts, two windows, lost races, ended sessions, phrases, failing scripts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from engine.actions.lists import inbox
from engine.actions.signing_in.authenticate import known_actor
from engine.actions.tasks.complete_task import complete
from tests.acceptance.browser.seeing import picture, violations

FILLED = {"title": "先办的（虚构）", "rows": [{"content": "甲"}]}


def title(page):
    return page.get_by_label("标题", exact=False).first


def saved(page):
    expect(page.locator("#draft-state")).to_contain_text("草稿已保存", timeout=8000)


def test_what_is_typed_is_found_again_with_its_time(at_desk):
    page = at_desk()
    title(page).fill("草稿（虚构）")
    saved(page)
    page.reload()

    expect(title(page)).to_have_value("草稿（虚构）")
    expect(page.locator("#draft-state")).to_contain_text("已恢复")


def test_leaving_with_unsaved_words_warns(at_desk):
    page = at_desk()
    page.route("**/draft", lambda route: None)  # never answered
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    title(page).click()
    page.keyboard.type("unsaved")
    page.evaluate("setTimeout(() => location.assign('/profile'))")
    page.wait_for_timeout(1000)

    assert asked == ["beforeunload"]


def test_the_second_window_is_told_and_keeps_its_words(at_desk, stage, watch):
    # given two windows of one person, of which the first saved
    watch.excuse("409")
    first, second = at_desk(), at_desk()
    title(first).fill("第一个窗口")
    saved(first)
    stage.clock.advance(timedelta(minutes=3))

    # when the second is typed into
    title(second).fill("第二个窗口")

    # then it is told who was first, and its words can be kept
    banner = second.locator(".lost-race")
    expect(banner).to_contain_text("保存了更新的草稿")
    expect(banner.get_by_label("您填写的文字")).to_have_value("标题\n第二个窗口")
    assert violations(second) == []
    picture(second, "tasks-two-windows")
    second.get_by_role("button", name="以我填写的为准").click()
    expect(banner).to_have_count(0)
    second.reload()
    expect(title(second)).to_have_value("第二个窗口")


def test_whoever_was_late_is_told_by_whom_and_when_and_loses_nothing(at_desk, stage, watch, desk):
    # given a page on which somebody types while the task is done elsewhere
    watch.excuse("409")
    page = at_desk()
    title(page).fill("来晚了（虚构）")
    page.get_by_label("内容", exact=False).first.fill("内容（虚构）")
    saved(page)
    officer = known_actor(stage.office, "officer")
    complete(stage.office, officer, desk.rpartition("/")[2], FILLED)

    # when it is submitted
    page.get_by_role("button", name="提交").click()

    # then the page says who was first and when, and offers the words
    banner = page.locator(".lost-race")
    expect(banner).to_contain_text("周启明（虚构）")
    expect(banner).to_contain_text("2022-03-28")
    expect(banner.locator("textarea")).to_have_value("标题\n来晚了（虚构）\n\n内容\n内容（虚构）")
    picture(page, "tasks-lost-race")


def test_a_session_that_ends_in_the_middle_loses_nothing(at_desk, stage, watch):
    # given somebody who is signed out while typing
    watch.excuse("401")
    page = at_desk()
    page.context.clear_cookies()
    title(page).fill("登录过期（虚构）")
    dialog = page.locator("#signed-out")
    expect(dialog).to_be_visible(timeout=8000)
    assert violations(page) == []
    picture(page, "tasks-signed-out")

    # when signed in again elsewhere
    page.get_by_role("button", name="已登录，继续").click()
    expect(dialog).to_contain_text("还没有登录")
    page.context.add_cookies([stage.cookie("officer")])
    page.get_by_role("button", name="已登录，继续").click()

    # then the words are saved
    expect(dialog).to_have_count(0)
    saved(page)
    page.reload()
    expect(title(page)).to_have_value("登录过期（虚构）")


def test_a_phrase_is_put_in_where_the_cursor_stands(at_desk):
    page = at_desk()
    words = page.get_by_label("意见", exact=False).first
    words.fill("原则同意。")
    page.get_by_role("button", name="常用语").first.click()
    page.get_by_role("button", name="把当前文字存为常用语").click()
    page.locator(".phrase").first.wait_for()
    page.keyboard.press("Escape")
    words.fill("首先，其次")
    words.evaluate("area => area.setSelectionRange(3, 3)")
    page.get_by_role("button", name="常用语").first.click()
    page.locator(".phrase", has_text="原则同意。").first.click()

    expect(words).to_have_value("首先，原则同意。其次")
    expect(words).to_be_focused()


def test_without_the_form_s_script_the_page_says_so(open_as, desk, watch):
    watch.excuse("Failed")
    watch.excuse("net::")
    page = open_as("officer", "/profile")
    page.route("**/static/form-*.js", lambda route: route.abort())
    page.goto(desk)

    expect(page.locator("#sheet-waits")).to_contain_text("表单没能打开")
    expect(page.get_by_role("button", name="提交")).to_be_disabled()


@pytest.mark.parametrize("size", ["1366x768", "1920x1080"])
def test_the_review_of_an_application_looks_right(open_as, stage, size):
    officer = known_actor(stage.office, "officer")
    task = next(
        row.task for row in inbox.of_my_groups(stage.office, officer).rows if row.task.element == "review_application"
    )
    page = open_as("officer", f"/tasks/{task.id}", size)
    page.locator(".sheet-ready").wait_for()
    page.locator("#task-diagram summary").click()
    page.locator("#task-diagram .djs-element").first.wait_for()

    assert violations(page) == []
    picture(page, "tasks-review")
