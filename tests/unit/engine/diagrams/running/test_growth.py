"""However often a case goes round, in whatever place, it does not grow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

pytestmark = pytest.mark.parametrize("play", ["hot", "cold"], indirect=True)


def grows(case: Any, turn: Callable[[int], object], turns: int = 60) -> float:
    """How much larger the largest of the last ten turns is than the largest of the first ten."""
    sizes = []
    for number in range(turns):
        turn(number)
        sizes.append(len(case.instance.dump()))
    return max(sizes[-10:]) / max(sizes[:10])


def test_messages_at_a_gateway(play: Callable[..., Any]) -> None:
    case = play("watchers")
    growth = grows(case, lambda _: case.send("ask_progress"))
    assert growth <= 1.1


def test_tasks_behind_a_watcher(play: Callable[..., Any]) -> None:
    case = play("watchers")
    growth = grows(case, lambda _: case.send("mark_danger").do("record_danger"))
    assert growth <= 1.1


def test_reports_returned_inside_a_called_process(play: Callable[..., Any]) -> None:
    case = play(
        "implementation", decisions=[{"id": "d1", "lead": "a"}, {"id": "d2", "lead": "b"}], start_on="2026-03-02"
    )
    growth = grows(case, lambda n: case.do("report", f"d{n % 2 + 1}").do("review", f"d{n % 2 + 1}", outcome="return"))
    assert growth <= 1.1


def test_extensions_granted_again_and_again(play: Callable[..., Any]) -> None:
    case = play("implementation", decisions=[{"id": "d1", "lead": "a"}], start_on="2026-03-02")

    def extend(number: int) -> None:
        case.send("ask_extension", "d1")
        due = case.ledger.get("implementation", "d1").due
        later = case.ledger.calendar.after(due, 1)
        case.ledger.extend("implementation", "d1", new_due=later, ground="policy", reason="r", by="x", at=case.at)
        case.do("decide_extension", "d1", verdict="granted")

    growth = grows(case, extend)
    assert growth <= 1.1
    assert case.open == {"report@d1"}
    assert case.ledger.get("implementation", "d1").due == date(2026, 7, 10)


def test_reminders_of_many_rounds(play: Callable[..., Any]) -> None:
    case = play("side_branches", rounds=-100)

    def turn(number: int) -> None:
        case.on(case.at + timedelta(hours=2)).do("work")

    growth = grows(case, turn)
    assert growth <= 1.1


def test_joins_of_many_rounds(play: Callable[..., Any]) -> None:
    case = play("choices", whom=["police", "court"], enough_now=False)

    def turn(number: int) -> None:
        case.do("police").do("court").do("check", whom=["police", "court"], enough_now=False)

    growth = grows(case, turn)
    assert growth <= 1.1
