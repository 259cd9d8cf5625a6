"""An errand that an invented bench (虚构) runs, and the shape of three tasks in a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from engine.actions.house.answers import Answer
from engine.actions.house.office import Office
from engine.actions.opening.open_case import open_case
from engine.actions.tasks.complete_task import complete
from engine.clock import MovableClock
from engine.people.actor import Actor, Post
from engine.storage import audit
from engine.storage.people import PersonRow, add
from tests.unit.engine.actions.casework.people import PREPARED, REQUEST, bench_person

DRAWN = Path(__file__).parent / "drawn"
SHAPES = Path(__file__).parents[2] / "diagrams" / "shapes"


@pytest.fixture
def ann() -> Actor:
    return bench_person("ann")


@pytest.fixture
def bob() -> Actor:
    return bench_person("bob")


@pytest.fixture
def officer() -> Actor:
    return Actor("officer", "经办人（虚构）", "province_office", (Post("case_officer", "province_office"),))


@pytest.fixture
def stranger() -> Actor:
    return Actor("zoe", "旁人（虚构）", "elsewhere", (Post("liaison", "elsewhere"),))


@pytest.fixture
def people(office: Office, ann: Actor, bob: Actor, officer: Actor, clock: MovableClock) -> None:
    """The same people as rows, so that a refusal can name them."""
    rows = [
        PersonRow(one.id, one.id, one.name, None, None, "zh", True, False, clock.now()) for one in (ann, bob, officer)
    ]
    with office.database.writing() as connection:
        add(connection, rows)


@pytest.fixture
def errand(office: Office, deployed: Callable[[Path], str], people: None, ann: Actor) -> Answer:
    """An errand just opened; `prepare` waits."""
    deployed(DRAWN / "errand")
    return open_case(office, ann, "errand", REQUEST)


@pytest.fixture
def three(office: Office, deployed: Callable[[Path], str], people: None, officer: Actor) -> Answer:
    """A case of three tasks in a row, each for the bench, opened by the office."""
    deployed(SHAPES / "three_user_tasks.bpmn")
    return open_case(office, officer, "three_user_tasks", {})


@pytest.fixture
def task_of() -> Callable[[Answer, str], str]:
    """The id of the open task of this element."""

    def find(answer: Answer, element: str) -> str:
        return next(task.id for task in answer.open_tasks if task.element == element)

    return find


@pytest.fixture
def do(office: Office, task_of: Callable[[Answer, str], str]) -> Callable[..., Answer]:
    """Completes the open task of an element."""

    def act(answer: Answer, actor: Actor, element: str, form: Mapping[str, Any] = PREPARED) -> Answer:
        return complete(office, actor, task_of(answer, element), form)

    return act


@pytest.fixture
def words(office: Office) -> Callable[[Answer], list[str]]:
    """The words of the case's record in their order."""

    def read(answer: Answer) -> list[str]:
        with office.database.reading() as connection:
            return [one.record.word for one in audit.walk(connection, answer.case_id)]

    return read
