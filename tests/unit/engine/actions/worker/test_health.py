"""Red as soon as nobody looked at the clock for a minute, green again with the next look."""

from __future__ import annotations

from datetime import timedelta
from typing import NoReturn

import pytest

from engine.actions.house.office import Office
from engine.actions.worker import health
from engine.clock import MovableClock
from engine.errors import Unavailable


def test_a_house_that_just_started_is_given_a_minute(office: Office, clock: MovableClock) -> None:
    started = clock.now()
    assert health.read(office, started).is_well
    clock.advance(timedelta(seconds=61))
    assert not health.read(office, started).is_well


def test_a_look_makes_it_well_until_it_grows_old(office: Office, clock: MovableClock) -> None:
    started = clock.now() - timedelta(days=1)
    health.beat(office, "one")
    clock.advance(timedelta(seconds=59))
    signs = health.read(office, started)
    assert (signs.is_well, signs.ticker_age) == (True, 59.0)
    clock.advance(timedelta(seconds=2))
    assert not health.read(office, started).is_well
    health.beat(office, "one")
    health.beat(office, "two")
    assert health.read(office, started).is_well


def test_a_database_that_is_away_is_red_and_no_error(
    office: Office, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> NoReturn:
        raise Unavailable("storage.unavailable")

    monkeypatch.setattr(office.database, "reading", away)
    signs = health.read(office, clock.now())
    assert (signs.is_well, signs.database) == (False, False)


def test_figures_count_what_there_is(office: Office) -> None:
    assert health.figures(office) == {
        "open_cases": 0,
        "halted_cases": 0,
        "open_tasks": 0,
        "people": 0,
        "waiting_timers": 0,
    }
