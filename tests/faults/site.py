"""One installation that several processes look at: each gets an office of its own on the same database and clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import text

from engine.actions.house.answers import Answer
from engine.actions.house.cache import CaseCache
from engine.actions.house.office import Office
from engine.actions.opening.open_case import open_case
from engine.actions.records.verify import verify
from engine.actions.signing_in.authenticate import by_token
from engine.actions.taking_in.load_office import load_office
from engine.actions.tasks.complete_task import complete
from engine.actions.versions.publish_diagram import deploy
from engine.cases.audit_words import Word
from engine.clock import MovableClock
from engine.diagrams.bundle import Bundle
from engine.people.actor import Actor
from engine.settings import Settings
from engine.storage import audit
from engine.storage.audit import Written
from engine.storage.database import Database
from engine.storage.encryption import read_vault
from tests.fixtures_database import MASTER_KEY

HERE = Path(__file__).parent
SHAPES = HERE.parent / "bench" / "shapes"
FORM = SHAPES / "answer.form"
DEMONSTRATION = HERE.parents[1] / "processes" / "demonstration" / "office.yaml"
#: whoever completes the tasks of these diagrams (虚构)
FIRST, SECOND = "first", "second"
USED = (
    HERE / "diagrams" / "two_branches.bpmn",
    HERE / "diagrams" / "cut_off.bpmn",
    SHAPES / "three_user_tasks.bpmn",
    SHAPES / "timer_wait.bpmn",
)
_BACKENDS = text("SELECT count(*) FROM pg_stat_activity WHERE application_name = :name")
FORM_DATA = {"answer": "同意（虚构）"}


def office_on(url: str, clock: MovableClock, *, cache_size: int = 100) -> Office:
    """Another process's view of the installation at this address."""
    settings = Settings(database=url, master_key=MASTER_KEY, cache_size=cache_size)
    return Office(Database(url), clock, settings, read_vault(MASTER_KEY, Path()), CaseCache(cache_size))


def token(login: str) -> str:
    return "hs_" + f"fault-{login}".ljust(42, "-") + "A"


class Site:
    """The installation, with two people and two processes in it."""

    def __init__(self, url: str, clock: MovableClock) -> None:
        self.url, self.clock = url, clock
        self.office, self.other = office_on(url, clock), office_on(url, clock)
        load_office(self.office, _people())
        for path in USED:
            deploy(self.office, Bundle({path.name: path.read_bytes(), FORM.name: FORM.read_bytes()}))

    def person(self, login: str) -> Actor:
        found = by_token(self.office, token(login))
        assert found is not None
        return replace(found, scopes=None)

    def start(self, procedure: str) -> Answer:
        return open_case(self.office, self.person(FIRST), procedure, {})

    def completing(self, office: Office, login: str, task: str) -> Callable[[], Answer]:
        """The act, ready to be done at the right moment."""
        actor = self.person(login)
        return lambda: complete(office, actor, task, FORM_DATA)

    def records(self, case_id: str, word: Word) -> list[Written]:
        """What the case's chain says of this."""
        with self.office.database.reading() as connection:
            return [one for one in audit.read(connection, case_id, most=10_000) if one.record.word == word.value]

    def is_sound(self) -> bool:
        """Seen by a process that remembers nothing."""
        fresh = office_on(self.url, self.clock)
        faults = verify(fresh)
        fresh.close()
        assert faults == []
        return True

    def wait_until_gone(self, name: str, patience: float) -> None:
        """Until the server has noticed the death of every process that called itself so.

        PostgreSQL lets the locks of a killed process go when its backend reads the end of the connection: at once on
        an idle machine, at some time on a busy one. The backend is gone from the list only after its locks are.
        """
        if self.office.database.is_sqlite:
            return  # locks of files end with their process
        deadline = time.monotonic() + patience
        with self.office.database.reading() as connection:
            while connection.execute(_BACKENDS, {"name": name}).scalar_one():
                assert time.monotonic() < deadline, "the server still serves a process that is dead"
                time.sleep(0.01)

    def close(self) -> None:
        self.office.close()
        self.other.close()


def _people() -> dict[str, Any]:
    office: dict[str, Any] = yaml.safe_load(DEMONSTRATION.read_bytes())
    added = [
        {
            "login": login,
            "name": f"{name}（虚构）",
            "unit": "province_office",
            "roles": ["case_officer", "bench"],
            "token": token(login),
        }
        for login, name in ((FIRST, "甄先到"), (SECOND, "贾后至"))
    ]
    return {**office, "people": [*office["people"], *added]}
