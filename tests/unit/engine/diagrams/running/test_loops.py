"""Loops: joins that are reached in another order, rounds folded, clocks opened again, turns without end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from engine.clock import at_beijing
from engine.errors import Incident


@pytest.mark.parametrize("orders", [("lr", "rl", "lr"), ("lr", "lr", "rl"), ("rl", "lr", "rl")])
def test_a_parallel_join_waits_for_both_branches_in_every_round(play: Callable[..., Any], orders: Any) -> None:
    case = play("alternating")
    names = {"l": "left", "r": "right"}
    for turn, order in enumerate(orders, 1):
        case.do(names[order[0]], who=turn)
        assert case.open == {f"{names[order[1]]}@"}
        case.do(names[order[1]])
    assert case.instance.is_completed
    assert case.instance.data == {"n": 3, "who": 3}


def test_a_clock_met_late_is_opened_again_in_the_next_round(play: Callable[..., Any]) -> None:
    case = play("clocked", days=4, good=False)
    assert case.ledger.get("work", "").due == date(2026, 3, 6)
    # the reminder does not interrupt
    case.on(date(2026, 3, 5))
    assert case.open == {"work@"}
    assert [notice.kind for notice in case.happened("notices")] == ["soon"]
    # the due instant does, and closes the clock
    case.on(at_beijing(date(2026, 3, 7)))
    assert case.open == {"explain@"}
    assert case.ledger.get("work", "").closed_at is not None
    # the next round has a clock of its own
    case.on(date(2026, 3, 9)).do("explain")
    assert case.ledger.get("work", "").occurrence == 2
    assert case.ledger.get("work", "").due == date(2026, 3, 13)
    case.do("work", good=False)
    assert case.ledger.get("work", "").occurrence == 3
    case.do("work", good=True)
    assert case.instance.is_completed
    assert case.ledger.get("work", "").performed_at is not None


def test_of_two_timers_due_at_once_the_earlier_happens_first(play: Callable[..., Any]) -> None:
    case = play("clocked", days=4, good=False)
    case.on(date(2026, 4, 1))
    assert [fired.element for fired in case.happened("fired")] == ["soon", "late"]
    assert case.open == {"explain@"}


def test_an_inclusive_join_waits_for_the_chosen_branches(play: Callable[..., Any]) -> None:
    case = play("choices", whom=["police", "court"], enough_now=False)
    for chosen in (["police", "court"], ["police"], []):
        expected = set(chosen) or {"school"}
        assert case.open == {f"{name}@" for name in expected}
        for name in sorted(expected):
            assert case.open != {"check@"}
            case.do(name)
        assert case.open == {"check@"}
        following = {2: ["police"], 1: [], 0: []}[len(chosen)]
        case.do("check", whom=following, enough_now=not chosen)
    assert case.instance.is_completed


def test_side_branches_of_folded_rounds_keep_what_they_wrote(play: Callable[..., Any]) -> None:
    case = play("side_branches", rounds=-20)
    for _ in range(2):
        case.later(hours=2)
        case.do("work").do("work")
    while not case.instance.is_completed:
        case.do("work")
    assert case.instance.data == {"rounds": 4, "reminded_first": -20, "reminded": -18}


def test_four_hundred_turns_within_one_act(play: Callable[..., Any]) -> None:
    case = play("endless", n=0, rounds=400)
    assert case.instance.is_completed
    assert case.instance.data["n"] == 400


def test_a_loop_without_end_is_an_incident(play: Callable[..., Any]) -> None:
    with pytest.raises(Incident) as stopped:
        play("endless", n=0, rounds=10**9)
    assert stopped.value.key == "running.incident.endless"


def test_four_hundred_rounds_with_people_work_or_end_in_an_incident(play: Callable[..., Any]) -> None:
    case = play("side_branches", rounds=-396)
    stopped = None
    for _ in range(400):
        try:
            case.do("work")
        except Incident as incident:
            stopped = incident.key
            break
    if stopped is None:
        assert case.instance.is_completed
        assert case.instance.data["rounds"] == 4
    else:
        assert "unfolded" in case.mode
        assert stopped == "running.incident.too_deep"
