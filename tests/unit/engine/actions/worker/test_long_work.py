"""Long work: one worker at a time, begun anew where a worker died, ended once, the own of whoever asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from engine.actions.house.house_work import HouseWork
from engine.actions.house.office import Office
from engine.actions.notices.notices_of import notices_of, open_notice
from engine.actions.notices.tell_of_work import tell_of_work
from engine.actions.worker.long_work import (
    ATTEMPTS,
    LEASE,
    PENDING,
    Doing,
    Report,
    Result,
    Stopped,
    ask_for,
    cancel,
    do_next,
    look_at,
    own_work,
    result_of,
    sweep_work,
)
from engine.cases.audit_words import Word
from engine.clock import MovableClock
from engine.errors import Conflict, Invalid, Unknown
from engine.people.actor import Actor
from engine.storage import audit, jobs
from engine.storage.people import PersonRow, add, deactivate

ANN, BEN = Actor("ann", "甲（虚构）", "bench", login="ann"), Actor("ben", "乙（虚构）", "bench", login="ben")
CONTENT = b"rows" * 600_000  # more than one piece


class Killed(BaseException):
    """What a process dies of: nothing catches it."""


@pytest.fixture(autouse=True)
def people(office: Office, clock: MovableClock) -> None:
    rows = [PersonRow(one.id, one.login, one.name, None, None, "zh", True, False, clock.now()) for one in (ANN, BEN)]
    with office.database.writing() as connection:
        add(connection, rows)


def write(office: Office, actor: Actor, asked: Mapping[str, Any], report: Report) -> Result:
    """An invented kind of work that says how far it is."""
    for done in range(3):
        report(done, 3)
    report(3, 3)

    def record(work: HouseWork) -> None:
        work.record(Word.REGISTER_EXPORTED, register=asked["book"], lines=3)

    return Result(CONTENT, "text/plain", record)


def recorded(office: Office) -> list[str]:
    with office.database.reading() as connection:
        return [one.record.actor for one in audit.walk(connection, "office")]


KINDS: Mapping[str, Doing] = {"write": write}
ASKED = {"book": "acceptance"}


def test_what_was_asked_for_is_done_once_and_is_the_own(office: Office) -> None:
    job = ask_for(office, ANN, "write", ASKED)

    assert do_next(office, "one", KINDS)
    assert not do_next(office, "one", KINDS)

    row, content = result_of(office, ANN, job)
    assert (row.state, row.done, row.total, content) == (jobs.DONE, 3, 3, CONTENT)
    assert recorded(office) == ["ann"]
    for ask in (look_at, result_of, cancel):
        with pytest.raises(Unknown):
            ask(office, BEN, job)
    assert own_work(office, BEN) == []


def test_the_result_is_sealed(office: Office) -> None:
    job = ask_for(office, ANN, "write", ASKED)
    do_next(office, "one", KINDS)

    with office.database.reading() as connection:
        pieces = list(jobs.result(connection, job))
    assert len(pieces) > 1
    assert not any(b"rowsrows" in piece for piece in pieces)


def test_another_worker_begins_anew_where_one_died(office: Office, clock: MovableClock) -> None:
    # given a worker that dies in the middle
    job = ask_for(office, ANN, "write", ASKED)

    def dying(_office: Office, _actor: Actor, _asked: Mapping[str, Any], report: Report) -> Result:
        report(1, 3)
        raise Killed

    with pytest.raises(Killed):
        do_next(office, "one", {"write": dying})

    # when others look while it is still believed, and after that
    assert not do_next(office, "two", KINDS)
    clock.advance(LEASE + timedelta(seconds=1))
    assert do_next(office, "two", KINDS)

    # then it is done, and once
    assert look_at(office, ANN, job).attempts == 2
    assert recorded(office) == ["ann"]


def test_who_lost_the_work_changes_nothing(office: Office, clock: MovableClock) -> None:
    # given a worker so slow that another took its work and ended it
    job = ask_for(office, ANN, "write", ASKED)
    seen: list[str] = []

    def slow(office: Office, actor: Actor, asked: Mapping[str, Any], report: Report) -> Result:
        clock.advance(LEASE + timedelta(seconds=1))
        do_next(office, "two", KINDS)
        with pytest.raises(Stopped):
            report(3, 3)
        seen.append("stopped")
        return write(office, actor, asked, lambda _done, _total: None)

    do_next(office, "one", {"write": slow})

    # then what the slow one made is not kept, and not on record
    assert seen == ["stopped"]
    assert look_at(office, ANN, job).worker == "two"
    assert recorded(office) == ["ann"]


def test_what_kills_every_worker_is_given_up(office: Office, clock: MovableClock) -> None:
    job = ask_for(office, ANN, "write", ASKED)

    def dying(*_: Any) -> Result:
        raise Killed

    for _ in range(ATTEMPTS):
        with pytest.raises(Killed):
            do_next(office, "one", {"write": dying})
        clock.advance(LEASE + timedelta(seconds=1))
    assert not do_next(office, "one", KINDS)
    row = look_at(office, ANN, job)
    assert (row.state, row.fault) == (jobs.FAILED, "registers.work.workers_died")


def test_cancelled_work_stops_and_keeps_nothing(office: Office) -> None:
    job = ask_for(office, ANN, "write", ASKED)

    def cancelled(office: Office, actor: Actor, asked: Mapping[str, Any], report: Report) -> Result:
        cancel(office, ANN, job)
        return write(office, actor, asked, report)

    assert do_next(office, "one", {"write": cancelled})
    assert look_at(office, ANN, job).state == jobs.CANCELLED
    assert recorded(office) == []
    with pytest.raises(Unknown):
        result_of(office, ANN, job)
    with pytest.raises(Conflict):
        cancel(office, ANN, job)


def test_a_refusal_is_told_and_a_fault_is_reported(office: Office) -> None:
    refused, broken = ask_for(office, ANN, "refuse", {}), ask_for(office, ANN, "break", {})

    def refuse(*_: Any) -> Result:
        raise Invalid("registers.period")

    def break_off(*_: Any) -> Result:
        raise ZeroDivisionError

    kinds = {"refuse": refuse, "break": break_off}
    for _ in range(2):
        try:
            do_next(office, "one", kinds)
        except ZeroDivisionError:
            continue
    assert look_at(office, ANN, refused).fault == "registers.period"
    assert look_at(office, ANN, broken).fault == "registers.work.broke"


def test_rights_are_those_of_the_day_it_is_done(office: Office) -> None:
    job = ask_for(office, BEN, "write", ASKED)
    with office.database.writing() as connection:
        deactivate(connection, "ben")

    assert do_next(office, "one", KINDS)
    assert look_at(office, BEN, job).fault == "registers.work.person_gone"


def test_results_are_forgotten_after_their_days(office: Office, clock: MovableClock) -> None:
    job = ask_for(office, ANN, "write", ASKED)
    do_next(office, "one", KINDS)

    clock.advance(timedelta(days=office.settings.keep_results, minutes=1))
    sweep_work(office)
    with pytest.raises(Unknown):
        result_of(office, ANN, job)
    assert look_at(office, ANN, job).state == jobs.DONE

    clock.advance(timedelta(days=90))
    sweep_work(office)
    assert own_work(office, ANN) == []


def test_nobody_fills_the_queue(office: Office) -> None:
    for _ in range(PENDING):
        ask_for(office, ANN, "write", ASKED)
    with pytest.raises(Conflict, match="too_much"):
        ask_for(office, ANN, "write", ASKED)
    ask_for(office, BEN, "write", ASKED)


def test_whoever_asked_is_told_how_it_ended_and_nobody_else(office: Office, clock: MovableClock) -> None:
    done = ask_for(office, ANN, "write", ASKED)
    clock.advance(timedelta(seconds=1))
    broken = ask_for(office, ANN, "none", ASKED)

    assert do_next(office, "one", KINDS, tell_of_work)
    with pytest.raises(KeyError):
        do_next(office, "one", KINDS, tell_of_work)

    rows = notices_of(office, ANN).rows
    assert [(one.kind, one.number, one.is_new) for one in rows] == [("work_failed", "", True), ("work_done", "", True)]
    assert notices_of(office, BEN).rows == ()
    assert open_notice(office, ANN, rows[0].id) == f"/progress/{broken}"
    look_at(office, ANN, done)
    assert not any(one.is_new for one in notices_of(office, ANN).rows)


def test_what_was_cancelled_is_told_to_nobody(office: Office) -> None:
    cancel(office, ANN, ask_for(office, ANN, "write", ASKED))
    assert not do_next(office, "one", KINDS, tell_of_work)
    assert notices_of(office, ANN).rows == ()
