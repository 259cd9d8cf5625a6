"""Wakes up and looks; the truth stays in our own rows (D3).

One wake-up for the earliest due row, one heartbeat against every surprise. No job store is shared or persisted: a
scheduler that dies loses nothing, and any number of tickers may look at one database.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from engine.clock import Clock

LOOK = "look"
WAKE = "wake"


class Ticker:
    """Calls `look` at the start, at each heartbeat, and at the instant that `look` itself names as the next one due."""

    def __init__(self, look: Callable[[], datetime | None], clock: Clock, heartbeat: int) -> None:
        """`heartbeat` is in seconds; no due row waits longer than that."""
        self._look = look
        self._clock = clock
        self._heartbeat = heartbeat
        self._one_at_a_time = threading.Lock()
        self._scheduler = BackgroundScheduler(
            timezone="UTC",
            executors={"default": ThreadPoolExecutor(1)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Look at once, for whatever fell due while nobody looked, then keep looking."""
        self.look_now()
        self._scheduler.add_job(self.look_now, "interval", id=LOOK, seconds=self._heartbeat)
        self._scheduler.start()

    def look_now(self) -> None:
        """One look; afterwards the next wake-up stands."""
        with self._one_at_a_time:
            self._wake_at(self._look())

    @property
    def is_alive(self) -> bool:
        """Whether the scheduler's own thread still runs; when it does not, nothing will ever fire again (F07)."""
        thread = getattr(self._scheduler, "_thread", None)
        return bool(self._scheduler.running and thread is not None and thread.is_alive())

    def stop(self) -> None:
        """Let a running look end, then stop."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def _wake_at(self, due: datetime | None) -> None:
        """Arrange one look at `due` where that is before the next heartbeat; later rows are found by a heartbeat."""
        now = self._clock.now()
        if due is None or due >= now + timedelta(seconds=self._heartbeat):
            return
        self._scheduler.add_job(self.look_now, "date", id=WAKE, run_date=max(due, now), replace_existing=True)
