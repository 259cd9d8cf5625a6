"""Wakes up and looks; the truth stays in our own rows (D3).

One job that is never removed: at the earliest due row, at the latest after a heartbeat. (A job for each due instant is
removed by the scheduler's thread after it ran, and a scheduler that stops just then dies of it.) No job store is
shared or persisted: a ticker that dies loses nothing, and any number of them may look at one database.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

from engine.clock import Clock

LOOK = "look"


class NextDue(BaseTrigger):  # type: ignore[misc]  # the library ships no types
    """Fires at the instant the last look named, at the latest a heartbeat from now."""

    def __init__(self, heartbeat: timedelta) -> None:
        self.heartbeat = heartbeat
        self.due: datetime | None = None

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """What has already fallen due fires now, and once; the scheduler asks again until the answer lies ahead."""
        latest = now + self.heartbeat
        if self.due is None or (previous_fire_time is not None and previous_fire_time >= self.due):
            return latest
        return min(latest, max(self.due, now))


class Ticker:
    """Calls `look` at the start, at each heartbeat, and at the instant that `look` itself names as the next one due."""

    def __init__(self, look: Callable[[], datetime | None], clock: Clock, heartbeat: int) -> None:
        """`heartbeat` is in seconds; no due row waits longer than that."""
        self._look = look
        self._clock = clock
        self._trigger = NextDue(timedelta(seconds=heartbeat))
        self._one_at_a_time = threading.Lock()
        self._stopped = False
        self._scheduler = BackgroundScheduler(
            timezone="UTC",
            executors={"default": ThreadPoolExecutor(1)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Look at once, for whatever fell due while nobody looked, then keep looking."""
        self._scheduler.start()
        self._scheduler.add_job(self.look_now, self._trigger, id=LOOK)
        self.look_now()

    def look_now(self) -> None:
        """One look; afterwards the next one is arranged. While it runs, only a heartbeat would ask for another."""
        with self._one_at_a_time:
            if self._stopped:
                return
            self._trigger.due = None
            self._trigger.due = self._look()
            if self._scheduler.running:
                self._scheduler.modify_job(LOOK, next_run_time=self.next_look)

    @property
    def next_look(self) -> datetime:
        """When the next look is due."""
        return self._trigger.get_next_fire_time(None, self._clock.now())

    @property
    def is_alive(self) -> bool:
        """Whether the scheduler's own thread still runs; when it does not, nothing will ever fire again (F07)."""
        thread = getattr(self._scheduler, "_thread", None)
        return bool(self._scheduler.running and thread is not None and thread.is_alive())

    def stop(self) -> None:
        """Let a running look end, then stop.

        The scheduler must not wait itself: it would hold a lock the look needs.
        """
        with self._one_at_a_time:
            self._stopped = True
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
