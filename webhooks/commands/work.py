"""`huishang work`: the timers alone. Any number of these may run on one database; each effect happens once."""

from __future__ import annotations

import signal
import threading

import click

from engine.settings import Settings, read_settings
from engine.texts.catalogue import say

#: seconds between two looks at whether the scheduler's thread still lives
PULSE = 1.0


@click.command("work", help=say("cli.work.help", "zh"))
def command() -> None:
    """Keep looking at the clock until told to stop."""
    work(read_settings())


def work(settings: Settings) -> None:
    """Run a ticker until TERM or Ctrl-C.

    Ends with status 1 when the scheduler's thread dies, so that it is restarted.
    """
    from engine.actions.house.office import open_office  # imported late: `--help` needs none of the engine
    from engine.timers.bench import Bench
    from engine.timers.jobs import JOBS
    from engine.timers.looks import ticker_of
    from webhooks.logs import configure_logs
    from webhooks.outgoing.mail import send_mails

    configure_logs()
    told_to_stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told_to_stop.set())
    office = open_office(settings)
    ticker, bench = ticker_of(office, report, (*JOBS, send_mails)), Bench(office, report)
    ticker.start()
    bench.start()
    while ticker.is_alive and not told_to_stop.wait(PULSE):
        pass
    bench.stop()
    ticker.stop()
    office.close()
    if not told_to_stop.is_set():
        raise SystemExit(1)


def report(job: str, error: Exception) -> None:
    """Log which job failed and where; never values, which may name a child."""
    from webhooks.logs import log, place_of

    log().error("job.failed", job=job, error=type(error).__name__, key=getattr(error, "key", ""), where=place_of(error))
