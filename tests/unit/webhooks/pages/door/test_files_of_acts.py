"""Files on the pages of acts, of cases taken in and of corrections: handed in at once, kept with what was typed."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pytest

from engine.actions.files.read_file import list_files
from engine.actions.records.verify import verify
from engine.actions.worker.sweep_uploads import sweep_uploads
from engine.clock import at_beijing
from tests.unit.engine.uploads.samples import pdf
from tests.unit.webhooks.pages.door.test_taking_in import begin

OPINION = {
    "true_day": "2022-04-11",
    "done_by": "education.liaison",
    "reason": "纸质意见后到（虚构）",
    "form.facts_opinion": "虚构意见",
    "form.law_opinion": "虚构意见",
    "form.classification": "internal",
}


def text(answer):
    return answer.get_data(as_text=True)


def hand_in(browser, address, ref, name="纸质意见（虚构）.pdf"):
    answer = browser.post(address, {"ref": ref, "file": (io.BytesIO(pdf()), name)})
    assert answer.status_code == 200, text(answer)
    return answer.get_json()["file"]["id"]


def upload_of(page):
    return re.search(r'data-upload="([^"]+)"', page)[1]


@pytest.fixture
def late(play, at):
    """An opinion on paper of somebody who takes part, and the officer's browser."""
    case = play("first_meeting", 6)
    case.clock.move_to(at_beijing(date(2022, 4, 12), 9))
    case.browser = at(case, "officer")
    case.address = f"/cases/{case.case}/acts/enter_afterwards?task={case.task('give_opinion', 'p05')}"
    case.field = re.search(r'name="(form\.\w+)" value="" data-file-ref', text(case.browser.get(case.address)))[1]
    return case


def test_a_file_is_handed_in_shown_again_and_kept_with_the_opinion(late):
    browser = late.browser
    file = hand_in(browser, upload_of(text(browser.get(late.address))), "a" * 32)
    form = {**OPINION, late.field: f"files::{'a' * 32}"}

    # an error elsewhere loses no file, and stands at its field
    wrong = browser.post(late.address, {**form, "true_day": "2031-01-01"})
    assert wrong.status_code == 422
    assert 'id="f-true_day-error"' in text(wrong)
    assert f'data-file="{file}"' in text(wrong)
    assert "纸质意见（虚构）.pdf" in text(wrong)
    # nor does the question whether it is meant
    asked = text(browser.post(late.address, form))
    assert f'name="{late.field}" value="files::{"a" * 32}"' in asked
    assert browser.post(late.address, {**form, "confirmed": "yes"}).status_code == 303

    assert [one.id for one in list_files(late.office, late.actor("officer"), late.case)] == [file]
    assert verify(late.office) == []


def test_a_file_that_is_gone_is_told_at_its_field(late):
    answer = late.browser.post(late.address, {**OPINION, late.field: "files::nowhere"})

    assert answer.status_code == 422
    part = text(answer).partition(f'name="{late.field}"')[2]
    assert "has-error" in text(answer)
    assert re.search(r"data-file-error>[^<]+<", part)


def test_who_could_not_have_done_it_is_told_at_the_doer_and_the_tasks_own_errors_at_theirs(late):
    stranger = late.browser.post(late.address, {**OPINION, "done_by": "justice.liaison"})
    assert stranger.status_code == 422
    assert 'id="f-done_by-error"' in text(stranger)
    assert "虚构意见" in text(stranger)

    empty = late.browser.post(late.address, {**OPINION, "form.facts_opinion": ""})
    assert empty.status_code == 422
    assert 'id="f-form.facts_opinion-error"' in text(empty)
    assert 'id="f-reason-error"' not in text(empty)


def test_a_correction_takes_a_file(play, at):
    case = play("first_meeting", 7)
    browser = at(case, "officer")
    pages = [
        (address, text(browser.get(address)))
        for address in re.findall(
            rf"/cases/{case.case}/corrections/\w+", text(browser.get(f"/cases/{case.case}/corrections"))
        )
    ]
    address, page = next((address, page) for address, page in pages if "data-file-ref" in page)
    field = re.search(r'name="(form\.\w+)" value="" data-file-ref', page)[1]
    file = hand_in(browser, upload_of(page), "b" * 32)

    done = browser.post(address, {field: f"files::{'b' * 32}", "reason": "附件错误（虚构）"})

    assert done.status_code == 303
    assert file in [one.id for one in list_files(case.office, case.actor("officer"), case.case)]
    assert verify(case.office) == []


def test_files_of_a_story_on_paper_wait_with_their_draft_and_come_with_the_case(play, at):
    case = play("first_meeting", 1)
    browser = at(case, "officer")
    draft = re.search(r"draft=(\w+)", begin(case, browser).headers["Location"])[1]
    step = "task|review_application|"
    done = {"draft": draft, "done_by": "officer", "true_day": "2022-03-04"}
    review = {"form.choice": "accept", "form.confirmed": ["2"], "form.reason": "符合情形（虚构）"}
    assert browser.post("/cases/take-in", {**done, "step": step, **review}).status_code == 303
    here = f"/cases/take-in?draft={draft}&step=task|submit_matters|"
    field = re.search(r'name="(form\.\w+)" value="" data-file-ref', text(browser.get(here)))[1]
    file = hand_in(browser, upload_of(text(browser.get(here))), "c" * 32)
    matters = {
        "form.matters": "虚构事项",
        "form.facts": "虚构事实",
        "form.legal_basis": "虚构依据",
        "form.classification": "internal",
        field: f"files::{'c' * 32}",
    }
    who = {"done_by": "civil_affairs.liaison", "true_day": "2022-03-07", "step": "task|submit_matters|"}
    answer = browser.post("/cases/take-in", {**done, **who, **matters})
    assert answer.status_code == 303, text(answer)

    # days later it is still there, and goes into the case
    case.clock.advance(timedelta(days=3))
    sweep_uploads(case.office)
    ended = at(case, "officer").post("/cases/take-in", {"draft": draft, "do": "finish", "once": "k" * 32})
    taken = ended.headers["Location"].rpartition("/")[2]
    assert [one.id for one in list_files(case.office, case.actor("officer"), taken)] == [file]
