"""Repairs by a person: a halted case is mended step by step and tried again; no legal clock is lost by it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from engine.actions.externals.complete_external import complete_external
from engine.actions.externals.fetch_external import Wanted, fetch_external
from engine.actions.externals.incidents import list_incidents, resolve_incident, retry_incidents
from engine.actions.externals.repair import move_token, set_value
from engine.actions.house.answers import Answer
from engine.actions.house.office import Office
from engine.actions.tasks.complete_task import complete
from engine.actions.worker.fire_due_timers import fire_due_timers
from engine.clock import MovableClock
from engine.errors import Conflict, Forbidden, Invalid
from engine.people.actor import Actor
from engine.storage import cases, outbox

REASON = {"reason": "录入有误（虚构）"}


@pytest.fixture
def halted(office: Office, case: Answer, program: Actor, officer: Actor, clock: MovableClock) -> str:
    """Its timer fired into a division by zero: the sweep halted it."""
    fetched = fetch_external(office, program, "one", [Wanted("archive_number", 300)])[0]
    answer = complete_external(office, program, fetched.row.id, "one")
    complete(office, officer, answer.open_tasks[0].id, {"answer": "核对无误（虚构）"})
    clock.advance(timedelta(hours=2))
    assert fire_due_timers(office) == 0
    with office.database.reading() as connection:
        row = cases.get(connection, case.case_id)
    assert row is not None
    assert row.halted
    return case.case_id


def test_a_retry_that_would_halt_again_changes_nothing(office: Office, halted: str, officer: Actor) -> None:
    with pytest.raises(Conflict, match="still_halted"):
        retry_incidents(office, officer, halted)
    assert len(list_incidents(office, officer, halted)) == 1


def test_a_value_is_set_and_the_case_goes_on(
    office: Office, halted: str, officer: Actor, director: Actor, words: Callable[[], list[str]]
) -> None:
    set_value(office, director, halted, {"name": "factor", "value": 4, **REASON})
    answer = retry_incidents(office, officer, halted)
    assert answer.ended
    assert "case:value:set" in words()
    assert "case:incident:retried" in words()
    with office.database.reading() as connection:
        told = [event.body for _, event in outbox.read(connection, most=1000) if event.type == "case.event.told"]
    assert [(body["name"], body["values"]) for body in told] == [("archived", {"part": 2.5}), ("shelved", {})]


def test_the_same_trouble_again_is_no_second_incident(
    office: Office, halted: str, officer: Actor, clock: MovableClock
) -> None:
    clock.advance(timedelta(hours=2))
    fire_due_timers(office)
    assert len(list_incidents(office, officer, halted)) == 1


def test_a_token_is_moved_back_and_halts_no_more(
    office: Office, halted: str, director: Actor, officer: Actor, words: Callable[[], list[str]]
) -> None:
    answer = move_token(office, director, halted, {"from": "pause", "to": "check", **REASON})
    assert [task.element for task in answer.open_tasks] == ["check"]
    retry_incidents(office, officer, halted)
    assert words()[-1] == "case:incident:retried"


def test_an_incident_is_settled_once_and_with_a_reason(
    office: Office, halted: str, director: Actor, officer: Actor
) -> None:
    number = list_incidents(office, officer, halted)[0].id
    with pytest.raises(Invalid):
        resolve_incident(office, director, halted, number, {"reason": " "})
    resolve_incident(office, director, halted, number, REASON)
    with pytest.raises(Conflict, match="incident_resolved"):
        resolve_incident(office, director, halted, number, REASON)


@pytest.mark.parametrize(
    ("form", "refused"),
    [
        ({"name": "factor", "value": "four"}, "value_kind"),
        ({"name": "nobody_knows", "value": 1}, "value_unknown"),
        ({"name": "factor", "value": 10**400}, "data_not_plain"),
    ],
)
def test_a_value_the_diagram_cannot_hold_is_refused(
    office: Office, halted: str, director: Actor, form: dict[str, object], refused: str
) -> None:
    with pytest.raises(Invalid, match=refused):
        set_value(office, director, halted, {**form, **REASON})


@pytest.mark.parametrize(
    ("start", "target", "refused"),
    [
        ("check", "by_hand", "no_token"),
        ("pause", "archived", "target_unfit"),
        ("pause", "begin", "target_unfit"),
        ("pause", "none_left", "target_unfit"),
        ("pause", "nowhere", "target_elsewhere"),
    ],
)
def test_a_move_that_cannot_be_is_refused(
    office: Office, halted: str, director: Actor, start: str, target: str, refused: str
) -> None:
    with pytest.raises(Conflict, match=refused):
        move_token(office, director, halted, {"from": start, "to": target, **REASON})


def test_repairs_are_rights_of_their_own(office: Office, halted: str, officer: Actor, program: Actor) -> None:
    with pytest.raises(Forbidden):
        set_value(office, officer, halted, {"name": "factor", "value": 4, **REASON})
    with pytest.raises(Forbidden):
        move_token(office, officer, halted, {"from": "pause", "to": "check", **REASON})


def test_a_case_that_runs_has_nothing_to_retry(office: Office, case: Answer, officer: Actor) -> None:
    with pytest.raises(Conflict, match="not_halted"):
        retry_incidents(office, officer, case.case_id)
