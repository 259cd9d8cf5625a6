"""Escalations and errors of a subprocess, and what happens when a diagram cannot go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.errors import Conflict, Incident, Invalid


def test_an_escalation_interrupts_nothing(play: Callable[..., Any]) -> None:
    case = play("errors").do("a", way="escalate")
    assert case.open == {"hear@"}
    assert case.instance.task_data(case.task("hear").id)["way"] == "escalate"
    assert case.do("hear").instance.is_completed


def test_an_error_nobody_catches_is_an_incident(play: Callable[..., Any]) -> None:
    with pytest.raises(Incident) as stopped:
        play("errors").do("a", way="error")
    assert stopped.value.key == "running.incident.uncaught_error"


def test_a_missing_setting_is_an_incident_that_names_the_element(play: Callable[..., Any]) -> None:
    with pytest.raises(Incident) as stopped:
        play("implementation", settings={}, decisions=[{"id": "d1"}], start_on="2026-03-02")
    assert stopped.value.params["element"] == "implement"
    assert stopped.value.params["item"] == "d1"


@pytest.mark.parametrize("decisions", [None, "d1", [{"name": "x"}], [{"id": "d1"}, {"id": "d1"}], [["d1"]]])
def test_a_collection_that_is_none_is_an_incident(play: Callable[..., Any], decisions: Any) -> None:
    with pytest.raises(Incident):
        play("implementation", decisions=decisions, start_on="2026-03-02")


@pytest.mark.parametrize("value", [(1, 2), {1: "x"}, {"typename": "datetime"}, [{"deep": {1}}], object()])
def test_only_plain_data_come_in(play: Callable[..., Any], value: Any) -> None:
    case = play("errors")
    with pytest.raises(Invalid):
        case.do("a", way=value)
    with pytest.raises(Invalid):
        play("errors", way=value)
    assert case.do("a", way="none").instance.is_completed


def test_a_refused_completion_changes_nothing(play: Callable[..., Any]) -> None:
    case = play("watchers").send("mark_danger")
    before = case.instance.dump()
    with pytest.raises(Conflict):
        case.do("accept", verdict="decline", secret="x")
    assert case.instance.dump() == before
