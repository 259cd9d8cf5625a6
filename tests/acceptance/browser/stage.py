"""An office in the middle of its work, served on loopback by this process, with a clock that tests move.

The cases are brought to where they stand by playing written scenarios through the real verbs.
"""

from __future__ import annotations

import threading
import traceback
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.serving import make_server

from engine.actions.calendar.follow_calendar import follow_calendar, next_notice
from engine.actions.house.office import Office, open_office
from engine.actions.worker.fire_due_timers import fire_due_timers, next_due
from engine.clock import MovableClock
from engine.diagrams.bundle import Bundle
from engine.rehearsals.player import play
from engine.rehearsals.scenario import Scenario, read_scenario
from engine.rehearsals.stage import set_stage as rehearsed
from engine.settings import Settings
from tests.acceptance.browser.gallery import gallery
from webhooks.app import create_app
from webhooks.pages import errors, sessions

PROCEDURE = Path(__file__).parents[3] / "processes" / "case_consultation"
REHEARSALS = PROCEDURE / "rehearsals"
#: the key of `engine.rehearsals.stage`
KEY = b64encode(bytes(32)).decode()
PASSWORD = "Huishang-Demo-1"


@dataclass(frozen=True)
class Scene:
    """A written scenario and how many of its steps are played."""

    name: str
    steps: int | None = None

    def read(self) -> Scenario:
        """The scenario as far as it is to be played."""
        whole = read_scenario((REHEARSALS / f"{self.name}.yaml").read_bytes())
        return replace(whole, steps=whole.steps[: self.steps])


@dataclass
class Stage:
    """The office, its clock, and where it is served."""

    office: Office
    clock: MovableClock
    address: str
    app: Flask

    def rule_of(self, address: str) -> str:
        """The pattern of the route that answers this address, such as `/cases/<case_id>`; empty for none."""
        try:
            rule, _ = self.app.url_map.bind("127.0.0.1").match(urlsplit(address).path, return_rule=True)
        except HTTPException:
            return ""
        return str(rule.rule)

    def cookie(self, person: str) -> dict[str, str]:
        """The cookie of a session for this person, as Playwright takes it."""
        return {"name": sessions.COOKIE, "value": sessions.open_for(self.office, person), "url": self.address}

    def move_to(self, at: datetime) -> None:
        """Let time pass: at every instant that matters notices are followed and due timers fire, as by the worker."""
        while True:
            instants = [due for due in (next_due(self.office), next_notice(self.office)) if due is not None]
            stop = min((due for due in instants if due <= at), default=at)
            self.clock.move_to(max(stop, self.clock.now()))
            follow_calendar(self.office)
            fire_due_timers(self.office)
            if stop == at:
                return


@contextmanager
def set_stage(folder: Path, scenes: Sequence[Scene], at: datetime | None = None) -> Iterator[Stage]:
    """Play the scenes one after the other, then serve. The clock stands at `at` or where the last scene stopped."""
    database = f"sqlite:///{folder / 'stage.db'}"
    last = at
    for scene in scenes:
        scenario = scene.read()
        play(scenario, Bundle.read(PROCEDURE), database=database)
        last = at or next(step.at for step in reversed(scenario.steps) if step.at is not None)
    assert last is not None, "a stage needs a scene or an instant"
    with _serving(folder, database, last) as stage:
        yield stage


@contextmanager
def empty_stage(folder: Path, scenario: Scenario) -> Iterator[Stage]:
    """An office where this scenario may begin: nothing has happened yet."""
    database = f"sqlite:///{folder / 'stage.db'}"
    office, clock, _ = rehearsed(scenario, Bundle.read(PROCEDURE), database=database)
    office.close()
    with _serving(folder, database, clock.now()) as stage:
        yield stage


@contextmanager
def bare_stage(folder: Path, at: datetime) -> Iterator[Stage]:
    """An installation of this hour: its tables are there, and nobody was ever entered."""
    database = f"sqlite:///{folder / 'stage.db'}"
    open_office(Settings(var=folder, database=database, master_key=KEY), MovableClock(at), migrate=True).close()
    with _serving(folder, database, at) as stage:
        yield stage


@contextmanager
def _serving(folder: Path, database: str, at: datetime) -> Iterator[Stage]:
    clock = MovableClock(at)
    office = open_office(Settings(var=folder, database=database, master_key=KEY), clock)
    try:
        app = _application(office)
        with served(app) as address:
            yield Stage(office, clock, address, app)
    finally:
        office.close()


def _application(office: Office) -> Flask:
    """The application of this office and the gallery; a sentence that is missing breaks its page."""
    app = create_app(office)
    app.register_blueprint(gallery)
    app.register_error_handler(Exception, _shout)
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The application on a free port of loopback; gives its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, name="served", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _shout(error: Exception) -> Any:
    """A fault as the house answers it; here its words are told too, which no log of an office may hold."""
    traceback.print_exception(error)
    return errors.last_resort(error)
