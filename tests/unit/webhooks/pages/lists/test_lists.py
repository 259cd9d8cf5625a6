"""Lists as people see them: each opens for whom it is, says everything of a row, and does what its buttons promise."""

from __future__ import annotations

import re
from typing import Any

import pytest

from engine.actions.house.office import Office
from engine.actions.lists.boxes import todo
from engine.actions.signing_in.authenticate import known_actor

OFFICE = ("officer", "reviewer", "director", "supervisor", "leader")
UNITS = ("luoyang.liaison", "luoyang_office.officer", "education.liaison")
EVERYWHERE = ("/", "/inbox/group", "/inbox/toread", "/inbox/done", "/inbox/read", "/drafts", "/notices")


@pytest.mark.parametrize("person", [*OFFICE, *UNITS, "expert.law1", "viewer", "designer"])
@pytest.mark.parametrize("path", EVERYWHERE)
def test_everybody_who_works_has_these_pages(browse: Any, person: str, path: str) -> None:
    answer = browse(person).get(path)
    assert answer.status_code == 200, answer.text
    assert "<h1" in answer.text


@pytest.mark.parametrize("person", ["sysadmin", "secadmin", "auditor"])
def test_an_administrators_desk_is_elsewhere(browse: Any, person: str) -> None:
    answer = browse(person).get("/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/admin")
    assert browse(person).get("/notices").status_code == 200


@pytest.mark.parametrize(
    ("person", "status"),
    [
        *((one, 200) for one in OFFICE),
        *((one, 403) for one in (*UNITS, "expert.law1", "viewer", "designer", "auditor")),
    ],
)
def test_supervision_is_for_those_who_look_over_every_case(browse: Any, case: Any, person: str, status: int) -> None:
    assert browse(person).get("/supervision").status_code == status
    assert (case["number"] in browse(person).read_through("/supervision")) is (status == 200)


def test_a_row_says_what_one_decides_by(browse: Any, case: Any) -> None:
    page = browse("officer").get(f"/inbox/group?search={case['number']}").text
    row = re.search(r"<tr id=.*?</tr>", page, re.S)
    assert row is not None
    words = re.sub(r"<[^>]+>|\s+", " ", row[0])
    for word in (
        case["number"],
        "未成年人甲",
        "申请单位：",
        "受理审查",
        "待受理",
        "省未保办",
        "待领取",
        "剩余",
        "个工作日",
        "2026年",
    ):
        assert word in words, word
    title = re.search(r"<title>(.*?)</title>", page, re.S)
    assert title is not None
    assert case["number"] not in title[1]
    assert "虚构姓名" not in page


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ("", True),
        ("?due=overdue", False),
        ("?search=sltz", False),
        ("?search=weichengnian", True),
        ("?urgency=flash", False),
    ],
)
def test_filters_stand_in_the_address(browse: Any, case: Any, query: str, is_there: bool) -> None:
    here = f"{query}&" if query else "?"
    address = f"/inbox/group{here}" + ("" if "search" in query else f"search={case['number']}")
    assert (f'id="row-{_review(case)}"' in browse("officer").get(address).text) is is_there


def test_fresh_rows_come_as_a_piece(browse: Any, case: Any) -> None:
    piece = browse("officer").get("/inbox/group", htmx=True)
    assert piece.text.lstrip().startswith('<div id="rows"')
    assert "<html" not in piece.text


