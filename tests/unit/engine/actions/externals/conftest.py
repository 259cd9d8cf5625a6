"""An invented archive (虚构) whose numbers a program gives, and the people around it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.actions.house.answers import Answer
from engine.actions.house.office import Office
from engine.actions.opening.open_case import open_case
from engine.clock import MovableClock
from engine.people.actor import Actor, Post
from engine.storage import audit
from engine.storage.people import PersonRow, add

DRAWN = Path(__file__).parent / "drawn"
UNIT = "province_office"


def _post(person: str, name: str, role: str) -> Actor:
    return Actor(person, f"{name}（虚构）", UNIT, (Post(role, UNIT),))


@pytest.fixture
def officer() -> Actor:
    return _post("officer", "经办人", "case_officer")


@pytest.fixture
def director() -> Actor:
    return _post("director", "负责人", "director")


@pytest.fixture
def program() -> Actor:
    return _post("archive_program", "档案程序", "worker")


@pytest.fixture
def case(
    office: Office,
    deployed: Callable[[Path], str],
    officer: Actor,
    director: Actor,
    program: Actor,
    clock: MovableClock,
) -> Answer:
    """A case just opened: its external task waits."""
    rows = [
        PersonRow(one.id, one.id, one.name, None, None, "zh", True, False, clock.now())
        for one in (officer, director, program)
    ]
    with office.database.writing() as connection:
        add(connection, rows)
    deployed(DRAWN / "archive.bpmn")
    return open_case(office, officer, "archive", {})


@pytest.fixture
def words(office: Office, case: Answer) -> Callable[[], list[str]]:
    """The words of the case's record in their order."""

    def read() -> list[str]:
        with office.database.reading() as connection:
            return [one.record.word for one in audit.walk(connection, case.case_id)]

    return read
