"""The guided application: advice while typing, earlier cases weighed, read back, sent, told what is next."""

from __future__ import annotations

import io
import re
import struct
import zlib

import pytest

from engine.actions.files.read_file import list_files
from engine.actions.opening.application_drafts import list_drafts


def text(answer):
    return answer.get_data(as_text=True)


@pytest.fixture
def filled(play):
    case = play("first_meeting", 1)
    form = {name: value for name, value in case.application().items() if name != "subjects"}
    for number, row in enumerate(case.application()["subjects"]):
        form |= {f"subjects.{number}.{key}": value for key, value in row.items()}
    return case, {**form, "procedure": case.procedure}


def test_the_six_circumstances_are_told_one_by_one(play, at):
    case = play("first_meeting", 0)

    page = text(at(case, "civil_affairs.liaison").get("/applications/new"))

    assert page.count("data-circumstance=") == 6
    assert "3 人即为较大" in page
    assert 'value="member_unit" checked' in page
    assert "city_group" not in page  # not this person's door
    assert 'name="subjects.0.child_name"' in page


def test_the_office_enters_by_its_own_door(play, at):
    case = play("first_meeting", 0)
    page = text(at(case, "officer").get("/applications/new"))
    assert 'value="assigned" checked' in page
    assert at(case, "expert.law1").get("/applications/new").status_code == 403


def test_advice_is_given_and_nothing_kept(play, at):
    case = play("first_meeting", 0)
    browser = at(case, "civil_affairs.liaison")
    form = {"procedure": case.procedure, "claimed": "2", "deaths": "3", "serious_injuries": "0", "minor_victims": "1"}

    piece = text(browser.post("/applications/advice", form, htmx=True))

    assert "<html" not in piece
    assert re.search(r'data-standing="met" data-value="3"', piece)
    assert re.search(r'data-standing="unfinished" data-value="2"', piece)
    assert "较大：死亡3人以上10人以下" in piece
    assert "没有申报" in piece
    assert list_drafts(case.office, case.actor("civil_affairs.liaison")) == []


def test_a_draft_is_kept_and_found_again(play, at):
    case = play("first_meeting", 0)
    browser = at(case, "civil_affairs.liaison")

    first = browser.post("/applications/draft", {"procedure": case.procedure, "subject": "虚构事由"}).get_json()[
        "draft"
    ]
    again = browser.post(
        "/applications/draft", {"procedure": case.procedure, "subject": "另一虚构事由", "draft": first}
    )

    assert again.get_json() == {"draft": first}
    assert "另一虚构事由" in text(browser.get(f"/applications/new?draft={first}"))
    assert at(case, "education.liaison").get(f"/applications/new?draft={first}").status_code == 404
    assert browser.post("/applications/drop", {"draft": first}).status_code == 303


def test_earlier_cases_are_weighed_before_the_last_look(filled, at):
    case, form = filled
    browser = at(case, "education.liaison")

    # who applies from a unit is told how many, not which
    piece = text(browser.post("/applications/duplicates", form, htmx=True))
    assert "已有1件个案" in piece
    assert case.number(case.case) not in piece
    office = text(at(case, "officer").post("/applications/duplicates", form, htmx=True))
    assert case.number(case.case) in office

    refused = browser.post("/applications/review", form)
    assert refused.status_code == 422
    assert "虚构案情" in text(refused)
    shown = text(browser.post("/applications/review", {**form, "seen": "1", "duplicates": "不同事项（虚构）"}))
    assert "2022年4月2日前" in shown
    assert "受理审查" in shown


def test_what_was_read_back_is_sent_once(filled, at):
    case, form = filled
    browser = at(case, "education.liaison")
    whole = {**form, "seen": "1", "duplicates": "不同事项（虚构）", "once": "k" * 32}

    sent = browser.post("/applications", whole)
    again = browser.post("/applications", whole)

    assert sent.status_code == 303
    assert sent.headers["Location"] == again.headers["Location"]
    page = text(browser.get(sent.headers["Location"]))
    assert "申请已提交" in page
    assert "虚构姓名" not in page
    assert at(case, "health.liaison").get(sent.headers["Location"]).status_code == 404


def test_errors_stand_at_their_fields(filled, at):
    case, form = filled
    browser = at(case, "education.liaison")
    wrong = {**form, "deaths": "-1", "subjects.0.pseudonym": "", "seen": "1", "duplicates": "虚构"}

    answer = browser.post("/applications/review", wrong)

    page = text(answer)
    assert answer.status_code == 422
    assert 'id="f-deaths-error"' in page
    assert 'id="f-subjects.0.pseudonym-error"' in page
    assert "虚构姓名甲" in page  # what was typed is still there, for its writer


def picture():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(25) * 8)) + chunk(b"IEND", b"")


def test_files_handed_in_early_belong_to_the_case_once_it_is_sent(filled, at):
    # given a scan handed in while the application is being written
    case, form = filled
    browser = at(case, "education.liaison")
    handed = browser.post("/files", {"ref": "a" * 32, "file": (io.BytesIO(picture()), "虚构请示.png")})
    assert handed.status_code == 200
    whole = {**form, "seen": "1", "duplicates": "不同事项（虚构）", "attachments": f"files::{'a' * 32}"}

    # then it is read back, and sent with the case
    assert "虚构请示.png" in text(browser.post("/applications/review", whole))
    sent = browser.post("/applications", whole)
    new = sent.headers["Location"].split("/")[2]
    assert [one.kind for one in list_files(case.office, case.actor("officer"), new)] == ["png"]

    # and nobody else's reference can be used
    stolen = at(case, "health.liaison").post("/applications/review", {**whole, "attachments": f"files::{'a' * 32}"})
    assert stolen.status_code == 422


def test_an_english_page_leads_in_english_and_opens_the_same_case(play, at):
    case = play("first_meeting", 0)
    browser = at(case, "civil_affairs.liaison")
    browser.post("/preferences/language", {"value": "en"})

    page = text(browser.get("/applications/new"))

    assert "Circumstance 2: major matter" in page
    assert "Deaths" in page
    assert not re.search(r"情形|死亡人数", page)
