"""传阅 goes to those who may know of the case, is read or taken back once, and every step is on record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.actions.cases.circulate import circulate, mark_read, recall
from engine.actions.lists.counts import counts_of
from engine.actions.lists.reading_boxes import (
    circulations_of_case,
    have_read,
    possible_readers,
    to_read,
    view_circulation,
)
from engine.errors import Conflict, Forbidden, Invalid, Refusal, Unknown

REASON = {"reason": "请阅知（虚构）"}


@pytest.fixture
def running(play: Callable[..., Any]) -> Any:
    """A case assigned from above, before its meeting."""
    return play("circumstance_six", 8)


@pytest.fixture
def sent(running: Any) -> str:
    answer = circulate(
        running.office, running.actor("officer"), running.case, {**REASON, "readers": ["director", "reviewer"]}
    )
    return str(answer.details["circulation"])


def test_readers_are_offered_who_may_know_of_it(running: Any) -> None:
    offered = {one.person for one in possible_readers(running.office, running.actor("officer"), running.case)}
    assert {"director", "reviewer", "supervisor", "leader", "officer2"} <= offered
    assert not offered & {"officer", "designer", "sysadmin", "secadmin", "auditor", "viewer", "worker"}
    assert not offered & {"zhengzhou.liaison", "zhengzhou_office.officer", "expert.medical1"}


def test_it_waits_in_the_readers_box_until_it_is_read(running: Any, sent: str) -> None:
    office, director = running.office, running.actor("director")
    (row,) = to_read(office, director).rows
    assert (row.circulation.id, row.sender_unit, row.read_at) == (sent, "province_office", None)
    assert counts_of(office, director)["toread"] == 1
    assert to_read(office, running.actor("officer2")).rows == ()

    mark_read(office, director, sent)
    mark_read(office, director, sent)
    assert to_read(office, director).rows == ()
    assert [one.circulation.id for one in have_read(office, director).rows] == [sent]
    assert running.words().count("case:circulation:read") == 1
    readers = {one.row.person: one.row.read_at is not None for one in _view(running, sent, "officer").readers}
    assert readers == {"director": True, "reviewer": False}


def test_the_reason_is_sealed_and_shown_to_who_got_it(running: Any, sent: str) -> None:
    view = _view(running, sent, "reviewer")
    assert (view.reason, view.may_recall, view.mine is not None) == (REASON["reason"], False, True)
    # another officer may send the case round, and so sees who was told what
    assert _view(running, sent, "officer2").mine is None
    with pytest.raises(Unknown):
        _view(running, sent, "zhengzhou.liaison")
    assert [one.row.id for one in circulations_of_case(running.office, running.actor("officer"), running.case)] == [
        sent
    ]


def test_what_is_unread_can_be_taken_back(running: Any, sent: str) -> None:
    office = running.office
    mark_read(office, running.actor("director"), sent)
    with pytest.raises(Forbidden):
        recall(office, running.actor("officer2"), sent, "reviewer")
    recall(office, running.actor("officer"), sent, "reviewer")
    for reader in ("reviewer", "director"):
        with pytest.raises(Conflict):
            recall(office, running.actor("officer"), sent, reader)
    with pytest.raises(Unknown):
        mark_read(office, running.actor("reviewer"), sent)
    assert to_read(office, running.actor("reviewer")).rows == ()
    assert running.words().count("case:circulation:recalled") == 1


@pytest.mark.parametrize(
    ("who", "form", "refusal"),
    [
        ("officer", {"readers": ["director"]}, Invalid),
        ("officer", {**REASON, "readers": []}, Invalid),
        ("officer", {**REASON, "readers": "director"}, Invalid),
        ("officer", {**REASON, "readers": ["designer"]}, Invalid),
        ("officer", {**REASON, "readers": ["nobody"]}, Invalid),
        ("officer", {**REASON, "readers": ["director"], "document": "none"}, Invalid),
        ("zhengzhou.liaison", {**REASON, "readers": ["director"]}, Unknown),
        ("sysadmin", {**REASON, "readers": ["director"]}, Unknown),
    ],
)
def test_what_is_refused(running: Any, who: str, form: dict[str, Any], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        circulate(running.office, running.actor(who), running.case, form)
    assert "case:circulation:sent" not in running.words()


def test_nobody_knows_a_circulation_that_is_not_there(running: Any) -> None:
    for act in (mark_read, view_circulation):
        with pytest.raises(Unknown):
            act(running.office, running.actor("officer"), "none")


def _view(running: Any, sent: str, who: str) -> Any:
    return view_circulation(running.office, running.actor(who), sent)
