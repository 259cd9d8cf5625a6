"""Every refusal has its status and one form; what nobody foresaw tells nothing about the inside."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient

from engine.actions.house.office import Office
from engine.errors import Conflict, FieldError, Forbidden, Incident, Invalid, Refusal, TooLarge, Unavailable, Unknown
from tests.unit.webhooks.conftest import TOKENS
from webhooks.app import create_app
from webhooks.headers import HEADERS
from webhooks.logs import register_logs
from webhooks.problems import register_problems, spoken

CHILD = "虚构姓名甲"

REFUSALS: dict[str, tuple[Exception, int]] = {
    "invalid": (Invalid("webhooks.invalid", fields=[FieldError("a.0", "webhooks.field.required")], count=1), 422),
    "forbidden": (Forbidden("people.right.unknown"), 403),
    "unknown": (Unknown("actions.unknown_case"), 404),
    "conflict": (Conflict("actions.task_done", by="李明（虚构）", at="2026-03-02T01:30:00+00:00"), 409),
    "other version": (Conflict("actions.other_version", seen=1, version=2), 412),
    "too large": (TooLarge("diagrams.too_many_files", limit=1, path="x"), 413),
    "unavailable": (Unavailable("storage.unavailable"), 503),
    "incident of a case": (Incident("running.incident.depth", case="x"), 409),
    "incident of the database": (Incident("storage.broken", kind="x"), 503),
    "anything else": (RuntimeError(f"the child {CHILD}"), 500),
    "out of memory": (MemoryError(CHILD), 500),
}


@pytest.fixture
def raising() -> Any:
    """A client of an application whose only view raises what it is given."""
    app = Flask("raising")
    app.config["PROPAGATE_EXCEPTIONS"] = False
    register_logs(app)
    register_problems(app)
    waiting: list[Exception] = []
    app.add_url_rule("/", "raise", lambda: (_ for _ in ()).throw(waiting.pop()))
    return lambda error, **headers: waiting.append(error) or app.test_client().get("/", headers=headers)


@pytest.fixture
def lines() -> Iterator[list[Any]]:
    """What is logged meanwhile."""
    with structlog.testing.capture_logs() as captured:
        yield captured


@pytest.mark.parametrize(("error", "status"), REFUSALS.values(), ids=REFUSALS.keys())
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_refusal_has_its_status_and_sentence(
    raising: Any, lines: list[Any], error: Exception, status: int, lang: str
) -> None:
    answer = raising(error, **{"Accept-Language": lang})
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    said = answer.json
    assert (said["status"], said["request_id"]) == (status, answer.headers["X-Request-Id"])
    assert said["title"] != f"webhooks.status.{status}"
    assert ("Retry-After" in answer.headers) == (status in (429, 503))
    assert CHILD not in answer.text
    assert CHILD not in json.dumps(lines, ensure_ascii=False, default=str)


def test_a_lost_race_names_who_and_when_in_beijing(raising: Any) -> None:
    said = raising(REFUSALS["conflict"][0]).json
    assert (said["by"], said["at"]) == ("李明（虚构）", "2026-03-02T01:30:00+00:00")
    assert "2026-03-02 09:30" in said["detail"]


def test_each_field_in_error_is_named(raising: Any) -> None:
    (error,) = raising(REFUSALS["invalid"][0]).json["errors"]
    assert error["path"] == "a.0"
    assert error["detail"] != error["key"]


@pytest.mark.parametrize(
    "error",
    [
        Invalid("actions.grant_day", fields=[FieldError("until", "actions.grant_day", {"days": 30})]),
        Invalid("people.deputy.too_long", fields=[FieldError("until", "people.deputy.too_long")], days=30),
    ],
)
def test_a_sentence_of_the_whole_and_of_its_field_has_its_figures_in_both(raising: Any, error: Invalid) -> None:
    said = raising(error).json
    assert "30" in said["detail"]
    assert "30" in said["errors"][0]["detail"]


def test_every_instant_of_a_sentence_is_in_beijing() -> None:
    assert spoken({"until": "2026-03-02T01:30:00.000001+00:00", "minutes": 15}) == {
        "until": "2026-03-02 09:30",
        "minutes": 15,
    }


@pytest.mark.parametrize("at", ["", "soon", 5, None, "2026-03-02"])
def test_what_is_no_instant_stays_as_it_is(at: Any) -> None:
    assert spoken({"at": at}) == {"at": at}


def test_an_unforeseen_error_is_logged_by_place_alone(raising: Any, lines: list[Any]) -> None:
    raising(RuntimeError(CHILD))
    (failed,) = [line for line in lines if line["event"] == "request.failed"]
    assert failed["error"] == "RuntimeError"
    assert any("test_problems.py" in place for place in failed["where"])


def test_a_database_that_is_away_is_503(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> Refusal:
        raise Unavailable("storage.unavailable")

    client: FlaskClient = create_app(office).test_client()
    monkeypatch.setattr(office.database, "reading", away)
    monkeypatch.setattr(office.database, "writing", away)
    answer = client.get("/api/v1/tasks", headers={"Authorization": f"Bearer {TOKENS['officer']}"})
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert client.get("/health").status_code == 503
    assert client.get("/health").json["status"] == "red"
    assert "huishang_database_up 0.0" in client.get("/metrics").text


@pytest.mark.parametrize("address", ["/health", "/metrics", "/nowhere", "/api/v1/tasks", "/api/docs"])
def test_every_answer_carries_the_guarding_headers(client: FlaskClient, address: str) -> None:
    with client.get(address) as answer:
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_log_line_holds_the_route_and_no_address(client: FlaskClient, lines: list[Any]) -> None:
    client.get("/api/v1/cases/5e0c17728c71/history?cursor=secret", headers={"Authorization": "Bearer hs_x"})
    (line,) = [line for line in lines if line["event"] == "request"]
    assert line["route"] == "/api/v1/cases/<case>/history"
    said = json.dumps(line)
    assert "5e0c17728c71" not in said
    assert "secret" not in said
    assert "hs_x" not in said
