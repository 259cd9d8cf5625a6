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

from werkzeug.serving import make_server

from engine.actions.fire_due_timers import fire_due_timers
from engine.actions.follow_calendar import follow_calendar
from engine.actions.office import Office, open_office
from engine.clock import MovableClock
from engine.diagrams.bundle import Bundle
from engine.rehearsals.player import play
from engine.rehearsals.scenario import Scenario, read_scenario
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

    def cookie(self, person: str) -> dict[str, str]:
        """The cookie of a session for this person, as Playwright takes it."""
        return {"name": sessions.COOKIE, "value": sessions.open_for(self.office, person), "url": self.address}

    def move_to(self, at: datetime) -> None:
        """Let time pass: notices are followed and due timers fire, as the worker would do it."""
        self.clock.move_to(at)
        follow_calendar(self.office)
        fire_due_timers(self.office)


@contextmanager
def set_stage(folder: Path, scenes: Sequence[Scene], at: datetime | None = None) -> Iterator[Stage]:
    """Play the scenes one after the other, then serve. The clock stands at `at` or where the last scene stopped."""
    database = f"sqlite:///{folder / 'stage.db'}"
    bundle = Bundle.read(PROCEDURE)
    last = at
    for scene in scenes:
        scenario = scene.read()
        play(scenario, bundle, database=database)
        last = at or next(step.at for step in reversed(scenario.steps) if step.at is not None)
    assert last is not None, "a stage needs a scene or an instant"
    clock = MovableClock(last)
    office = open_office(Settings(var=folder, database=database, master_key=KEY), clock)
    try:
        with served(office) as address:
            yield Stage(office, clock, address)
    finally:
        office.close()


@contextmanager
def served(office: Office) -> Iterator[str]:
    """The application of this office, and the gallery, on a free port of loopback; gives its address."""
    app = create_app(office)
    app.register_blueprint(gallery)
    app.register_error_handler(Exception, _shout)
    # a sentence that is missing shall break the page, so that a test sees it
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
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
