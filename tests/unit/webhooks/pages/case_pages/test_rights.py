"""Who opens which page of a case, by guessing its address too; a child's name in no title, header, address or log."""

from __future__ import annotations

import pytest

from engine.texts.catalogue import say

from .conftest import CHILD, SCHOOL

TABS = ("", "/timeline", "/diagram", "/opinions", "/files", "/deadlines", "/log")
MORE = ("/real-data", "/risk", "/drawing.json", "/progress.json", "/places")
HISTORY = {"/timeline", "/log"}
#: they do not know of the case, so that it sounds as if it were not there
STRANGERS = (
    *("justice.liaison", "zhengzhou.liaison", "zhengzhou_office.officer", "expert.law2", "designer", "viewer"),
    *("sysadmin", "secadmin", "auditor", "worker"),
)


def statuses(browser, case, parts):
    return {part: browser.get(f"/cases/{case.id}{part}").status_code for part in parts}


@pytest.mark.parametrize("who", ["officer", "officer2", "reviewer", "director", "supervisor", "leader"])
def test_the_office_opens_every_tab(browse, opened, who):
    case = opened()
    assert set(statuses(browse(who), case, TABS).values()) == {200}


@pytest.mark.parametrize("who", ["education.liaison", "expert.law1"])
def test_participants_open_what_is_theirs_and_get_403_for_the_history(browse, opened, who):
    case = opened()
    found = statuses(browse(who), case, TABS)
    assert {part for part, status in found.items() if status == 200} == set(TABS) - HISTORY
    assert {found[part] for part in HISTORY} == {403}
    page = browse(who).get(f"/cases/{case.id}").text
    assert not any(f"/cases/{case.id}{part}" in page for part in HISTORY)


@pytest.mark.parametrize("who", STRANGERS)
def test_strangers_and_administrators_find_nothing_however_they_guess(browse, opened, who):
    case = opened()
    stranger = browse(who)
    assert set(statuses(stranger, case, (*TABS, *MORE)).values()) == {404}
    # and their list does not name it
    listed = stranger.get("/cases?stand=all")
    assert case.number not in listed.text
    # nor may they act on it
    reason = {"reason": "试探（虚构）", "grade": "high", "days": "3", "purpose": "试探（虚构）"}
    for address in (f"/cases/{case.id}/risk", f"/cases/{case.id}/real-data", f"/cases/{case.id}/log/export"):
        assert stranger.post(address, reason).status_code == 404


def test_nobody_who_did_not_sign_in_sees_anything(browse, opened):
    case = opened()
    for part in (*TABS, *MORE):
        answer = browse("").get(f"/cases/{case.id}{part}")
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/login")


def test_a_childs_data_are_in_no_page_title_header_address_or_log(browse, opened, capsys):
    case = opened()
    for who in ("officer", "director", "luoyang.liaison", "education.liaison", "expert.law1"):
        for part in (*TABS, *MORE):
            answer = browse(who).get(f"/cases/{case.id}{part}")
            for word in (CHILD, SCHOOL):
                assert word not in answer.text, (who, part)
                assert word not in str(answer.headers)
            if answer.content_type.startswith("text/html"):
                assert "no-store" in answer.headers["Cache-Control"]
    logged = capsys.readouterr()
    assert CHILD not in logged.out + logged.err


def test_titles_carry_kind_and_number_alone(browse, opened):
    case = opened()
    for part in TABS:
        page = browse("officer").get(f"/cases/{case.id}{part}").text
        title = page.split("<title>")[1].split("</title>")[0].strip()
        kind = say(f"case_pages.tab.{part.strip('/') or 'info'}", "zh")
        assert title.startswith(f"{kind} · {case.number}")
        assert "安置" not in title