def test_pages_follow_each_other_without_a_gap(browse: Any, office: Office, case: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(todo, "__kwdefaults__", {**todo.__kwdefaults__, "most": 2})
    officer = browse("officer")
    seen: list[str] = []
    address = "/inbox/group?all=yes"
    while address:
        page = officer.get(address).text
        seen += re.findall(r'<tr id="row-([^"]+)"', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    actor = known_actor(office, "officer")
    assert actor is not None
    assert seen == [row.task.id for row in todo(office, actor, most=500).rows]


def test_a_cursor_of_somebody_else_begins_at_the_first_page(browse: Any, case: Any) -> None:
    assert browse("officer").get("/inbox/group?after=nonsense").status_code == 200


def test_many_are_claimed_at_once_with_a_result_for_each(browse: Any, office: Office, case: Any) -> None:
    officer, task = browse("officer"), _review(case)
    answer = officer.post("/inbox/group/claim", {"task": [task, "none"]}, htmx=True)
    assert answer.status_code == 200
    assert "共 2 项，办成 1 项" in answer.text
    assert answer.headers["HX-Trigger"] == "huishang:changed"
    assert browse("officer2").get(f"/inbox/group?search={case['number']}").text.count("data-row") == 0
    again = browse("officer2").post("/inbox/group/claim", {"task": task})
    assert "周启明" in again.text  # it says who has it
    handed = officer.post("/inbox/group/hand-over", {"task": task, "to": "officer2"})
    assert "共 1 项，办成 1 项" in handed.text
    assert f'id="row-{task}"' in browse("officer2").get(f"/inbox/group?search={case['number']}").text


@pytest.mark.parametrize("form", [{}, {"task": ["x"] * 101}])
def test_none_or_too_many_are_refused(browse: Any, form: dict[str, Any]) -> None:
    assert browse("officer").post("/inbox/group/claim", form).status_code == 422


def test_a_view_is_saved_used_by_default_and_dropped(browse: Any) -> None:
    reviewer = browse("reviewer")
    saved = reviewer.post("/inbox/todo/views", {"name": " 超期的  ", "due": "overdue", "default": "yes", "foo": "bar"})
    assert saved.headers["Location"] == "/inbox/group?due=overdue"
    assert reviewer.get("/inbox/group").headers["Location"] == "/inbox/group?due=overdue"
    page = reviewer.get("/inbox/group?all=yes")
    assert (page.status_code, "超期的" in page.text) == (200, True)
    assert "超期的" not in browse("director").get("/inbox/group").text
    view = re.search(r"/inbox/todo/views/(\w+)/drop", page.text)
    assert view is not None
    assert browse("director").post(f"/inbox/todo/views/{view[1]}/drop").status_code == 404
    reviewer.post("/inbox/todo/views/none/default")
    assert reviewer.get("/inbox/group").status_code == 200
    assert reviewer.post(f"/inbox/todo/views/{view[1]}/drop").status_code == 303
    assert "超期的" not in reviewer.get("/inbox/group").text


@pytest.mark.parametrize(("box", "name"), [("todo", ""), ("todo", "长" * 31), ("elsewhere", "x")])
def test_what_is_no_view_is_refused(browse: Any, box: str, name: str) -> None:
    assert browse("reviewer").post(f"/inbox/{box}/views", {"name": name}).status_code == 422


def test_a_case_is_sent_round_read_and_taken_back(browse: Any, case: Any) -> None:
    officer, director = browse("officer"), browse("director")
    address = f"/cases/{case['case']}/acts/circulate"
    assert "顾长宁" in officer.get(address).text
    refused = officer.post(address, {"reason": "请阅知（虚构）"})
    assert (refused.status_code, "请选择至少一名传阅对象" in refused.text, "请阅知（虚构）" in refused.text) == (
        422,
        True,
        True,
    )
    sent = officer.post(address, {"reason": "请阅知（虚构）", "reader": ["director", "reviewer"]})
    place = sent.headers["Location"]
    assert f'href="{place}"' in director.read_through("/inbox/toread")
    assert "请阅知（虚构）" in director.get(place).text
    assert browse("zhengzhou.liaison").get(place).status_code == 404
    assert director.post(f"{place}/read").status_code == 303
    assert f'href="{place}"' in director.read_through("/inbox/read")
    assert officer.post(f"{place}/recall", {"person": "director"}).status_code == 409
    assert officer.post(f"{place}/recall", {"person": "reviewer"}).status_code == 303
    assert place not in browse("reviewer").read_through("/inbox/toread")
    assert case["number"] in officer.read_through("/inbox/started/acts")
    assert browse("zhengzhou.liaison").get(address).status_code == 404


def test_what_a_body_opened_is_in_its_own_box(browse: Any, case: Any) -> None:
    assert case["number"] in browse("luoyang.liaison").read_through("/inbox/started")
    assert case["number"] not in browse("education.liaison").read_through("/inbox/started")


def test_urging_is_at_hand(browse: Any, case: Any) -> None:
    supervisor, task = browse("supervisor"), _review(case)
    assert supervisor.post("/supervision/urge", {"task": task}).status_code == 422
    answer = supervisor.post("/supervision/urge", {"task": task, "reason": "请尽快（虚构）"}, htmx=True)
    assert "共 1 项，办成 1 项" in answer.text
    assert case["number"] in supervisor.read_through("/inbox/started/acts")
    assert (
        "1 项" in browse("leader").post("/supervision/urge", {"task": task, "reason": "x"}).text
    )  # refused in its row


@pytest.mark.parametrize("path", [*EVERYWHERE, "/supervision", "/inbox/started", "/notices/preferences"])
def test_english_has_every_word(browse: Any, case: Any, path: str) -> None:
    officer = browse("officer")
    officer.post("/preferences/language", {"value": "en"})
    try:
        page = officer.get(path).text
    finally:
        officer.post("/preferences/language", {"value": "zh"})
    assert not re.findall(r">\s*(?:lists|notices|pages)\.[a-z_.]+", page)
    assert 'lang="en"' in page


def _review(case: Any) -> str:
    return str(next(task["id"] for task in case["tasks"] if task["element"] == "review_application"))
