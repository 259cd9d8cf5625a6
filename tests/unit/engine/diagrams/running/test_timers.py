"""Timers ask the ledger each time: extensions and calendars move them, an undetermined day makes them wait."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from engine.clock import at_beijing
from engine.deadlines.ledger import Ledger
from engine.deadlines.working_days import WorkingDays
from engine.diagrams.bundle import Bundle
from engine.diagrams.definition import Definition
from engine.diagrams.instance import Instance
from engine.diagrams.world import World
from engine.errors import Incident


def test_a_calendar_notice_moves_the_timers(play: Callable[..., Any], working_days: WorkingDays) -> None:
    # given a decision of December 2025, when only the notices known in October 2025 are known
    early = working_days.known_at(date(2025, 10, 1))
    case = play("implementation", at=date(2025, 12, 1), decisions=[], start_on="2025-12-01")
    case.ledger = Ledger([], early)
    case.start(decisions=[{"id": "d1", "lead": "justice"}], start_on="2025-12-01")
    timer = case.instance.waiting_timers()[0]
    # then nothing fires on a day nobody knows
    assert (timer.rule, timer.deadline, timer.due_at) == ("before_due", "implementation", None)
    case.on(date(2025, 12, 20))
    assert case.happened("fired") == []
    # and when the notice for 2026 is known the timer is armed by it
    case.ledger.recompute(working_days, case.at)
    armed = case.instance.with_world(case.world()).waiting_timers()[0].due_at
    assert armed == at_beijing(date(2026, 1, 6), 9)
    case.on(armed)
    assert [fired.element for fired in case.happened("fired")] == ["soon"]


def test_a_suspended_clock_fires_nothing(play: Callable[..., Any]) -> None:
    case = play("implementation", decisions=[{"id": "d1", "lead": "justice"}], start_on="2026-03-02")
    case.ledger.suspend("implementation", "d1", reason="court", by="office", at=case.at)
    case.on(date(2026, 5, 6))
    assert case.happened("fired") == []
    case.ledger.resume("implementation", "d1", reason="court", by="office", at=case.at)
    assert case.ledger.get("implementation", "d1").due == date(2026, 6, 16)
    case.on(date(2026, 6, 9))
    assert [fired.element for fired in case.happened("fired")] == ["soon"]


def test_a_duration_is_fixed_when_its_timer_is_reached(play: Callable[..., Any]) -> None:
    case = play("timer_wait")
    due = case.at + timedelta(days=42)
    assert [timer.due_at for timer in case.instance.waiting_timers()] == [due]
    case.later(days=41)
    assert [timer.due_at for timer in case.instance.waiting_timers()] == [due]
    case.on(due - timedelta(microseconds=1))
    assert case.open == set()
    case.on(due)
    assert case.open == {"after@"}
    assert [(fired.element, fired.due_at) for fired in case.happened("fired")] == [("deadline", due)]


def test_a_clock_set_back_unfires_nothing(play: Callable[..., Any]) -> None:
    case = play("timer_wait").later(days=43)
    case.later(days=-43)
    assert case.open == {"after@"}
    assert len(case.happened("fired")) == 1


def timed(expression: str, tag: str = "timeDate") -> Definition:
    """A process that waits for this timer and then has a task."""
    raw = f"""<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:t">
      <bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/><bpmn:intermediateCatchEvent id="wait">
      <bpmn:timerEventDefinition><bpmn:{tag}>{expression}</bpmn:{tag}></bpmn:timerEventDefinition>
      </bpmn:intermediateCatchEvent><bpmn:userTask id="then"/><bpmn:endEvent id="e"/>
      <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="wait"/>
      <bpmn:sequenceFlow id="f2" sourceRef="wait" targetRef="then"/>
      <bpmn:sequenceFlow id="f3" sourceRef="then" targetRef="e"/></bpmn:process></bpmn:definitions>"""
    return Definition.compile(Bundle({"p.bpmn": raw.encode()}))


MONDAY = at_beijing(date(2026, 3, 2), 10)
AS_WRITTEN = {
    "P42D": MONDAY + timedelta(days=42),
    '"P42D"': MONDAY + timedelta(days=42),
    "PT1H": MONDAY + timedelta(hours=1),
    "P1M": at_beijing(date(2026, 4, 2), 10),
    "2026-05-01T09:00:00": at_beijing(date(2026, 5, 1), 9),
    "${working_days(today(), 30)}": at_beijing(date(2026, 4, 14), 9),
    "2026-05-01T09:00:00+08:00": at_beijing(date(2026, 5, 1), 9),
    "working_days(today(), 30)": at_beijing(date(2026, 4, 14), 9),
    "working_days('2026-03-02T09:00:00+08:00', 1)": at_beijing(date(2026, 3, 3), 9),
    "working_days(None, 1)": None,
}


@pytest.mark.parametrize("expression", AS_WRITTEN)
def test_what_a_timer_may_say(expression: str, working_days: WorkingDays) -> None:
    case = Instance.start(timed(expression), {}, World(MONDAY, Ledger([], working_days)))
    assert case.waiting_timers()[0].due_at == AS_WRITTEN[expression]


@pytest.mark.parametrize(
    ("expression", "tag"),
    [
        ("due('implementation')", "timeDate"),
        ("before_due('implementation', 5)", "timeDate"),
        ("str('tomorrow')", "timeDate"),
        ("12", "timeDate"),
        ("str('P')", "timeDate"),
        ("None", "timeDuration"),
        ("missing", "timeDate"),
    ],
)
def test_a_clock_that_cannot_be_armed_is_an_incident_at_once(
    expression: str, tag: str, working_days: WorkingDays
) -> None:
    with pytest.raises(Incident) as stopped:
        Instance.start(timed(expression, tag), {}, World(MONDAY, Ledger([], working_days)))
    assert stopped.value.params["element"] == "wait"