def test_a_reveal_shows_one_submission_once_and_says_who_looks(browse, opened):
    case = opened()
    officer = browse("officer")
    page = officer.get(f"/cases/{case.id}").text
    address = page.split('action="/cases/')[1].split('"')[0]
    assert "/reveal/" in address

    shown = officer.post(f"/cases/{address}", {"purpose": "核对（虚构）"}, htmx=True)
    assert shown.status_code == 200
    assert CHILD in shown.text
    assert "no-store" in shown.headers["Cache-Control"]
    whole = officer.post(f"/cases/{address}", {"purpose": "核对（虚构）"})
    assert CHILD in whole.text
    assert "watermark" in whole.text
    assert CHILD not in whole.text.split("<title>")[1].split("</title>")[0]
    # without a purpose nothing is shown; whoever has no leave gets none by the same address
    assert officer.post(f"/cases/{address}", {"purpose": " "}).status_code == 422
    for who, status in (("reviewer", 403), ("education.liaison", 403), ("expert.law1", 403), ("justice.liaison", 404)):
        refused = browse(who).post(f"/cases/{address}", {"purpose": "试探（虚构）"})
        assert refused.status_code == status
        assert CHILD not in refused.text
    # the looks stand on the case
    assert officer.get(f"/cases/{case.id}").text.count("核对（虚构）") == 2


def test_asking_granting_and_the_end_of_a_leave(browse, opened):
    case = opened()
    reviewer, director = browse("reviewer"), browse("director")
    asked = reviewer.post(f"/cases/{case.id}/real-data", {"reason": "备案核对（虚构）", "days": "2"})
    assert asked.status_code == 303
    assert reviewer.post(f"/cases/{case.id}/real-data", {"reason": "", "days": "2"}).status_code == 422

    assert "/real-data-requests" in director.get("/").text
    assert "/real-data-requests" not in reviewer.get("/").text
    waiting = director.get("/real-data-requests").text
    assert case.number in waiting
    assert "备案核对（虚构）" in waiting
    assert case.number not in browse("officer").get("/real-data-requests").text
    person = case.actor("reviewer").id
    answer = {"person": person, "reason": "同意（虚构）", "days": "2", "answer": "grant", "back": "list"}
    assert browse("officer").post(f"/cases/{case.id}/real-data/answer", answer).status_code == 403
    assert reviewer.post(f"/cases/{case.id}/real-data/answer", answer).status_code == 403
    granted = director.post(f"/cases/{case.id}/real-data/answer", answer)
    assert (granted.status_code, granted.headers["Location"]) == (303, "/real-data-requests")

    page = browse("reviewer").get(f"/cases/{case.id}").text
    assert "/reveal/" in page
    assert case.number not in director.get("/real-data-requests").text


def test_a_refusal_is_read_by_its_asker(browse, opened):
    case = opened()
    browse("supervisor").post(f"/cases/{case.id}/real-data", {"reason": "督办核对（虚构）", "days": "2"})
    answer = {"person": case.actor("supervisor").id, "reason": "材料已足够（虚构）", "answer": "refuse"}
    browse("director").post(f"/cases/{case.id}/real-data/answer", answer)

    page = browse("supervisor").get(f"/cases/{case.id}").text
    assert "材料已足够（虚构）" in page
    assert "/reveal/" not in page


def test_a_leave_is_withdrawn_by_the_director_or_given_back_on_the_page(browse, opened):
    case, reviewer, director = opened(), browse("reviewer"), browse("director")
    place = f"/cases/{case.id}/real-data"

    def grant():
        reviewer.post(place, {"reason": "备案核对（虚构）", "days": "2"})
        director.post(
            f"{place}/answer", {"person": "reviewer", "reason": "同意（虚构）", "days": "2", "answer": "grant"}
        )

    # given back by its holder
    grant()
    assert 'data-opens="give-back"' in reviewer.get(place).text
    assert 'data-opens="withdraw-1"' not in reviewer.get(place).text
    assert reviewer.post(f"{place}/end", {"person": "officer2", "reason": "x"}).status_code == 403
    assert reviewer.post(f"{place}/end", {"reason": ""}).headers["Location"] == f"/cases/{case.id}"
    assert 'data-opens="give-back"' not in reviewer.get(place).text
    assert "已提前结束" in reviewer.get(place).text

    # withdrawn by the director
    grant()
    assert 'data-opens="withdraw-1"' in director.get(place).text
    assert (
        director.post(f"{place}/end", {"person": "reviewer", "reason": "已办结（虚构）"}).headers["Location"] == place
    )
    assert 'data-opens="withdraw-1"' not in director.get(place).text
    assert "已办结（虚构）" in browse("officer").get(f"/cases/{case.id}/timeline").text
