"""`huishang deploy FOLDER`: check a procedure and put it in force. What is in force already stays as it is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from engine.settings import read_settings
from engine.texts.catalogue import say


@click.command("deploy", help=say("cli.deploy.help", "zh"))
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--from", "effective", type=click.DateTime(["%Y-%m-%d"]), help=say("cli.deploy.from", "zh"))
def command(folder: Path, effective: datetime | None) -> None:
    """Deploy the bundle in this folder; prints version and digest."""
    from engine.actions.office import open_office  # imported late: `--help` needs none of the engine
    from engine.actions.publish_diagram import deploy
    from engine.diagrams.bundle import Bundle
    from webhooks.commands.refusals import refusals_told

    with refusals_told():
        office = open_office(read_settings())
        done = deploy(office, Bundle.read(folder), effective_on=effective.date() if effective else None)
        office.close()
    click.echo(say("cli.deploy.done", "zh", **done))
