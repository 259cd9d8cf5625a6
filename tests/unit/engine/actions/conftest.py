"""A case brought to where a test wants it, by playing the beginning of a scenario that ships with the procedure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.actions.house.office import Office
from engine.actions.signing_in.authenticate import known_actor
from engine.clock import MovableClock, beijing_day
from engine.diagrams.bundle import Bundle
from engine.people.actor import Actor
from engine.rehearsals.scenario import Scenario, read_scenario
from engine.rehearsals.sight import Sight, look
from engine.rehearsals.stage import set_stage
from engine.rehearsals.verbs import Scene, act
from engine.storage import audit, cases, tasks

PROCEDURE = Path(__file__).parents[4] / "processes" / "case_consultation"


class Play:
    """A stage with one main case, at the end of the steps that were played."""

    def __init__(self, scenario: Scenario, database: str) -> None:
        self.office, self.clock, self.procedure = set_stage(scenario, Bundle.read(PROCEDURE), database=database)
        self.cases: dict[str, str] = {}
        self.scenario = scenario

    office: Office
    clock: MovableClock

    def steps(self, number: int) -> Play:
        """Play the steps up to the one with this number, as a reader counts."""
        for step in self.scenario.steps:
            if step.position > number:
                break
            if step.at is not None:
                self.clock.move_to(step.at)
            if step.kind == "do" and not step.refused:
                act(Scene(self.office, self.procedure, self.actor(step.actor), self.cases), step)
        return self

    @property
    def case(self) -> str:
        return self.cases["main"]

    def actor(self, login: str) -> Actor:
        found = known_actor(self.office, login)
        assert found is not None
        return found

    def sight(self, name: str = "main") -> Sight:
        return look(self.office, self.cases[name])

    def number(self, case_id: str) -> str:
        with self.office.database.reading() as connection:
            row = cases.get(connection, case_id)
        assert row is not None
        return row.number

    def words(self) -> list[str]:
        with self.office.database.reading() as connection:
            return [one.record.word for one in audit.read(connection, self.case)]

    def task(self, element: str, item: str = "") -> str:
        with self.office.database.reading() as connection:
            rows = tasks.open_of_case(connection, self.case).values()
        return next(row.id for row in rows if (row.element, row.item) == (element, item))

    def papers(self, number: int) -> dict[str, Any]:
        """The story up to this step as somebody would enter it from paper."""
        told, day = [], None
        for step in self.scenario.steps:
            if step.position > number or step.kind != "do" or step.refused:
                continue
            day = beijing_day(step.at) if step.at else day
            place = {"task": step.get("task")} if step.verb == "complete" else {"message": step.verb}
            said = {"item": step.get("item"), "true_day": str(day), "done_by": step.actor, "form": step.form}
            told.append({**place, **said})
        first, *rest = told
        application = {name: first[name] for name in ("true_day", "done_by", "form")}
        return {"source": "虚构卷宗第1册", "reason": "系统启用前已受理", "application": application, "steps": rest}

    def application(self) -> dict[str, Any]:
        return dict(self.scenario.steps[0].form)


@pytest.fixture
def play(database_url: str) -> Iterator[Callable[..., Play]]:
    """Plays a scenario up to a step, on both databases."""
    plays: list[Play] = []

    def up_to(name: str, step: int) -> Play:
        scenario = read_scenario((PROCEDURE / "rehearsals" / f"{name}.yaml").read_bytes())
        plays.append(Play(scenario, database_url))
        return plays[-1].steps(step)

    yield up_to
    for one in plays:
        one.office.close()
