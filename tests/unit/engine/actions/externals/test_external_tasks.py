"""External tasks: one worker at a time, locks that run out, retries, and errors the drawing catches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from engine.actions.externals.complete_external import complete_external, raise_external_error
from engine.actions.externals.fail_external import fail_external
from engine.actions.externals.fetch_external import Fetched, Wanted, fetch_external
from engine.actions.externals.hold_external import extend_lock, unlock_external
from engine.actions.externals.incidents import list_incidents, retry_incidents
from engine.actions.house.answers import Answer
from engine.actions.house.office import Office
from engine.actions.records.verify import verify
from engine.clock import MovableClock
from engine.errors import Conflict, Forbidden, Invalid, Unknown
from engine.people.actor import Actor
from engine.storage.tables.externals import external_tasks

WANTED = (Wanted("archive_number", 300),)


@pytest.fixture
def fetched(office: Office, case: Answer, program: Actor) -> Fetched:
    return fetch_external(office, program, "one", WANTED)[0]


def test_a_worker_gets_what_it_asked_for(office: Office, case: Answer, program: Actor) -> None:
    found = fetch_external(office, program, "one", [Wanted("archive_number", 300, frozenset({"grade"}))])
    assert [(one.row.element, one.row.priority, dict(one.variables)) for one in found] == [
        ("number", 5, {"grade": "high"})
    ]
    assert found[0].error_codes == ("no_number",)
    assert found[0].number == case.number


def test_nobody_else_gets_a_task_that_is_held(office: Office, fetched: Fetched, program: Actor) -> None:
    assert fetch_external(office, program, "two", WANTED) == []
    with pytest.raises(Conflict, match="not_held"):
        complete_external(office, program, fetched.row.id, "two")


def test_a_lock_that_ran_out_gives_the_task_to_the_next(
    office: Office, fetched: Fetched, program: Actor, clock: MovableClock
) -> None:
    clock.advance(timedelta(seconds=300))
    assert [one.row.id for one in fetch_external(office, program, "two", WANTED)] == [fetched.row.id]
    with pytest.raises(Conflict, match="not_held"):
        complete_external(office, program, fetched.row.id, "one")


def test_a_lock_is_extended_from_now(office: Office, fetched: Fetched, program: Actor, clock: MovableClock) -> None:
    clock.advance(timedelta(seconds=299))
    extend_lock(office, program, fetched.row.id, "one", 300)
    clock.advance(timedelta(seconds=299))
    assert fetch_external(office, program, "two", WANTED) == []


def test_a_task_given_back_is_free_at_once(office: Office, fetched: Fetched, program: Actor) -> None:
    unlock_external(office, program, fetched.row.id, "one")
    assert fetch_external(office, program, "two", WANTED)[0].row.id == fetched.row.id


def test_a_completion_moves_the_case_on(
    office: Office, fetched: Fetched, program: Actor, words: Callable[[], list[str]]
) -> None:
    answer = complete_external(office, program, fetched.row.id, "one", {"archive_number": "A-7"})
    assert [task.element for task in answer.open_tasks] == ["check"]
    assert "case:external:completed" in words()
    with pytest.raises(Conflict, match="external_ended"):
        complete_external(office, program, fetched.row.id, "one")


def test_an_error_the_drawing_catches_takes_its_own_way(office: Office, fetched: Fetched, program: Actor) -> None:
    answer = raise_external_error(office, program, fetched.row.id, "one", "no_number", "none left")
    assert [task.element for task in answer.open_tasks] == ["by_hand"]


def test_an_error_nobody_catches_changes_nothing(office: Office, fetched: Fetched, program: Actor) -> None:
    with pytest.raises(Conflict, match="error_not_caught"):
        raise_external_error(office, program, fetched.row.id, "one", "another")
    complete_external(office, program, fetched.row.id, "one")


def test_a_failure_waits_before_the_next_attempt(
    office: Office, fetched: Fetched, program: Actor, clock: MovableClock
) -> None:
    fail_external(office, program, fetched.row.id, "one", "archive is away", retry_seconds=60)
    assert fetch_external(office, program, "one", WANTED) == []
    clock.advance(timedelta(seconds=60))
    assert fetch_external(office, program, "one", WANTED)[0].row.retries == 2


def test_the_last_failure_is_an_incident_that_a_person_retries(
    office: Office, fetched: Fetched, program: Actor, officer: Actor, case: Answer, clock: MovableClock
) -> None:
    fail_external(office, program, fetched.row.id, "one", "archive is away", retries=0)
    clock.advance(timedelta(days=1))
    assert fetch_external(office, program, "one", WANTED) == []
    (incident,) = list_incidents(office, officer, case.case_id)
    assert incident.key == "actions.incident.external"
    assert incident.params["message"] == "archive is away"
    retry_incidents(office, officer, case.case_id)
    assert list_incidents(office, officer, case.case_id) == []
    assert fetch_external(office, program, "one", WANTED)[0].row.retries == 3


@pytest.mark.parametrize("seconds", [0, 3_601])
def test_a_lock_lasts_up_to_an_hour(office: Office, case: Answer, program: Actor, seconds: int) -> None:
    with pytest.raises(Invalid):
        fetch_external(office, program, "one", [Wanted("archive_number", seconds)])


def test_only_workers_fetch_and_report(office: Office, fetched: Fetched, officer: Actor) -> None:
    with pytest.raises(Forbidden):
        fetch_external(office, officer, "one", WANTED)
    with pytest.raises(Forbidden):
        complete_external(office, officer, fetched.row.id, "one")


def test_an_unknown_task_is_unknown(office: Office, case: Answer, program: Actor) -> None:
    with pytest.raises(Unknown):
        complete_external(office, program, "nothing", "one")


def test_rows_follow_the_diagram(office: Office, fetched: Fetched, program: Actor) -> None:
    complete_external(office, program, fetched.row.id, "one")
    with office.database.reading() as connection:
        rows = connection.execute(external_tasks.select()).all()
    assert [(row.ended_as, row.locked_until) for row in rows] == [("completed", None)]
    assert verify(office) == []
