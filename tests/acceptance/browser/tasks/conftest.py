"""A desk with a form of every kind of field, and an application that waits for review."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from engine.actions.opening.open_case import open_case
from engine.actions.signing_in.authenticate import known_actor
from engine.actions.versions.publish_diagram import deploy
from engine.diagrams.bundle import Bundle
from tests.acceptance.browser.stage import Scene, Stage, set_stage

DRAWN = Path(__file__).parent / "drawn"


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The house's own stage, whose cases these tests change, with one more procedure in force."""
    with set_stage(tmp_path_factory.mktemp("tasks"), [Scene("first_meeting", 1)]) as ready:
        deploy(ready.office, Bundle.read(DRAWN / "desk"), effective_on=date(2022, 1, 1))
        yield ready


@pytest.fixture
def desk(stage: Stage) -> str:
    """The address of a fresh task with the form of every field."""
    officer = known_actor(stage.office, "officer")
    assert officer is not None
    answer = open_case(stage.office, officer, "desk", {})
    return f"/tasks/{answer.open_tasks[0].id}"


@pytest.fixture
def at_desk(open_as: Callable[..., Page], desk: str) -> Callable[..., Page]:
    """Opens the desk for somebody, its form ready to be typed into."""

    def show(person: str = "officer", size: str = "1366x768") -> Page:
        page = open_as(person, desk, size)
        page.locator(".sheet-ready").wait_for()
        return page

    return show
