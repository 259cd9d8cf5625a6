"""One's own desk over the API: saved views, notices and preferences; registers taken away, long work fetched."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

import pytest

from engine.actions.house.office import Office
from engine.actions.notices.send_due_notices import send_due_notices
from engine.actions.notices.tell_of_work import tell_of_work
from engine.actions.registers import export_register
from engine.actions.worker.long_work import do_next
from engine.timers.work_kinds import KINDS
from tests.unit.webhooks.conftest import Client

XLSX = b"PK\x03\x04"


def test_a_view_is_saved_made_the_default_and_forgotten(caller: Client) -> None:
    officer, other = caller("officer"), caller("director")
    body = {"name": "特急（虚构）", "query": {"urgency": "flash", "nonsense": "x"}, "default": True}
    made = officer.post("/views/todo", body)
    assert made.status_code == 201
    assert (made.json["query"], made.json["default"]) == ({"urgency": "flash"}, True)
    mine = made.json["id"]
    assert mine in {one["id"] for one in officer.get("/views/todo").json["items"]}
    assert mine not in {one["id"] for one in other.get("/views/todo").json["items"]}
    assert other.send("DELETE", f"/views/{mine}").status_code == 404
    assert other.send("PUT", "/views/todo/default", json={"view": mine}).status_code == 404

    assert officer.send("PUT", "/views/todo/default", json={"view": None}).status_code == 200
    assert not any(one["default"] for one in officer.get("/views/todo").json["items"])
    assert officer.send("DELETE", f"/views/{mine}").json == {"view": mine}
    assert mine not in {one["id"] for one in officer.get("/views/todo").json["items"]}
    assert officer.post("/views/nothing", body).status_code == 422


def test_notices_are_listed_and_read_by_whom_they_are_for(caller: Client, office: Office, case: Any) -> None:
    assert caller("supervisor").post(f"/cases/{case['case']}/urge", {"reason": "请尽快（虚构）"}).status_code == 200
    send_due_notices(office)
    officer = caller("officer")
    told = next(one for one in officer.get("/notices?limit=200").json["items"] if one["case"] == case["case"])
    assert (told["kind"], told["label"], told["number"], told["new"]) == ("urge", "催办", case["number"], True)
    assert "虚构姓名" not in str(told)
    assert caller("luoyang.liaison").post(f"/notices/{told['id']}/read").status_code == 404

    assert officer.post(f"/notices/{told['id']}/read").json == {"read": 1}
    again = next(one for one in officer.get("/notices?limit=200").json["items"] if one["id"] == told["id"])
    assert again["new"] is False
    officer.post("/notices/read")
    assert officer.post("/notices/read").json == {"read": 0}


def test_preferences_are_kept_and_checked(caller: Client) -> None:
    reviewer = caller("officer2")
    chosen = {"address": "虚构@example", "digest": False, "kinds": {"urge": "digest"}}
    assert reviewer.send("PUT", "/notices/preferences", json=chosen).status_code == 422
    chosen["address"] = "jingban@example.cn"
    assert reviewer.send("PUT", "/notices/preferences", json=chosen).json == chosen
    assert reviewer.get("/notices/preferences").json == chosen
    refused = reviewer.send("PUT", "/notices/preferences", json={**chosen, "kinds": {"urge": "by pigeon"}})
    assert refused.status_code == 422
    nothing = {"address": "", "digest": True, "kinds": {}}
    assert reviewer.send("PUT", "/notices/preferences", json=nothing).json == nothing


def test_a_register_is_taken_away_by_the_office_alone(caller: Client, case: Any) -> None:
    taken = caller("officer").post("/registers/acceptance/export", {"number": case["number"]}).json
    assert (taken["work"], taken["name"][-5:]) == (None, ".xlsx")
    assert b64decode(taken["content"]).startswith(XLSX)
    assert caller("viewer").post("/registers/acceptance/export").status_code == 403
    assert caller("officer").post("/registers/nothing/export").status_code == 404


def test_long_work_is_asked_for_followed_told_of_and_fetched(
    caller: Client, office: Office, case: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_register, "DIRECT", 0)
    officer, other = caller("officer"), caller("director")
    work = officer.post("/registers/acceptance/export", {"number": case["number"]}).json["work"]
    assert work in {one["id"] for one in officer.get("/work").json["items"]}
    shown = officer.get(f"/work/{work}").json
    assert shown["state"] == "waiting"
    assert officer.get(f"/work/{work}/result").status_code == 404

    while do_next(office, "test", KINDS, tell_of_work):
        pass

    told = officer.get("/notices").json["items"][0]
    assert (told["kind"], told["case"], told["number"], told["new"]) == ("work_done", None, "", True)
    shown = officer.get(f"/work/{work}").json
    assert (shown["state"], shown["done"]) == ("done", shown["total"])
    result = officer.get(f"/work/{work}/result")
    assert result.data.startswith(XLSX)
    assert "acceptance-" in result.headers["Content-Disposition"]
    assert officer.get("/notices").json["items"][0]["new"] is False
    assert other.get(f"/work/{work}").status_code == other.get(f"/work/{work}/result").status_code == 404
    assert officer.post(f"/work/{work}/cancel").status_code == 409


def test_work_is_given_up_by_its_own(caller: Client, case: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_register, "DIRECT", 0)
    officer = caller("officer")
    work = officer.post("/registers/acceptance/export", {"number": case["number"]}).json["work"]
    assert caller("director").post(f"/work/{work}/cancel").status_code == 404
    assert officer.post(f"/work/{work}/cancel").json["state"] == "cancelled"
    assert officer.get(f"/work/{work}").json["state"] == "cancelled"


def test_the_archive_of_a_running_case_is_not_to_be_had(caller: Client, case: Any) -> None:
    assert caller("officer").post(f"/cases/{case['case']}/archive").status_code == 409
    assert caller("zhengzhou.liaison").post(f"/cases/{case['case']}/archive").status_code == 404
