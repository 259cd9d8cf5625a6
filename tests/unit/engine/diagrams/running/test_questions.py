"""The functions of a diagram, asked from a running case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from engine.clock import at_beijing
from engine.deadlines.ledger import Ledger
from engine.deadlines.working_days import WorkingDays
from engine.diagrams.definition import Definition
from engine.diagrams.host import Host
from engine.diagrams.world import World
from engine.errors import Incident


@pytest.fixture
def ask(definition: Callable[[str], Definition], working_days: WorkingDays) -> Callable[..., Any]:
    """Asks a function by name at 23:30 of 2026-03-02 in Beijing, inside item d1."""
    at = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
    ledger = Ledger([], working_days)
    facts = {"start_rule": "meeting", "basis": "R6", "proposed": False, "at": at, "by": "office"}
    ledger.open("implementation", "d1", start=date(2026, 3, 2), length=5, unit="working_days", **facts)  # type: ignore[arg-type]
    ledger.open("opinion", "", start=date(2026, 2, 20), length=1, unit="calendar_days", **facts)  # type: ignore[arg-type]
    ledger.open("free", "", start=date(2026, 2, 20), length=0, unit="none", **facts)  # type: ignore[arg-type]
    world = World(at, ledger, {"days": 30}, {"number": "c1"}, {"high_court": "court"}, "office", date(2026, 2, 27))
    host = Host(definition("watchers"), world, "test")
    return lambda name, *arguments: host.functions(("d1", ""))[name](*arguments)


ANSWERS = [
    (("setting", "days"), 30),
    (("fact", "number"), "c1"),
    (("unit_kind", "high_court"), "court"),
    (("today",), "2026-03-02"),
    (("acted_on",), "2026-02-27"),
    (("due", "implementation"), "2026-03-10T00:00:00+08:00"),
    (("before_due", "implementation", 2), "2026-03-05T09:00:00+08:00"),
    (("after_due", "implementation", 1), "2026-03-10T09:00:00+08:00"),
    (("due_day", "implementation"), "2026-03-09"),
    (("due_day", "never_opened"), None),
    (("due_day", "free"), None),
    (("due", "free"), None),
    (("lapsed", "implementation"), False),
    (("lapsed", "opinion"), True),
    (("lapsed", "never_opened"), False),
    (("working_days", "2026-03-02", 5), "2026-03-09T09:00:00+08:00"),
    (("working_days", "2026-03-02T16:30:00+00:00", 1), "2026-03-04T09:00:00+08:00"),
    (("working_days", None, 5), None),
    (("working_days", "2026-12-01", 60), None),
    (("is_open", "accept"), False),
    (("passed", "accept"), False),
]


@pytest.mark.parametrize(("question", "answer"), ANSWERS)
def test_what_the_world_answers(ask: Callable[..., Any], question: tuple[Any, ...], answer: Any) -> None:
    assert ask(*question) == answer


@pytest.mark.parametrize("question", [("setting", "x"), ("fact", "x"), ("unit_kind", "x"), ("due", "x")])
def test_what_the_world_does_not_know_is_an_incident(ask: Callable[..., Any], question: tuple[str, str]) -> None:
    with pytest.raises(Incident):
        ask(*question)


def test_an_element_is_open_and_passed_in_its_item_or_outside(play: Callable[..., Any]) -> None:
    case = play(
        "implementation", decisions=[{"id": "d1", "lead": "a"}, {"id": "d2", "lead": "b"}], start_on="2026-03-02"
    )
    case.do("report", "d1")

    def asked(function: str, element: str, item: str) -> bool:
        functions = case.instance._host.functions((item, "") if item else ("",))
        return bool(functions[function](element))

    assert asked("is_open", "review", "d1")
    assert not asked("is_open", "review", "d2")
    assert not asked("is_open", "review", "")
    assert asked("is_open", "implement", "d2")
    assert asked("passed", "report", "d1")
    assert not asked("passed", "report", "d2")
    assert asked("passed", "task_begins", "d2")
    assert at_beijing(date(2026, 3, 2), 10) == case.at
