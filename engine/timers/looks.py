"""One look at the clock: every job, each on its own, so that one that fails never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from engine.actions.house.office import Office
from engine.actions.worker.fire_due_timers import next_due
from engine.timers.jobs import JOBS, Job
from engine.timers.ticker import Ticker

#: told the name of a job and what went wrong in it
Report = Callable[[str, Exception], None]


def look(office: Office, report: Report, jobs: Sequence[Job] = JOBS) -> datetime | None:
    """Do all that is due now. Gives the next instant at which something falls due, None where it cannot be known."""
    for job in jobs:
        _try(office, job, report)
    try:
        return next_due(office)
    except Exception as error:  # noqa: BLE001  # whatever it is, the heartbeat will look again
        report("next_due", error)
        return None


def ticker_of(office: Office, report: Report, jobs: Sequence[Job] = JOBS) -> Ticker:
    """The ticker of this office, not yet started."""
    return Ticker(lambda: look(office, report, jobs), office.clock, office.settings.heartbeat)


def _try(office: Office, job: Job, report: Report) -> None:
    try:
        job(office)
    except Exception as error:  # noqa: BLE001  # reported; the other jobs and the next look must go on
        report(job.__name__, error)
