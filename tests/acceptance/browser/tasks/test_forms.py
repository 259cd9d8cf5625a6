"""The form in a real browser: every kind of field, errors at the field, files with progress, rights, languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from engine.actions.people import preferences
from engine.actions.signing_in.authenticate import known_actor
from engine.storage import sessions, tasks
from tests.acceptance.browser.seeing import foreign, is_mark_visible, picture, unspoken, violations
from tests.unit.engine.uploads.samples import docx, pdf, photograph

#: the name of the mark that form-js shows, which its licence wants; kinds of files; the number of an invented case
MARK = frozenset({"Powered", "Excel", "PowerPoint", "OFD", "JPG", "PNG", "desk"})


def fill(page, content="甲（虚构）"):
    page.get_by_label("标题", exact=False).first.fill("办件一（虚构）")
    page.get_by_label("内容", exact=False).first.fill(content)


def submit(page):
    page.get_by_role("button", name="提交").click()


def test_the_form_is_in_chinese_accessible_and_bears_its_mark(at_desk):
    page = at_desk()

    assert foreign(page, MARK) == []
    assert unspoken(page) == []
    assert violations(page) == []
    assert is_mark_visible(page.locator("#sheet"))
    picture(page, "tasks-everything")


def test_the_form_is_in_english_for_whoever_wants_it(at_desk, stage):
    officer = known_actor(stage.office, "officer")
    preferences.keep(stage.office, officer, "language", "en")
    try:
        page = at_desk()
        page.get_by_role("button", name="Submit").click()
        expect(page.get_by_text("This field is required.").first).to_be_visible()
        assert unspoken(page) == []
    finally:
        preferences.keep(stage.office, officer, "language", "zh")


def test_what_the_browser_can_check_it_checks_and_focuses(at_desk):
    page = at_desk()
    submit(page)

    summary = page.locator(".form-summary")
    expect(summary).to_contain_text("标题：此项必填。")
    expect(page.get_by_label("标题", exact=False).first).to_be_focused()
    assert violations(page) == []
    picture(page, "tasks-errors")


def test_errors_of_the_server_stand_at_their_rows(at_desk, watch):
    watch.excuse("422")
    # given a second row whose code the browser was kept from checking
    page = at_desk()
    fill(page)
    page.get_by_role("button", name="添加").click()
    page.get_by_label("内容", exact=False).nth(1).fill("乙（虚构）")
    page.route(
        "**/complete",
        lambda route: route.fulfill(
            status=422,
            json={"refused": {"status": 422, "key": "forms.refused", "sentence": "有误", "advice": "", "fields": [
                {"path": "rows.1.code", "sentence": "格式不符合要求。"},
                {"path": "rows", "sentence": "最多1项。"},
                {"path": "title", "sentence": "最多2个字符。"},
            ]}},
        ),
    )  # fmt: skip
    submit(page)

    # then each is told at its place, in the list above and once more at the field
    summary = page.locator(".form-summary")
    expect(summary.locator("li")).to_have_count(3)
    rows = page.locator(".fjs-repeat-row-container")
    expect(rows.nth(1)).to_contain_text("格式不符合要求。")
    expect(rows.nth(0)).not_to_contain_text("格式不符合要求。")
    summary.get_by_text("编号：格式不符合要求。").click()
    expect(page.get_by_label("编号", exact=False).nth(1)).to_be_focused()


def test_a_hidden_field_is_not_sent_and_a_shown_one_is_asked_for(at_desk):
    page = at_desk()
    fill(page)
    page.get_by_label("不同意", exact=True).check()
    submit(page)
    expect(page.locator(".form-summary")).to_contain_text("不同意的理由：此项必填。")

    page.get_by_label("不同意的理由", exact=False).fill("证据不足（虚构）")
    page.get_by_label("同意", exact=True).check()
    submit(page)
    page.wait_for_url("**/inbox/**")


def test_fields_of_others_are_locked_or_not_there(at_desk):
    page = at_desk()

    expect(page.get_by_label("主任批注", exact=False)).not_to_be_editable()
    assert page.get_by_text("仅主任可见").count() == 0


def test_formulas_follow_what_is_typed_and_are_kept_as_the_server_computes_them(at_desk, stage):
    page = at_desk()
    fill(page)
    page.get_by_label("天数", exact=False).fill("21")

    expect(page.get_by_text("折合 3 周")).to_be_visible()
    submit(page)
    page.wait_for_url("**/inbox/**")


def test_units_are_called_by_their_names(at_desk):
    page = at_desk()
    page.get_by_label("单位", exact=False).first.click()

    expect(page.get_by_text("省教育厅").first).to_be_visible()


def test_a_calendar_marks_days_off_and_make_up_days(at_desk):
    page = at_desk()
    day = page.get_by_label("日期", exact=False).first
    day.fill("2022-04-08")
    page.get_by_role("button", name="日历").first.click()
    calendar = page.locator("dialog.calendar")

    expect(calendar).to_contain_text("2022年4月")
    expect(calendar.locator(".calendar-holiday").first).to_contain_text("休")
    expect(calendar.locator(".calendar-make_up").first).to_contain_text("班")
    calendar.locator('[data-day="2022-04-20"]').click()
    expect(day).to_have_value("2022-04-20")
    assert foreign(page, MARK) == []


def test_a_typed_day_is_read_as_people_write_it(at_desk):
    page = at_desk()
    fill(page)
    day = page.get_by_label("日期", exact=False).first
    day.fill("2022年4月2日")
    day.blur()
    expect(day).to_have_value("2022-04-02")
    submit(page)
    page.wait_for_url("**/inbox/**")


def test_a_moment_has_the_same_calendar_and_is_a_time_of_beijing(at_desk):
    # given a day chosen in the calendar and a time typed as people write it
    page = at_desk()
    fill(page)
    day, time = page.get_by_label("会面时间", exact=False).first, page.get_by_label("会面时刻")
    day.fill("2022-04-08")
    page.get_by_role("button", name="日历").nth(1).click()
    calendar = page.locator("dialog.calendar")
    expect(calendar.locator(".calendar-holiday").first).to_contain_text("休")
    expect(calendar.locator(".calendar-make_up").first).to_contain_text("班")
    calendar.locator('[data-day="2022-04-20"]').click()
    time.fill("9点30")
    time.blur()
    expect(time).to_have_value("09:30")
    expect(page.locator("#draft-state")).to_contain_text("草稿已保存", timeout=8000)
    assert violations(page) == []
    picture(page, "tasks-moment")

    # then it is kept as a moment of Beijing, found again, and taken by the server
    page.reload()
    expect(day).to_have_value("2022-04-20")
    expect(time).to_have_value("09:30")
    with page.expect_request("**/complete") as sent:
        submit(page)
    assert "2022-04-20T09:30+08:00" in sent.value.post_data
    page.wait_for_url("**/inbox/**")


def test_half_a_moment_is_told_at_its_field(at_desk, watch):
    watch.excuse("422")
    page = at_desk()
    fill(page)
    page.get_by_label("会面时刻").fill("0930")
    submit(page)

    expect(page.locator(".form-summary")).to_contain_text("会面时间：")
    expect(page.get_by_label("会面时刻")).to_have_value("09:30")


def test_files_of_the_case_that_may_be_opened_are_shown_in_the_next_form(at_desk, open_as, stage, desk):
    # given a form handed in with a file
    page = at_desk()
    fill(page)
    page.locator("input[type=file]").set_input_files(
        {"name": "方案（虚构）.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    )
    expect(page.locator(".file-row").get_by_role("link")).to_have_count(1)
    submit(page)
    page.wait_for_url("**/inbox/**")
    with stage.office.database.reading() as connection:
        done = tasks.get(connection, desk.rpartition("/")[2])
        (task,) = tasks.open_of_case(connection, done.case_id).values()

    # then the next form of the case shows it, and opens it in the page
    page = open_as("officer", f"/tasks/{task.id}")
    page.locator(".sheet-ready").wait_for()
    shown = page.locator(".fjs-form-field-documentPreview")
    expect(shown.get_by_role("link")).to_have_text("方案（虚构）.pdf")
    shown.get_by_role("link").click()
    expect(page.locator(".pdf-pages canvas")).to_have_count(1)
    page.get_by_role("button", name="关闭").click()


def test_files_go_up_are_listed_shown_and_taken_back(at_desk):
    # given two files chosen
    page = at_desk()
    fill(page)
    files = [
        {"name": "方案（虚构）.pdf", "mimeType": "application/pdf", "buffer": pdf()},
        {"name": "现场（虚构）.jpg", "mimeType": "image/jpeg", "buffer": photograph()},
    ]
    page.locator("input[type=file]").set_input_files(files)
    rows = page.locator(".file-row")
    expect(rows).to_have_count(2)
    expect(rows.get_by_role("link")).to_have_count(2)

    # then the PDF is shown on this page
    page.get_by_role("link", name="方案（虚构）.pdf").click()
    expect(page.locator(".pdf-pages canvas")).to_have_count(1)
    picture(page, "tasks-pdf")
    page.get_by_role("button", name="关闭").click()

    # and a file taken back does not come with the draft
    page.get_by_role("button", name="删除现场（虚构）.jpg").click()
    expect(page.locator("#draft-state")).to_contain_text("草稿已保存", timeout=8000)
    page.reload()
    expect(page.locator(".file-row")).to_have_count(1)
    submit(page)
    page.wait_for_url("**/inbox/**")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("宏（虚构）.docx", docx(**{"word/vbaProject.bin": b"x"}), "带有宏"),
        ("网页.html", b"<!DOCTYPE html><p>", "不接受"),
        ("空.pdf", b"", "空的"),
    ],
)
def test_a_file_that_is_not_taken_says_why(at_desk, watch, name, content, sentence):
    watch.excuse("422")
    page = at_desk()
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})

    expect(page.locator(".file-failed")).to_contain_text(sentence)
    assert violations(page) == []


def test_nothing_jumps_while_the_page_comes(at_desk, stage):
    # given somebody who is signed in here alone
    with stage.office.database.writing() as connection:
        sessions.end_all(connection, "officer", stage.clock.now(), "test")
    page = at_desk()
    shift = page.evaluate(
        """() => new Promise(done => {
            let sum = 0;
            new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
                .observe({type: 'layout-shift', buffered: true});
            setTimeout(() => done(sum), 300);
        })"""
    )

    assert shift < 0.02
