"""Being told on the screen and how one wants to be told beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from engine.actions.house.office import Office
from engine.actions.notices.send_due_notices import send_due_notices
from engine.clock import MovableClock


@pytest.fixture
def urged(browse: Any, office: Office, case: Any) -> Iterator[Any]:
    """A case whose review was urged, and told to whom it concerns."""
    task = next(task["id"] for task in case["tasks"] if task["element"] == "review_application")
    browse("supervisor").post("/supervision/urge", {"task": task, "reason": "请尽快（虚构）"})
    send_due_notices(office)
    yield case
    for person in ("officer", "officer2"):
        browse(person).post("/notices/read")


def test_a_notice_leads_to_its_task_and_is_then_read(browse: Any, urged: Any) -> None:
    officer = browse("officer")
    assert officer.get("/frame/counts").json["notices"] >= 1
    page = officer.get("/notices").text
    assert (urged["number"] in page, "催办" in page, "虚构姓名" in page) == (True, True, False)
    newest = re.search(r'href="(/notices/\d+)"', page)
    assert newest is not None
    before = officer.get("/frame/counts").json["notices"]
    assert officer.get(newest[1]).headers["Location"].startswith("/tasks/")
    assert officer.get("/frame/counts").json["notices"] == before - 1
    assert browse("luoyang.liaison").get(newest[1]).status_code == 404


def test_who_urged_is_not_told(browse: Any, urged: Any) -> None:
    assert urged["number"] not in browse("supervisor").read_through("/notices")


def test_news_name_kind_and_number_and_nothing_else(browse: Any, urged: Any) -> None:
    officer = browse("officer")
    news = officer.get("/notices/news?after=0").json
    assert {"催办"} <= {one["kind"] for one in news}
    assert all(set(one) == {"id", "kind", "number"} for one in news)
    assert officer.get(f"/notices/news?after={news[-1]['id'] + 1000}").json == []
    assert officer.get("/notices/news?after=x").status_code == 200


def test_all_are_read_at_once(browse: Any, urged: Any) -> None:
    officer = browse("officer")
    assert officer.post("/notices/read").status_code == 303
    assert officer.get("/frame/counts").json["notices"] == 0


def test_preferences_are_kept(browse: Any, clock: MovableClock) -> None:
    reviewer = browse("reviewer")
    form = {"address": "reviewer@example.test", "digest": "yes", "kind-urge": "off", "kind-nonsense": "off"}
    assert reviewer.post("/notices/preferences", form).status_code == 303
    page = reviewer.get("/notices/preferences").text
    assert 'value="reviewer@example.test"' in page
    assert re.search(r'name="kind-urge" value="off"\s+checked', page)
    assert 'value="reviewer@example.test"' not in browse("director").get("/notices/preferences").text


@pytest.mark.parametrize("address", ["no address", "a@b", "a@b.test\nBcc: c@d.test", '"x"@b.test', "a,b@c.test"])
def test_what_is_no_address_is_refused_and_stays_typed(browse: Any, address: str) -> None:
    answer = browse("director").post("/notices/preferences", {"address": address})
    assert (answer.status_code, "请填写正确的电子邮件地址" in answer.text) == (422, True)


@pytest.mark.parametrize(
    ("person", "status"), [("sysadmin", 200), ("officer", 403), ("director", 403), ("auditor", 403)]
)
def test_failed_letters_are_for_whoever_runs_the_system(browse: Any, person: str, status: int) -> None:
    assert browse(person).get("/admin/mails").status_code == status
    assert browse(person).post("/admin/mails/none/again").status_code == (404 if status == 200 else 403)
