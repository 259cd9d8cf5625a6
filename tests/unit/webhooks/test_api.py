"""The API as programs meet it: statuses, languages, versions, repeated requests, pages."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.unit.webhooks.conftest import Client

ACCEPT = {"choice": "accept", "confirmed": ["2"], "reason": "符合情形二（虚构）"}


def review_of(case: Any) -> str:
    return next(task["id"] for task in case["tasks"] if task["element"] == "review_application")


def test_an_opened_case_names_its_address_and_version(caller: Client, application: dict[str, Any]) -> None:
    answer = caller("luoyang.liaison").post("/cases", {"procedure": "case_consultation", "form": application})
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/api/v1/cases/{answer.json['case']}"
    assert answer.headers["ETag"] == f'"{answer.json["version"]}"'


def test_nobody_signed_in_is_401_and_told_how(client: FlaskClient) -> None:
    answer = client.get("/api/v1/cases")
    assert answer.status_code == 401
    assert answer.content_type == "application/problem+json"
    assert "Bearer" in answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Bearer hs_" + "A" * 300, "Basic b2s6b2s=", "Bearer é"])
def test_a_strange_authorization_is_401(client: FlaskClient, header: str) -> None:
    assert (
        client.get("/api/v1/cases", headers={"Authorization": header.encode("utf-8").decode("latin-1")}).status_code
        == 401
    )


def test_signing_in_and_out(client: FlaskClient) -> None:
    issued = client.post("/api/v1/tokens", json={"login": "officer", "password": "Huishang-Demo-1"}).json
    signed_in = {"Authorization": f"Bearer {issued['token']}"}
    assert client.get("/api/v1/tasks", headers=signed_in).status_code == 200
    assert client.delete(f"/api/v1/tokens/{issued['id']}", headers=signed_in).status_code == 200
    assert client.get("/api/v1/tasks", headers=signed_in).status_code == 401


def test_a_wrong_password_is_401_and_five_of_them_429(client: FlaskClient) -> None:
    wrong = {"login": "viewer", "password": "not it"}
    statuses = [client.post("/api/v1/tokens", json=wrong).status_code for _ in range(6)]
    assert statuses == [401] * 5 + [429]
    locked = client.post("/api/v1/tokens", json={"login": "viewer", "password": "Huishang-Demo-1"})
    assert locked.status_code == 429
    assert locked.headers["Retry-After"] == "900"


def test_what_is_not_there_sounds_like_what_is_not_yours_to_know(caller: Client, case: Any) -> None:
    stranger = caller("expert.law1")
    for there, nowhere in (
        (f"/cases/{case['case']}", "/cases/nowhere"),
        (f"/tasks/{case['tasks'][0]['id']}", "/tasks/no"),
    ):
        known, unknown = stranger.get(there), stranger.get(nowhere)
        assert known.status_code == unknown.status_code == 404
        assert {**known.json, "request_id": ""} == {**unknown.json, "request_id": ""}


def test_the_wrong_person_is_403_and_a_stranger_404(caller: Client, case: Any) -> None:
    task = review_of(case)
    body = {"form": ACCEPT}
    assert caller("education.liaison").post(f"/tasks/{task}/complete", body).status_code == 404
    assert caller("luoyang.liaison").post(f"/tasks/{task}/complete", body).status_code == 403
    assert caller("officer").get("/tasks/nothing").status_code == 404


def test_an_invalid_form_names_each_field(caller: Client, case: Any) -> None:
    answer = caller("officer").post(f"/tasks/{review_of(case)}/complete", {"form": {"choice": "perhaps"}})
    assert answer.status_code == 422
    assert {"choice", "reason"} <= {error["path"] for error in answer.json["errors"]}
    assert all(error["detail"] and error["detail"] != error["key"] for error in answer.json["errors"])


def test_a_second_completion_is_409_naming_who_and_when(caller: Client, case: Any) -> None:
    task = review_of(case)
    assert caller("officer").post(f"/tasks/{task}/complete", {"form": ACCEPT}).status_code == 200
    late = caller("officer2").post(f"/tasks/{task}/complete", {"form": ACCEPT})
    assert late.status_code == 409
    assert late.json["by"]
    assert late.json["at"].startswith("2026-03-02")
    assert late.json["by"] in late.json["detail"]


def test_the_same_key_gets_the_first_answer_again(caller: Client, case: Any) -> None:
    task, key = review_of(case), {"Idempotency-Key": f"once-{case['case']}"}
    first = caller("officer").post(f"/tasks/{task}/complete", {"form": ACCEPT}, headers=key)
    again = caller("officer").post(f"/tasks/{task}/complete", {"form": ACCEPT}, headers=key)
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json == first.json | {"repeated": True}
    other = caller("officer").post(f"/tasks/{task}/complete", {"form": {}}, headers=key)
    assert other.status_code == 409


def test_an_old_version_is_412(caller: Client, case: Any) -> None:
    task = review_of(case)
    seen = caller("officer").get(f"/tasks/{task}").headers["ETag"]
    assert caller("officer").post(f"/tasks/{task}/claim", headers={"If-Match": seen}).status_code == 200
    stale = caller("officer").post(f"/tasks/{task}/release", headers={"If-Match": seen})
    assert stale.status_code == 412
    assert caller("officer").post(f"/tasks/{task}/release", headers={"If-Match": "latest"}).status_code == 400


def test_refusals_speak_the_callers_language(caller: Client) -> None:
    english = caller("officer").get("/tasks/nothing", headers={"Accept-Language": "en-GB,en;q=0.9"}).json
    chinese = caller("officer").get("/tasks/nothing", headers={"Accept-Language": "fr"}).json
    assert english["title"].isascii()
    assert not chinese["title"].isascii()


def test_pages_meet_without_a_gap(caller: Client, application: dict[str, Any]) -> None:
    applicant = caller("luoyang.liaison")
    for _ in range(5):
        assert applicant.post("/cases", {"procedure": "case_consultation", "form": application}).status_code == 201
    whole = [row["id"] for row in caller("officer").get("/cases?limit=200").json["items"]]
    paged, cursor = [], ""
    while cursor is not None:
        page = caller("officer").get(f"/cases?limit=2&cursor={cursor}").json
        paged += [row["id"] for row in page["items"]]
        cursor = page["next"]
    assert paged == whole


@pytest.mark.parametrize(
    ("query", "is_listed"),
    [
        ("", True),
        ("&due_until=2026-12-31", True),
        ("&due_until=2026-03-02", False),
        ("&element=review_application", True),
        ("&element=close_case", False),
        ("&state=submitted", True),
        ("&state=implementing", False),
        ("&state=submitted&element=review_application&due_until=2026-03-31", True),
    ],
)
def test_an_inbox_can_be_narrowed(caller: Client, case: Any, query: str, is_listed: bool) -> None:
    rows = caller("officer").get(f"/tasks?case={case['case']}{query}").json["items"]
    assert [row["id"] for row in rows] == ([review_of(case)] if is_listed else [])


def test_a_narrowed_inbox_pages_without_a_gap(caller: Client, case: Any) -> None:
    whole = [row["id"] for row in caller("officer").get("/tasks?state=submitted&limit=200").json["items"]]
    paged, cursor = [], ""
    while cursor is not None:
        page = caller("officer").get(f"/tasks?state=submitted&limit=3&cursor={cursor}").json
        paged += [row["id"] for row in page["items"]]
        cursor = page["next"]
    assert paged == whole


def test_a_task_hands_out_only_the_choices_its_form_asks_for(caller: Client, case: Any) -> None:
    officer = caller("officer")
    assert officer.get(f"/tasks/{review_of(case)}").json["choices"] == {}
    accepted = officer.post(f"/tasks/{review_of(case)}/complete", {"form": ACCEPT}).json
    matters = {"matters": "虚构", "facts": "虚构", "legal_basis": "虚构", "classification": "internal"}
    task = accepted["tasks"][0]["id"]
    prepared = caller("luoyang.liaison").post(f"/tasks/{task}/complete", {"form": matters}).json
    choices = officer.get(f"/tasks/{prepared['tasks'][0]['id']}").json["choices"]
    assert set(choices) == {"units", "experts"}
    assert "education" in str(choices["units"])


def test_a_case_lists_open_acts_with_links_and_closed_ones_with_reasons(caller: Client, case: Any) -> None:
    acts = caller("officer").get(f"/cases/{case['case']}").json["acts"]
    assert any(act["open"] and act["href"].endswith("/complete") and act["form"] for act in acts)
    assert all(act["href"] for act in acts if act["open"])
    assert all(act["reason"] for act in acts if not act["open"])
    assert all(act["label"] != f"cases.act.{act['act']}" for act in acts)


@pytest.mark.parametrize(
    "part",
    [
        *("", "/history", "/decisions", "/deadlines", "/diagram", "/content"),
        *("/notices", "/services", "/participants", "/documents"),
    ],
)
def test_every_part_of_a_case_can_be_read(caller: Client, case: Any, part: str) -> None:
    answer = caller("officer").get(f"/cases/{case['case']}{part}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "虚构姓名甲" not in answer.text


def test_real_data_are_read_with_a_purpose_and_on_record(caller: Client, case: Any) -> None:
    caller("officer").post(f"/tasks/{review_of(case)}/claim")
    reader = caller("director")
    content = reader.post(f"/cases/{case['case']}/real-data", {"purpose": "受理审查（虚构）"})
    assert content.status_code == 200
    assert "虚构姓名甲" in content.text
    words = [record["word"] for record in reader.get(f"/cases/{case['case']}/history?limit=200").json["items"]]
    assert "case:real_data:read" in words


def test_a_second_application_for_a_child_is_found_by_name(caller: Client, case: Any) -> None:
    found = caller("officer").post("/cases/duplicates", {"names": ["虚构姓名甲"]})
    assert found.status_code == 200
    assert case["number"] in {row["number"] for row in found.json["cases"]}
    told = caller("luoyang.liaison").post("/cases/duplicates", {"names": ["虚构姓名甲"]}).json
    assert told["count"] > 0
    assert told["cases"] == []


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("officer", "/procedures"),
        ("officer", "/people"),
        ("officer", "/people?limit=2"),
        ("officer", "/units"),
        ("officer", "/meetings"),
        ("officer", "/suggestions"),
        ("officer", "/calendars"),
        ("officer", "/workdays?start=2026-03-02&days=30"),
        ("officer", "/tasks?box=mine&element=review_application"),
        ("officer", "/tasks?due_until=2026-03-31&state=submitted"),
        ("officer", "/tasks?box=done"),
        ("officer", "/tokens"),
        ("auditor", "/audit?chain=people"),
    ],
)
def test_lists_of_the_house(caller: Client, who: str, address: str) -> None:
    answer = caller(who).get(address)
    assert answer.status_code == 200, answer.json


def test_a_suggestion_becomes_a_meeting(caller: Client) -> None:
    made = caller("education.liaison").post("/suggestions", {"topic": "转学衔接（虚构）"})
    assert made.status_code == 201, made.json
    planned = caller("officer").post(
        "/meetings",
        {"title": "会商会议（虚构）", "planned_on": "2026-03-20", "suggestion": made.json["suggestion"]},
    )
    assert planned.status_code == 201, planned.json
    assert caller("officer").get(f"/meetings/{planned.json['meeting']}").json["title"] == "会商会议（虚构）"


def test_a_meeting_is_shown_to_those_of_its_cases(caller: Client, case: Any) -> None:
    plan = {"title": "会商会议（虚构）", "planned_on": "2026-03-21", "cases": [case["case"]]}
    planned = caller("officer").post("/meetings", plan)
    assert planned.status_code == 201, planned.json
    meeting = planned.json["meeting"]
    for who, shown in (
        ("officer", True),
        ("luoyang.liaison", True),
        ("high_court.liaison", False),
        ("expert.law1", False),
    ):
        listed = [one["id"] for one in caller(who).get("/meetings?limit=200").json["items"]]
        assert (meeting in listed) is shown
        assert caller(who).get(f"/meetings/{meeting}").status_code == (200 if shown else 404)


def test_verification_is_the_auditors(caller: Client) -> None:
    assert caller("auditor").post("/audit/verification").json == {"clean": True, "faults": []}
    assert caller("officer").post("/audit/verification").status_code == 403


def test_what_is_entered_afterwards_is_offered_with_its_task(caller: Client, case: Any) -> None:
    # given an open task, when the office looks at it
    task = case["tasks"][0]["id"]
    acts = {act["act"]: act for act in caller("officer").get(f"/tasks/{task}").json["acts"]}

    # then the way to enter it afterwards names the task, and the case offers none without one
    assert acts["enter_afterwards"]["href"] == f"/api/v1/tasks/{task}/enter-afterwards"
    offered = caller("officer").get(f"/cases/{case['case']}").json["acts"]
    assert [act for act in offered if act["act"] == "enter_afterwards"] == []


def test_decisions_of_tables_are_told_with_their_rules_and_version(caller: Client, case: Any) -> None:
    # given a case whose circumstances a table has examined
    told = caller("officer").get(f"/cases/{case['case']}/decisions").json["items"]
    # then each decision tells its inputs, its answer and the words of the rules that matched
    assert [one["decision"] for one in told]
    for one in told:
        assert one["inputs"]
        assert len(one["version"]) == 64
        assert all(rule["text"] and rule["id"] for rule in one["rules"])
    # and nobody who may not read the history learns of them
    assert caller("zhengzhou.liaison").get(f"/cases/{case['case']}/decisions").status_code in (403, 404)
