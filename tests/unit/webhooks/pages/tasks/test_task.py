"""The page of one task: what it shows to whom, drafts, submitting, lost races, chores."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from tests.unit.webhooks.pages.tasks.conftest import REVIEW


def form(**more):
    return {"form": json.dumps(REVIEW | more)}


def test_whoever_may_do_it_sees_the_form_and_what_is_needed_to_decide(browse, review, sheet, case):
    page = browse("officer").get(f"/tasks/{review}")

    assert page.status_code == 200
    assert case["number"] in page.text
    assert "未成年人甲" in page.text
    assert "会商申请" in page.text
    assert "系统拟定" in page.text
    assert sheet()["schema"]["id"] == "review_application"


def test_neither_title_nor_page_names_the_child(browse, review):
    text = browse("officer").get(f"/tasks/{review}").text

    assert "虚构姓名甲" not in text
    assert "虚构个案" not in re.search("<title>(.*?)</title>", text)[1]


@pytest.mark.parametrize(
    ("person", "status"), [("luoyang.liaison", 403), ("education.liaison", 404), ("sysadmin", 403)]
)
def test_others_are_told_no_more_than_they_may_know(browse, review, person, status):
    assert browse(person).get(f"/tasks/{review}").status_code in (status, 404)


def test_what_is_typed_is_kept_and_found_again(browse, review, sheet):
    officer = browse("officer")
    told = officer.post(f"/tasks/{review}/draft", form(reason="草稿（虚构）") | {"based_on": sheet()["draft_at"]}).json

    again = sheet()
    assert again["data"]["reason"] == "草稿（虚构）"
    assert again["draft_at"] == told["saved_at"]
    assert "已恢复" in officer.get(f"/tasks/{review}").text


def test_an_older_window_does_not_undo_a_newer_draft(browse, review, sheet, clock):
    # given two windows of one person
    officer, old = browse("officer"), sheet()["draft_at"]
    clock.advance(timedelta(minutes=1))
    officer.post(f"/tasks/{review}/draft", form(reason="新窗口") | {"based_on": old})

    # when the older one saves
    lost = officer.post(f"/tasks/{review}/draft", form(reason="旧窗口") | {"based_on": old})

    # then it is told who was first, and may still put its own over it
    assert (lost.status_code, lost.json["refused"]["key"]) == (409, "actions.draft_newer")
    assert sheet()["data"]["reason"] == "新窗口"
    assert officer.post(f"/tasks/{review}/draft", form(reason="旧窗口")).status_code == 200
    assert sheet()["data"]["reason"] == "旧窗口"


def test_errors_come_back_by_the_place_in_the_data(browse, review):
    refused = browse("officer").post(f"/tasks/{review}/complete", {"form": json.dumps({"choice": "perhaps"})})

    fields = {one["path"]: one["sentence"] for one in refused.json["refused"]["fields"]}
    assert refused.status_code == 422
    assert fields == {"choice": "请从所列选项中选择。", "reason": "此项必填。"}


@pytest.mark.parametrize("sent", ["", "no json", "[1]", '"x"', "{" * 100, "x" * 900_000])
def test_rubbish_is_no_form(browse, review, sent):
    assert browse("officer").post(f"/tasks/{review}/complete", {"form": sent}).status_code == 422


def test_submitting_ends_the_task_and_doing_it_again_names_who_was_first(browse, review, sheet):
    officer = browse("officer")
    once = {"once": sheet()["once"]}
    assert officer.post(f"/tasks/{review}/complete", form() | once).json["goto"] == f"/tasks/{review}/done"

    # a double click is the same act, a second window is too late
    assert officer.post(f"/tasks/{review}/complete", form() | once).status_code == 200
    late = officer.post(f"/tasks/{review}/complete", form())
    assert late.status_code == 409
    assert "周启明" in late.json["refused"]["sentence"]
    assert "办结" in officer.get(f"/tasks/{review}").text


def test_after_submitting_one_is_back_in_the_inbox(browse, review):
    officer = browse("officer")
    assert officer.get(f"/tasks/{review}/done").headers["Location"] == f"/tasks/{review}"
    officer.post(f"/tasks/{review}/complete", form())

    assert officer.get(f"/tasks/{review}/done").headers["Location"] == "/inbox/group"


def test_taking_giving_back_and_handing_over(browse, review):
    officer = browse("officer")
    officer.post(f"/tasks/{review}/claim")
    page = officer.get(f"/tasks/{review}").text
    assert "退还" in page

    found = officer.get(f"/tasks/{review}/receivers?q=", htmx=True).text
    other = re.search(r'name="to" value="([^"]+)"', found)[1]
    assert officer.post(f"/tasks/{review}/hand-over", {"to": other}).status_code == 422
    assert officer.post(f"/tasks/{review}/hand-over", {"to": other, "reason": "出差（虚构）"}).status_code == 303
    # whose it is not any more is told who has it
    assert "尚未签收" not in officer.get(f"/tasks/{review}").text


def test_receivers_are_found_by_pinyin_and_show_their_unit(browse, review):
    officer = browse("officer")

    everybody = officer.get(f"/tasks/{review}/receivers?q=", htmx=True).text
    nobody = officer.get(f"/tasks/{review}/receivers?q=zzzz", htmx=True).text

    assert "省未保办" in everybody
    assert "value=" not in nobody


def test_real_data_need_a_purpose_and_are_on_record(browse, review, case, caller):
    officer = browse("officer")
    assert officer.post(f"/tasks/{review}/real", {"purpose": ""}, htmx=True).status_code == 422

    shown = officer.post(f"/tasks/{review}/real", {"purpose": "受理审查（虚构）"}, htmx=True)

    assert "虚构姓名甲" in shown.text
    history = caller("director").get(f"/cases/{case['case']}/history").json
    assert "case:real_data:read" in str(history)


def test_without_a_script_nothing_is_lost_and_one_is_told(browse, review):
    assert "<noscript>" in browse("officer").get(f"/tasks/{review}").text


def test_the_steps_before_are_fetched_when_they_are_unfolded(browse, review, caller, case):
    browse("officer").post(f"/tasks/{review}/complete", form())
    tasks = caller("luoyang.liaison").get(f"/tasks?case={case['case']}").json["items"]
    page = browse("luoyang.liaison").get(f"/tasks/{tasks[0]['id']}").text

    assert "前序环节" in page
    assert "符合情形（虚构）" not in page
    assert "受理审查" in browse("luoyang.liaison").get(f"/tasks/{tasks[0]['id']}/steps", htmx=True).text


def test_an_english_page_shows_an_english_form_and_labels(browse, review):
    officer = browse("officer")
    officer.post("/preferences/language", {"value": "en"})
    try:
        page = officer.get(f"/tasks/{review}").text
    finally:
        officer.post("/preferences/language", {"value": "zh"})

    assert "Opinion and reasons of the review" in page  # the form of the task
    assert "Circumstances claimed" in page  # the application beside it
    assert "申报的启动情形" not in page
