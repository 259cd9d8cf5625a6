"""Plays a small diagram with a moving clock, in memory or read back from its bytes after every act, folded or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
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
from engine.diagrams.external import ExternalTask
from engine.diagrams.findings import DiagramRefused
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

    def work(self, element: str, item: str = "", **variables: Any) -> Play:
        """Complete an external task."""
        self.instance.complete_external(self.external(element, item).id, variables)
        return self.after()

    def fail(self, element: str, code: str, item: str = "", message: str | None = None, **variables: Any) -> Play:
        """Raise an error from an external task."""
        self.instance.raise_error(self.external(element, item).id, code, message, variables)
        return self.after()

    def external(self, element: str, item: str = "") -> ExternalTask:
        found = [task for task in self.instance.external_tasks() if (task.element, task.item) == (element, item)]
        assert len(found) == 1, f"{element}@{item}"
        return found[0]

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


NAMESPACES = (
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" '
    'xmlns:huishang="https://huishang.invalid/bpmn/1.0" id="d" targetNamespace="urn:t"'
)


def drawn_bundle(nodes: str, *order: str, top: str = "", **files: str | bytes) -> Bundle:
    """A process `p` of these nodes in this order, between a start and an end event, with these other files beside it.

    `top` stands beside the process: messages, errors, other processes. File names say `_dmn` for `.dmn`.
    """
    path = ("begin", *order, "over")
    flows = "".join(
        f'<bpmn:sequenceFlow id="f{n}" sourceRef="{a}" targetRef="{b}"/>' for n, (a, b) in enumerate(pairwise(path))
    )
    xml = (
        f'<bpmn:definitions {NAMESPACES}><bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="begin"/>'
        f'{nodes}<bpmn:endEvent id="over"/>{flows}</bpmn:process>{top}</bpmn:definitions>'
    )
    others = {name.replace("_", "."): raw if isinstance(raw, bytes) else raw.encode() for name, raw in files.items()}
    return Bundle({"p.bpmn": xml.encode(), **others})


@pytest.fixture(scope="session")
def drawn() -> Callable[..., Bundle]:
    return drawn_bundle


@pytest.fixture(params=MODES)
def begin(request: pytest.FixtureRequest) -> Callable[..., Play]:
    """Starts a play of a diagram drawn in the test, at 10:00 of 2026-03-02, in each of the four modes."""

    def start(bundle: Bundle, process: str = "p", **data: Any) -> Play:
        definition = Definition.compile(bundle, process)
        return Play(definition, request.param, at_beijing(date(2026, 3, 2), 10)).start(**data)

    return start


@pytest.fixture
def refused() -> Callable[[Bundle], list[tuple[str, str]]]:
    """What a bundle is refused for, as (element, key); each finding has a line and both sentences in both languages."""

    def ask(bundle: Bundle) -> list[tuple[str, str]]:
        with pytest.raises(DiagramRefused) as refusal:
            Definition.compile(bundle, "p")
        for finding in refusal.value.findings:
            assert finding.file
            assert finding.line
            for lang in ("zh", "en"):
                assert finding.message(lang) != finding.key
                assert finding.remedy(lang) != f"{finding.key}.remedy"
        return [(finding.element, finding.key) for finding in refusal.value.findings]

    return ask


@pytest.fixture
def definition() -> Callable[[str], Definition]:
    return definition_of


@pytest.fixture
def working_days() -> WorkingDays:
    return calendar()
