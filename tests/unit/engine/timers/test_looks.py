"""One look does everything that is due; a job that fails is told and stops no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import orjson
import pytest

from engine.actions.house.office import Office
from engine.actions.worker import health
from engine.clock import MovableClock
from engine.timers import looks
from engine.timers.jobs import JOBS
from engine.timers.looks import look, ticker_of

Told = list[tuple[str, str]]


@pytest.fixture
def told() -> Told:
    return []


@pytest.fixture
def at_home(office: Office, tmp_path: Path) -> Office:
    """The office with a folder of its own."""
    office.settings = replace(office.settings, var=tmp_path)
    return office


def test_a_look_seals_beats_and_tells_nothing(at_home: Office, clock: MovableClock, told: Told) -> None:
    look(at_home, lambda job, error: told.append((job, str(error))))
    assert told == []
    assert health.read(at_home, clock.now() - timedelta(days=1)).is_well
    sealed = list((at_home.settings.var / "seals").iterdir())
    assert [path.name for path in sealed] == ["2022-03-28.json"]
    assert orjson.loads(sealed[0].read_bytes())["day"] == "2022-03-28"


def test_a_failing_job_stops_no_other(at_home: Office, clock: MovableClock, told: Told) -> None:
    def broken(_office: Office) -> None:
        raise RuntimeError("broken")

    look(at_home, lambda job, error: told.append((job, str(error))), jobs=(broken, *JOBS))
    assert told == [("broken", "broken")]
    assert health.read(at_home, clock.now() - timedelta(days=1)).is_well


def test_a_look_names_the_next_due_instant(
    at_home: Office, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = clock.now() + timedelta(seconds=3)
    monkeypatch.setattr(looks, "next_due", lambda _office: soon)
    ticker = ticker_of(at_home, lambda _job, _error: None)
    ticker.look_now()
    assert ticker.next_look == soon


def test_a_database_that_is_away_leaves_the_heartbeat(
    at_home: Office, clock: MovableClock, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_office: Office) -> datetime:
        raise ConnectionError("away")

    monkeypatch.setattr(looks, "next_due", away)
    ticker = ticker_of(at_home, lambda job, error: told.append((job, str(error))))
    ticker.look_now()
    assert told == [("next_due", "away")]
    assert ticker.next_look == clock.now() + timedelta(seconds=at_home.settings.heartbeat)
