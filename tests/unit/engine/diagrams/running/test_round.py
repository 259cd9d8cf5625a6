"""A round of opinions: parallel embedded subprocesses, members added and excused, the round closed early."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from engine.errors import Conflict, Invalid

MEMBERS = [{"id": "p01", "kind": "unit"}, {"id": "p02", "kind": "unit"}, {"id": "p03", "kind": "expert"}]


@pytest.fixture
def round_(play: Callable[..., Any]) -> Any:
    return play("round", participants=MEMBERS)


def test_every_participant_gives_an_opinion(round_: Any) -> None:
    for member in ("p02", "p03", "p01"):
        round_.do("receipt", member).do("write", member, stance="agree")
    assert round_.open == {"compile@"}
    task = round_.task("compile")
    assert [opinion["id"] for opinion in round_.instance.task_data(task.id)["opinions"]] == ["p02", "p03", "p01"]
    assert all(deadline.performed_at for deadline in round_.ledger.deadlines)
    assert "participant" not in round_.instance.task_data(task.id)


def test_reminders_reach_only_who_still_writes(round_: Any) -> None:
    round_.do("receipt", "p01").do("receipt", "p02").do("write", "p01", stance="agree")
    round_.on(date(2026, 3, 4))
    assert [notice.to for notice in round_.happened("notices")] == [("participant@p02",)]


def test_one_member_is_excused(round_: Any) -> None:
    round_.do("receipt", "p02")
    round_.send("excuse_participant", "p02")
    assert round_.open == {"receipt@p01", "receipt@p03"}
    assert [(left.element, left.completed) for left in round_.happened("left") if left.item == "p02"] == [
        ("receipt", True),
        ("write", False),
        ("give", False),
        ("collect", True),
    ]
    with pytest.raises(Conflict):
        round_.send("excuse_participant", "p02")
    with pytest.raises(Conflict):
        round_.send("excuse_participant", "")


def test_the_round_is_closed_early_for_all(round_: Any) -> None:
    round_.do("receipt", "p01").do("write", "p01", stance="object")
    assert {message.name: message.broadcast for message in round_.instance.waiting_messages()} == {
        "excuse_participant": False,
        "close_round": True,
    }
    round_.send("close_round", why="meeting_brought_forward")
    assert round_.open == {"compile@"}
    assert round_.instance.task_data(round_.task("compile").id)["opinions"] == [
        {"id": "p01", "status": "given", "stance": "object"},
        {"id": "p02", "status": "none", "why": "meeting_brought_forward"},
        {"id": "p03", "status": "none", "why": "meeting_brought_forward"},
    ]
    assert round_.instance.waiting_timers() == []


def test_a_broadcast_may_be_sent_to_one(round_: Any) -> None:
    round_.send("close_round", "p03", why="x")
    assert round_.open == {"receipt@p01", "receipt@p02"}


def test_a_member_is_added_and_has_a_clock_of_their_own(round_: Any) -> None:
    round_.do("receipt", "p01").do("write", "p01", stance="agree").on(date(2026, 3, 4))
    assert round_.instance.add_member("collect", {"id": "p04", "kind": "expert"}) == "p04"
    round_.after()
    assert round_.open == {"receipt@p02", "receipt@p03", "receipt@p04"}
    assert round_.ledger.get("opinion", "p04").due == date(2026, 3, 9)
    assert round_.ledger.get("opinion", "p02").due == date(2026, 3, 5)
    round_.send("close_round", why="x")
    data = round_.instance.task_data(round_.task("compile").id)
    assert [member["id"] for member in data["participants"]] == ["p01", "p02", "p03", "p04"]
    assert {opinion["id"] for opinion in data["opinions"]} == {"p01", "p02", "p03", "p04"}


def test_who_was_a_member_already_is_not_added_again(round_: Any) -> None:
    round_.do("receipt", "p01").do("write", "p01", stance="agree")
    for known in ("p01", "p02"):
        with pytest.raises(Conflict):
            round_.instance.add_member("collect", {"id": known})
    with pytest.raises(Invalid):
        round_.instance.add_member("collect", {"name": "nobody"})
    with pytest.raises(Conflict):
        round_.instance.add_member("compile", {"id": "p05"})


def test_nobody_is_added_once_the_round_is_over(round_: Any) -> None:
    round_.send("close_round", why="x")
    with pytest.raises(Conflict):
        round_.instance.add_member("collect", {"id": "p04"})


def test_a_round_without_participants_passes(play: Callable[..., Any]) -> None:
    assert play("round", participants=[]).open == {"compile@"}
