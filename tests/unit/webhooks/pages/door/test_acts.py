"""Acts as pages: what is open and why not, errors at their fields, effects before what cannot be undone, typed text."""

from __future__ import annotations

import re

import pytest


def text(answer):
    return answer.get_data(as_text=True)


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def test_every_act_is_listed_open_or_with_its_reason(play, at):
    case = play("first_meeting", 6)

    page = text(at(case, "officer").get(f"/cases/{case.case}/acts"))

    assert f"/cases/{case.case}/acts/urge" in page
    assert f"/cases/{case.case}/acts/mark_danger?message=mark_danger" in page
    assert "个案当前不接收此事项" in page.split("现在不能办理的事项")[1]
    # one row for fifteen participants, one for the message to all of them
    assert page.count("免除参与方") == 2
    assert page.count("/acts/close_round?") == 1
    assert "虚构姓名" not in page


def test_what_cannot_be_undone_shows_its_effects_first(play, at):
    case, person = play("first_meeting", 1), "director"
    browser = at(case, person)

    asked = browser.post(f"/cases/{case.case}/acts/terminate", {"reason": "虚构理由"})
    page = text(asked)

    assert asked.status_code == 200
    assert "个案就此结束" in page
    assert "待办“受理审查”结束" in page
    assert "受理审查期限停止计算" in page
    assert case.sight().state == "submitted"

    done = browser.post(
        f"/cases/{case.case}/acts/terminate",
        {"reason": "虚构理由", "confirmed": "yes", "once": hidden(page, "once")},
    )
    assert (done.status_code, done.headers["Location"]) == (303, f"/cases/{case.case}")
    assert case.sight().state == "terminated"
    # a second click is the same request
    again = browser.post(
        f"/cases/{case.case}/acts/terminate",
        {"reason": "虚构理由", "confirmed": "yes", "once": hidden(page, "once")},
    )
    assert again.status_code in (303, 409)


def test_an_error_stands_at_its_field_with_what_was_typed(play, at):
    case = play("first_meeting", 3)

    answer = at(case, "officer").post(
        f"/cases/{case.case}/acts/serve", {"subject": "虚构送达函", "how": "post", "served_on": "不是日期"}
    )
    page = text(answer)

    assert answer.status_code == 422
    assert "虚构送达函" in page
    assert 'id="f-recipient-error"' in page
    assert 'id="f-served_on-error"' in page
    assert 'id="f-subject-error"' not in page


def test_a_message_is_sent_from_its_page(play, at):
    case = play("first_meeting", 6)
    browser = at(case, "civil_affairs.liaison")
    address = f"/cases/{case.case}/acts/mark_danger?message=mark_danger"

    page = text(browser.get(address))
    choice = re.search(r'<option value="(\w+)">', page)[1]
    done = browser.post(address, {"danger_kind": choice, "situation": "虚构险情", "once": hidden(page, "once")})

    assert done.status_code == 303
    assert case.sight().danger


def test_a_lost_race_keeps_the_text_and_says_so(play, at):
    # given a round that somebody else closes meanwhile
    case = play("first_meeting", 6)
    browser = at(case, "officer")
    address = f"/cases/{case.case}/acts/close_round?message=close_round"
    first = {"reason": "先到（虚构）", "confirmed": "yes"}
    assert browser.post(address, first).status_code == 303
    assert not [one for one in case.sight().open if one.startswith("give_opinion")]

    answer = browser.post(address, {"reason": "后到的理由（虚构）", "confirmed": "yes"})

    page = text(answer)
    assert answer.status_code == 409
    assert "后到的理由（虚构）" in page
    assert "没有丢失" in page


@pytest.mark.parametrize(
    ("who", "act", "status"),
    [
        ("education.liaison", "urge", 404),  # not invited yet: no such case
        ("officer", "terminate", 404),  # not offered to an officer at all
        ("officer", "no_such_act", 404),
        ("officer", "view_case", 404),
        ("officer", "urge", 200),
    ],
)
def test_who_may_not_gets_no_page(play, at, who, act, status):
    case = play("first_meeting", 1)

    assert at(case, who).get(f"/cases/{case.case}/acts/{act}").status_code == status


