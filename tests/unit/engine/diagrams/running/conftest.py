"""Plays a small diagram with a moving clock, in memory or read back from its bytes after every act, folded or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from engine.calendar_files import shipped_tables
from engine.clock import at_beijing
from engine.deadlines.ledger import Ledger
from engine.deadlines.working_days import WorkingDays
from engine.diagrams.bundle import Bundle
from engine.diagrams.definition import Definition
from engine.diagrams.effects import Effects
from engine.diagrams.instance import Instance
from engine.diagrams.views import OpenTask
from engine.diagrams.world import World

DRAWN = (Path(__file__).parent / "drawn", Path(__file__).parents[1] / "shapes")
MODES = ("hot", "cold", "hot unfolded", "cold unfolded")


@cache
def definition_of(name: str) -> Definition:
    file = next(file for folder in DRAWN if (file := folder / f"{name}.bpmn").is_file())
    return Definition.compile(Bundle({file.name: file.read_bytes()}))


@cache
def calendar() -> WorkingDays:
    return WorkingDays.from_tables(shipped_tables())


@dataclass
class Play:
    """One case, moved by the names of its elements."""

    definition: Definition
    mode: str
    at: datetime
    settings: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    acted_on: date | None = None
    seen: list[Effects] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ledger = Ledger([], calendar())

    def world(self) -> World:
        return World(self.at, self.ledger, self.settings, self.facts, {"court": "court"}, "person_1", self.acted_on)

    def start(self, **data: Any) -> Play:
        self.instance = Instance.start(self.definition, data, self.world(), folded="unfolded" not in self.mode)
        return self.after()

    def after(self) -> Play:
        self.seen.append(self.instance.take_effects())
        if "cold" in self.mode:
            self.instance = Instance.restore(
                self.definition, self.instance.dump(), self.world(), folded="unfolded" not in self.mode
            )
        return self

    def task(self, element: str, item: str = "") -> OpenTask:
        found = [task for task in self.instance.open_tasks() if (task.element, task.item) == (element, item)]
        assert len(found) == 1, f"{element}@{item} among {self.open}"
        return found[0]

    def do(self, element: str, item: str = "", **routing: Any) -> Play:
        self.instance.complete(self.task(element, item).id, routing)
        return self.after()

    def send(self, message: str, item: str = "", **routing: Any) -> Play:
        self.instance.send(message, item, routing)
        return self.after()

    def on(self, at: datetime | date) -> Play:
        """Stand at this instant, or at 10:00 of this Beijing day, and let happen what is due."""
        self.at = at if isinstance(at, datetime) else at_beijing(at, 10)
        self.instance.with_world(self.world()).settle()
        return self.after()

    def later(self, **by: float) -> Play:
        return self.on(self.at + timedelta(**by))

    @property
    def open(self) -> set[str]:
        """Open tasks as `element@item`."""
        return {f"{task.element}@{task.item}" for task in self.instance.open_tasks()}

    def happened(self, kind: str) -> list[Any]:
        return [effect for effects in self.seen for effect in getattr(effects, kind)]


@pytest.fixture(params=MODES)
def play(request: pytest.FixtureRequest) -> Callable[..., Play]:
    """Starts a play of a drawn diagram at 10:00 of 2026-03-02, a Monday, in each of the four modes."""

    def begin(name: str, *, at: date = date(2026, 3, 2), settings: Any = None, facts: Any = None, **data: Any) -> Play:
        settings = {"start_rule": "meeting", "days": 30} if settings is None else settings
        return Play(definition_of(name), request.param, at_beijing(at, 10), settings, facts or {}).start(**data)

    return begin


@pytest.fixture
def definition() -> Callable[[str], Definition]:
    return definition_of


@pytest.fixture
def working_days() -> WorkingDays:
    return calendar()
