"""A signal from a branch beside a multi-instance ends all its called processes, each with an output item."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

DECISIONS = [{"id": "d1"}, {"id": "d2"}, {"id": "d3"}]


def test_every_called_process_still_running_is_recalled(play: Callable[..., Any]) -> None:
    case = play("recall", decisions=DECISIONS)
    case.do("report", "d2").send("back_to_meeting")
    assert case.instance.is_completed
    assert case.instance.data["results"] == [
        {"id": "d2", "status": "done"},
        {"id": "d1", "status": "recalled"},
        {"id": "d3", "status": "recalled"},
    ]
    states = {deadline.item: bool(deadline.performed_at) for deadline in case.ledger.deadlines}
    assert states == {"d1": False, "d2": True, "d3": False}
    assert not any(deadline.is_open for deadline in case.ledger.deadlines)


def test_a_signal_that_nobody_awaits_is_lost(play: Callable[..., Any]) -> None:
    case = play("recall", decisions=[])
    case.send("back_to_meeting")
    assert case.instance.is_completed


def test_of_several_that_interrupt_the_first_drawn_wins_and_who_only_listens_hears(play: Callable[..., Any]) -> None:
    case = play("one_signal").send("say")
    assert case.open == {"told@", "after_stop@"}
    assert [(left.element, left.completed) for left in case.happened("left")] == [("work", False)]
    assert case.do("told").do("after_stop").instance.is_completed
