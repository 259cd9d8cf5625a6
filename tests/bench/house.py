"""Our side: an office on its own database with the shapes published, and one person who may do everything in them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from flask.testing import FlaskClient

from engine.actions.house.answers import Answer
from engine.actions.house.office import open_office
from engine.actions.opening.open_case import open_case
from engine.actions.signing_in.authenticate import by_token
from engine.actions.taking_in.load_office import load_office
from engine.actions.tasks.complete_task import complete
from engine.actions.versions.publish_diagram import deploy
from engine.clock import MovableClock, SystemClock
from engine.diagrams.bundle import Bundle
from engine.people.actor import Actor
from engine.settings import Settings
from tests.bench.sizes import SHAPES
from webhooks.app import create_app

DEMONSTRATION = Path(__file__).parents[2] / "processes" / "demonstration" / "office.yaml"
#: any 32 bytes: nothing here is secret
KEY = b64encode(bytes(range(32))).decode()
WORKER = "bench"
TOKEN = "hs_" + "bench-worker".ljust(42, "-") + "A"
HEADERS = {"Authorization": f"Bearer {TOKEN}"}
USED = ("three_user_tasks", "loop_60", "big", "boundary_deadline", "timer_wait")


class House:
    """An office, its worker and its web stack. The clock moves: sweeps need it."""

    def __init__(self, url: str, var: Path, *, cache_size: int = 100) -> None:
        self.clock = MovableClock(SystemClock().now())
        self.settings = Settings(var=var, database=url, master_key=KEY, cache_size=cache_size)
        self.office = open_office(self.settings, self.clock, migrate=True)
        load_office(self.office, people())
        for shape in USED:
            deploy(self.office, bundle(shape))
        worker = by_token(self.office, TOKEN)
        assert worker is not None
        self.worker: Actor = replace(worker, scopes=None)
        self.client: FlaskClient = create_app(self.office).test_client()

    def start(self, shape: str) -> Answer:
        return open_case(self.office, self.worker, shape, {})

    def complete(self, task: str, text: str) -> Answer:
        return complete(self.office, self.worker, task, {"answer": text})

    def complete_http(self, task: str, text: str) -> Mapping[str, Any]:
        """The whole stack: authentication, validation, act, answer."""
        answer = self.client.post(f"/api/v1/tasks/{task}/complete", json={"form": {"answer": text}}, headers=HEADERS)
        assert answer.status_code == 200, answer.text
        return answer.get_json()

    def start_http(self, shape: str) -> Mapping[str, Any]:
        answer = self.client.post("/api/v1/cases", json={"procedure": shape, "form": {}}, headers=HEADERS)
        assert answer.status_code == 201, answer.text
        return answer.get_json()

    def forget(self) -> None:
        """Make every case cold."""
        self.office.cache.clear()

    def close(self) -> None:
        self.office.close()


def bundle(shape: str) -> Bundle:
    """One shape with the form of its tasks."""
    names = (f"{shape}.bpmn", "answer.form")
    return Bundle({name: (SHAPES / name).read_bytes() for name in names})


def people() -> dict[str, Any]:
    """The demonstration office and one more invented person: opens cases and holds the group of the shapes."""
    office: dict[str, Any] = yaml.safe_load(DEMONSTRATION.read_bytes())
    worker = {
        "login": WORKER,
        "name": "甄迅捷（虚构）",
        "unit": "province_office",
        "roles": ["case_officer", "bench"],
        "token": TOKEN,
    }
    return {**office, "people": [*office["people"], worker]}
