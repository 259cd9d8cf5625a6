"""A main line with watchers beside it: several messages and a timer at one gateway, in a loop, until the case ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.diagrams.views import Position
from engine.errors import Conflict


@pytest.fixture
def case(play: Callable[..., Any]) -> Any:
    return play("watchers")


def test_the_main_line_ends_the_watchers(case: Any) -> None:
    case.do("accept", verdict="accept").do("meet")
    assert case.instance.is_completed
    assert case.instance.outcome == "closed"
    assert [milestone.state for milestone in case.happened("milestones")] == ["submitted", "accepted", "closed"]
    assert case.seen[-1].outcome == "closed"


def test_the_gateway_is_passed_again_and_again(case: Any) -> None:
    for _ in range(3):
        case.send("ask_progress").send("mark_danger")
        assert case.open == {"accept@", "record_danger@"}
        case.do("record_danger")
        assert case.open == {"accept@"}
    case.later(days=11)
    assert [notice.kind for notice in case.happened("notices")] == ["nudge"]
    case.later(days=5)
    assert len(case.happened("notices")) == 1
    case.later(days=6)
    assert len(case.happened("notices")) == 2


def test_a_message_waits_for_nobody(case: Any) -> None:
    assert {message.name for message in case.instance.waiting_messages()} == {
        "mark_danger",
        "request_withdrawal",
        "ask_progress",
    }
    case.send("mark_danger")
    assert case.instance.waiting_messages() == []
    with pytest.raises(Conflict) as refused:
        case.send("request_withdrawal")
    assert refused.value.key == "running.message_not_awaited"


def test_nothing_is_declined_while_a_danger_is_open(case: Any) -> None:
    case.send("mark_danger")
    task = case.task("accept")
    assert case.instance.check(task.id, {"verdict": "accept"}) is None
    refusal = case.instance.check(task.id, {"verdict": "decline"})
    assert refusal is not None
    assert refusal.key == "procedure.guard.danger_open"
    with pytest.raises(Conflict):
        case.do("accept", verdict="decline")
    case.do("record_danger").do("accept", verdict="decline")


def test_withdrawing_is_possible_until_accepted(case: Any, play: Callable[..., Any]) -> None:
    early = play("watchers").send("request_withdrawal")
    assert early.instance.outcome == "withdrawn"
    case.do("accept", verdict="accept")
    with pytest.raises(Conflict) as refused:
        case.send("request_withdrawal")
    assert refused.value.key == "procedure.guard.accepted"


def test_a_task_is_completed_once(case: Any) -> None:
    task = case.task("accept")
    case.do("accept", verdict="accept")
    with pytest.raises(Conflict):
        case.instance.complete(task.id, {})
    with pytest.raises(Conflict):
        case.instance.task("no-such-task")


def test_positions_show_where_the_case_stands(case: Any) -> None:
    assert case.instance.positions() == [Position("accept", "", "open"), Position("first_of", "", "waiting")]
