"""What a look at the clock does.

Each job calls one action and nothing else, so that a person or a test can do the same by hand.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from functools import partial

from engine.actions.calendar.alarm_calendar import alarm_calendar as alarm
from engine.actions.calendar.follow_calendar import follow_calendar as follow
from engine.actions.house.office import Office
from engine.actions.notices.send_due_notices import send_due_notices as send
from engine.actions.notices.write_digests import write_digests as write
from engine.actions.records.seal_day import seal_day as seal
from engine.actions.worker.fire_due_timers import fire_due_timers as fire
from engine.actions.worker.health import beat as sign_of_life
from engine.actions.worker.long_work import sweep_work as forget
from engine.actions.worker.sweep_uploads import sweep_uploads as sweep
from engine.timers.seals import keep_seal

Job = Callable[[Office], object]


def follow_calendar(office: Office) -> None:
    """Recount where a notice was published since the last look."""
    follow(office)


def fire_due_timers(office: Office) -> None:
    """Fire timers and miss deadlines, in each case where something fell due."""
    fire(office)


def send_due_notices(office: Office) -> None:
    """Send the notices whose working morning has come."""
    send(office)


def write_digests(office: Office) -> None:
    """Write the digests of a working morning."""
    write(office)


def alarm_calendar(office: Office) -> None:
    """Ask for next year's notice while it is missing."""
    alarm(office)


def seal_day(office: Office) -> None:
    """Seal the chains, once a day, inside the database and outside."""
    seal(office, partial(keep_seal, office.settings.var))


def sweep_uploads(office: Office) -> None:
    """Scan uploads that wait for it, and drop those nobody mentions."""
    sweep(office)


def sweep_work(office: Office) -> None:
    """Forget results of long work whose days are over."""
    forget(office)


def beat(office: Office) -> None:
    """Say that this worker has looked."""
    sign_of_life(office, f"{socket.gethostname()}:{os.getpid()}")


#: in this order: days first, then what falls due on them; the sign of life only after the rest was tried
JOBS: tuple[Job, ...] = (
    follow_calendar,
    fire_due_timers,
    send_due_notices,
    write_digests,
    alarm_calendar,
    seal_day,
    sweep_uploads,
    sweep_work,
    beat,
)