def test_entering_afterwards_shows_the_form_of_the_task(play, at):
    case = play("first_meeting", 5)
    browser = at(case, "officer")
    task = case.task("sign_receipt", "p05")
    address = f"/cases/{case.case}/acts/enter_afterwards?task={task}"
    page = text(browser.get(address))
    assert 'name="form.received_by"' in page
    form = {
        "true_day": "2022-04-06",
        "done_by": "education.liaison",
        "reason": "纸质回执后到（虚构）",
        "form.received_by": "虚构签收人",
        "form.conflict_free": "yes",
        "form.pledge": "yes",
    }

    shown = browser.post(address, form)
    assert "待办“签收并声明回避情况”结束" in text(shown)
    assert browser.post(address, {**form, "confirmed": "yes"}).status_code == 303
    # whoever comes second is told who was first
    assert browser.post(address, {**form, "confirmed": "yes"}).status_code == 409


def test_a_submitted_form_is_corrected_beside_itself(play, at):
    case, person = play("first_meeting", 2), "officer"
    browser = at(case, person)
    page = text(browser.get(f"/cases/{case.case}/corrections"))
    one = re.findall(rf"/cases/{case.case}/corrections/(\w+)", page)[-1]
    assert "受理审查" in page

    address = f"/cases/{case.case}/corrections/{one}"
    shown = text(browser.get(address))
    assert "虚构姓名甲" not in shown
    assert browser.post(address, {"reason": "虚构理由"}).status_code == 422
    assert browser.post(address, {"form.questions": "更正后的问题（虚构）"}).status_code == 422
    done = browser.post(address, {"form.questions": "更正后的问题（虚构）", "reason": "录入有误（虚构）"})

    assert done.status_code == 303
    assert "case:record:corrected" in case.words()
    assert at(case, "education.liaison").get(address).status_code == 404


def test_a_receipt_of_paper_is_entered(play, at):
    case = play("first_meeting", 3)
    browser = at(case, "officer")
    served = {"subject": "虚构送达函", "recipient": "civil_affairs", "how": "post", "served_on": "2022-03-30"}
    assert browser.post(f"/cases/{case.case}/acts/serve", served).status_code == 303

    page = text(browser.get(f"/cases/{case.case}/services"))
    service = re.search(rf"/cases/{case.case}/services/(\w+)", page)[1]
    assert "待回证" in page
    wrong = browser.post(f"/cases/{case.case}/services/{service}", {"received_on": "2029-01-01"})
    assert wrong.status_code == 422
    done = browser.post(f"/cases/{case.case}/services/{service}", {"received_on": "2022-03-31"})
    assert done.status_code == 303
    assert "已签收 2022年3月31日" in text(browser.get(f"/cases/{case.case}/services"))


@pytest.mark.parametrize(("step", "who"), [(6, "officer"), (10, "officer"), (10, "director")])
def test_every_open_act_keeps_what_was_typed_and_tells_each_error_at_a_field(play, at, step, who):
    case = play("first_meeting", step)
    browser = at(case, who)
    listed = re.findall(
        rf'href="(/cases/{case.case}/acts/\w+(?:\?[^"]*)?)"', text(browser.get(f"/cases/{case.case}/acts"))
    )
    asked = 0
    for address in dict.fromkeys(one.replace("&amp;", "&") for one in listed):
        page = text(browser.get(address))
        form = page.partition("data-guard data-conditions")[2].partition("</form>")[0]
        written = re.findall(r'<textarea[^>]* name="([^"]+)"', form)
        days = re.findall(r'data-date-field id="[^"]+" name="([^"]+)"', form)
        if not written and not days:
            continue
        asked += 1
        typed = {name: f"虚构{number}" for number, name in enumerate(written)} | dict.fromkeys(days, "不是日期")
        # one text too long, so that every act refuses something of its own form
        typed |= {name: "长" * 30_000 for name in written[:1] if not days}
        answer = browser.post(address, typed)
        shown = text(answer)
        assert answer.status_code == 422, address
        for words in typed.values():
            assert words in shown, address
        # each sentence above the form leads to a field that bears it
        box = shown.partition('class="refusal-fields"')[2].partition("</ul>")[0]
        led = re.findall(r'href="#f-([^"]+)"', box)
        assert led, address
        assert box.count("<li>") == len(led), address
        for name in led:
            assert f'f-{name}-error"' in shown, (address, name)
    assert asked >= 3
