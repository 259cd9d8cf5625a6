"""`huishang serve`: the web half alone, for an installation whose timers run elsewhere."""

from __future__ import annotations

import os
import tempfile

import click

from engine.settings import Settings, read_settings
from engine.texts.catalogue import say

#: where several web processes keep the figures that /metrics adds up
SHARED_FIGURES = "PROMETHEUS_MULTIPROC_DIR"


@click.command("serve", help=say("cli.serve.help", "zh"))
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help=say("cli.serve.workers", "zh")
)
def command(workers: int) -> None:
    """Serve until told to stop."""
    serve(read_settings(), workers)


def serve(settings: Settings, workers: int = 1) -> None:
    """Serve this installation on its address. The directory of shared figures must be known before metrics are made."""
    if workers > 1 and SHARED_FIGURES not in os.environ:
        os.environ[SHARED_FIGURES] = tempfile.mkdtemp(prefix="huishang-metrics-")
    from engine.actions.house.office import open_office
    from webhooks.app import create_app
    from webhooks.logs import configure_logs
    from webhooks.server import Server

    configure_logs()
    _tell_set_up(settings)
    Server(lambda: create_app(open_office(settings)), settings, workers).run()


def _tell_set_up(settings: Settings) -> None:
    """Print the one-time code of an installation without people; it stands nowhere else in clear."""
    from engine.actions.house.office import open_office
    from engine.actions.people.set_up import new_code

    office = open_office(settings)
    code = new_code(office)
    office.close()
    if code is not None:
        address = settings.address or f"http://{settings.host}:{settings.port}"
        click.echo(say("identity.setup.console", "zh", address=address, code=code))
