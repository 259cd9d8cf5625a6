"""Taking in a paper case in the browser, and suggestions of member units."""

from __future__ import annotations

import re

from engine.actions.opening.application_drafts import list_drafts


def text(answer):
    return answer.get_data(as_text=True)


def flat(form, before="form."):
    """A form as the fields of the page carry it."""
    found = {}
    for name, value in form.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for number, row in enumerate(value):
                found |= flat(row, f"{before}{name}.{number}.")
        else:
            found[f"{before}{name}"] = value
    return found


def begin(case, browser):
    who = {"true_day": "2022-03-02", "done_by": "civil_affairs.liaison"}
    papers = {"procedure": case.procedure, "source": "虚构卷宗第1册", "reason": "系统启用前已受理（虚构）"}
    return browser.post("/cases/take-in", {**papers, **who, **flat(case.application())})


def test_a_story_is_entered_step_by_step_and_taken_in(play, at):
    # given a clerk with a file of paper, and the application entered
    case = play("first_meeting", 1)
    browser = at(case, "officer")
    here = begin(case, browser).headers["Location"]
    page = text(browser.get(here))
    assert "受理审查" in page
    assert "2022年3月9日到期" in page
    draft = re.search(r"draft=(\w+)", here)[1]

    # when the next step lies before the one before it, it is refused at its day
    step = {"draft": draft, "step": "task|review_application|", "done_by": "officer"}
    form = flat({"choice": "accept", "confirmed": ["2"], "reason": "符合情形（虚构）"})
    refused = browser.post("/cases/take-in", {**step, **form, "true_day": "2022-03-01"})
    assert refused.status_code == 422
    assert 'id="field-true_day-error"' in text(refused)
    assert "符合情形（虚构）" in text(refused)
    # and taken on its true day
    assert browser.post("/cases/take-in", {**step, **form, "true_day": "2022-03-04"}).status_code == 303
    assert "提交会商事项" in text(browser.get(here))

    # then the case goes on from there, and the draft is gone
    done = browser.post("/cases/take-in", {"draft": draft, "do": "finish", "once": "k" * 32})
    case.cases["taken"] = done.headers["Location"].rpartition("/")[2]
    assert case.sight("taken").state == "accepted"
    assert list_drafts(case.office, case.actor("officer")) == []


def test_a_step_is_taken_back(play, at):
    case = play("first_meeting", 1)
    browser = at(case, "officer")
    draft = re.search(r"draft=(\w+)", begin(case, browser).headers["Location"])[1]

    assert browser.post("/cases/take-in", {"draft": draft, "do": "back"}).headers["Location"] == "/cases/take-in"
    assert browser.get(f"/cases/take-in?draft={draft}").status_code == 404


def test_the_number_of_the_papers_is_entered_checked_and_changed(play, at):
    case = play("first_meeting", 1)
    browser = at(case, "officer")
    draft = re.search(r"draft=(\w+)", begin(case, browser).headers["Location"])[1]

    taken = browser.post("/cases/take-in", {"draft": draft, "do": "number", "number": case.number(case.case)})
    assert taken.status_code == 422
    assert 'id="field-number-error"' in text(taken)
    assert f'value="{case.number(case.case)}"' in text(taken)
    assert (
        browser.post(
            "/cases/take-in", {"draft": draft, "do": "number", "number": "豫未保会商申〔2022〕31号"}
        ).status_code
        == 303
    )
    assert "豫未保会商申〔2022〕31号 · " in text(browser.get(f"/cases/take-in?draft={draft}"))

    # a number that another case was given meanwhile is told at its field, and nothing typed is lost
    other = re.search(r"draft=(\w+)", begin(case, browser).headers["Location"])[1]
    browser.post("/cases/take-in", {"draft": other, "do": "number", "number": "豫未保会商申〔2022〕31号"})
    assert browser.post("/cases/take-in", {"draft": draft, "do": "finish", "once": "k" * 32}).status_code == 303
    late = browser.post("/cases/take-in", {"draft": other, "do": "finish", "once": "l" * 32})
    assert late.status_code == 422
    assert 'id="field-number-error"' in text(late)
    assert "虚构卷宗" not in text(late)
    assert browser.get(f"/cases/take-in?draft={other}").status_code == 422
    assert browser.post("/cases/take-in", {"draft": other, "do": "number", "number": ""}).status_code == 303


def test_errors_stand_at_the_fields_of_the_application(play, at):
    case = play("first_meeting", 1)

    answer = at(case, "officer").post("/cases/take-in", {"procedure": case.procedure, "true_day": "2022-03-02"})

    assert answer.status_code == 422
    assert 'id="field-done_by-error"' in text(answer)


def test_nobody_else_takes_in(play, at):
    case = play("first_meeting", 1)
    for who in ("education.liaison", "director", "expert.law1"):
        assert at(case, who).get("/cases/take-in").status_code == 403
        assert at(case, who).post("/cases/take-in", {}).status_code == 403


def test_a_suggestion_is_made_and_referred(play, at):
    case = play("first_meeting", 0)
    unit, office = at(case, "education.liaison"), at(case, "officer")

    wrong = unit.post("/suggestions", {"topic": " ", "text": "虚构说明"})
    assert wrong.status_code == 422
    assert "虚构说明" in text(wrong)
    assert unit.post("/suggestions", {"topic": "寄宿制学校转学衔接（虚构）"}).status_code == 303
    page = text(office.get("/suggestions"))
    assert "寄宿制学校转学衔接（虚构）" in page
    made = re.search(r"/suggestions/(\w+)/refer", page)[1]
    assert office.post(f"/suggestions/{made}/refer", {"unit": "luoyang"}).status_code == 303
    assert "已转交" in text(unit.get("/suggestions"))
    assert "寄宿制" not in text(at(case, "health.liaison").get("/suggestions"))
    assert at(case, "expert.law1").get("/suggestions").status_code == 403
