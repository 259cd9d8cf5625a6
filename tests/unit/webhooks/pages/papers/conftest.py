"""The first meeting, played until the questions are served, behind the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.actions.signing_in.authenticate import known_actor
from engine.diagrams.bundle import Bundle
from engine.rehearsals.scenario import read_scenario
from engine.rehearsals.stage import set_stage
from engine.rehearsals.verbs import Scene, act
from tests.unit.webhooks.pages.conftest import Browser
from tests.unit.webhooks.pages.papers.stage import Staged
from webhooks.app import create_app

PROCEDURE = Path(__file__).parents[5] / "processes" / "case_consultation"
SERVED = 5


@pytest.fixture
def staged(database_url: str) -> Iterator[Staged]:
    """An office with one case of its own."""
    scenario = read_scenario((PROCEDURE / "rehearsals" / "first_meeting.yaml").read_bytes())
    office, clock, procedure = set_stage(scenario, Bundle.read(PROCEDURE), database=database_url)
    cases: dict[str, str] = {}
    for step in scenario.steps[:SERVED]:
        clock.move_to(step.at)
        actor = known_actor(office, step.actor)
        assert actor is not None
        act(Scene(office, procedure, actor, cases), step)
    app = create_app(office)
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield Staged(office, cases["main"], _browsers(app, office))
    office.close()


def _browsers(app, office) -> Callable[[str], Browser]:
    return lambda person: Browser(app, office, person)
