"""Every list of the API that has pages, read to its last page: all rows once, in the order of the whole."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from engine.actions.house.office import Office
from engine.actions.notices.send_due_notices import send_due_notices
from engine.clock import MovableClock
from tests.unit.webhooks.conftest import Caller, Client
from webhooks.operations import OPERATIONS

#: rule → who reads it, its other parameters, and what tells its rows apart
LISTS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "/cases": ("officer", "", ("id",)),
    "/cases/<case>/history": ("officer", "", ("seq",)),
    "/cases/<case>/decisions": ("officer", "", ("seq",)),
    "/people": ("sysadmin", "", ("id",)),
    "/audit": ("auditor", "chain=<case>", ("seq",)),
    "/meetings": ("officer", "", ("id",)),
    "/suggestions": ("officer", "", ("id",)),
    "/registers/<book>": ("officer", "", ("case", "values")),
    "/tasks": ("officer", "box=group", ("id",)),
    "/notices": ("officer", "", ("id",)),
}


def read_through(caller: Caller, address: str, limit: int) -> list[dict[str, Any]]:
    """A list from its first page to its last."""
    rows: list[dict[str, Any]] = []
    cursors: list[str] = [""]
    while True:
        page = caller.get(f"{address}&limit={limit}{cursors[-1] and f'&cursor={cursors[-1]}'}")
        assert page.status_code == 200, page.json
        rows += page.json["items"]
        if page.json["next"] is None:
            return rows
        assert len(page.json["items"]) == limit, "a page before the last is full"
        assert page.json["next"] not in cursors, "a page leads back to one already read"
        cursors.append(page.json["next"])


@pytest.fixture(scope="module")
def filled(office: Office, caller: Client, application: dict[str, Any], clock: MovableClock) -> str:
    """Three cases opened at one instant and one later, with a meeting, a suggestion and an urge for each."""
    opening = {"procedure": "case_consultation", "form": application}
    cases = []
    for place in range(4):
        if place == 3:
            clock.move_to(clock.now() + timedelta(seconds=1))
        cases.append(caller("luoyang.liaison").post("/cases", opening).json["case"])
        caller("supervisor").post(f"/cases/{cases[-1]}/urge", {"reason": "请尽快（虚构）"})
        meeting = {"title": f"会商会议{place}（虚构）", "planned_on": "2026-12-10", "cases": []}
        caller("officer").post("/meetings", meeting)
        caller("education.liaison").post("/suggestions", {"topic": f"建议{place}（虚构）"})
    send_due_notices(office)
    return str(cases[0])


def _address(rule: str, more: str, case: str) -> str:
    return f"{rule}?{more}".replace("<case>", case).replace("<book>", "acceptance")


@pytest.mark.parametrize("rule", LISTS)
def test_a_list_read_in_small_pages_is_the_list(caller: Client, filled: str, rule: str) -> None:
    who, more, names = LISTS[rule]
    address = _address(rule, more, filled)
    whole = read_through(caller(who), address, 200)
    small = read_through(caller(who), address, max(1, len(whole) // 4))
    told = [tuple(str(row[name]) for name in names) for row in small]
    assert len(set(told)) == len(told), "a row comes twice"
    assert small == whole
    assert len(whole) > 1, "there is nothing to read on"


def test_every_list_with_pages_is_read_here() -> None:
    paged = {known.rule for known in OPERATIONS if "limit" in known.query}
    assert paged - set(LISTS) == {"/procedures/<procedure>/migrations/<move>/cases"}, "read with its own fixture"
