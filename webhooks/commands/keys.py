"""`huishang keys rotate`: wrap every case's key by the newest master key; no content is touched."""

from __future__ import annotations

import click

from engine.settings import read_settings
from engine.texts.catalogue import say
from webhooks.commands.refusals import refusals_told


@click.group("keys", help=say("cli.keys.help", "zh"))
def command() -> None:
    """Keys of this installation."""


@command.command("rotate", help=say("cli.keys.rotate.help", "zh"))
def rotate() -> None:
    """Start with the new master key in front and the old one behind; afterwards the old one may go."""
    from engine.actions.house.office import open_office  # imported late: `--help` needs none of the engine
    from engine.actions.records.rotate_keys import rotate_keys

    with refusals_told():
        office = open_office(read_settings())
        count = rotate_keys(office)
        office.close()
    click.echo(say("cli.keys.rotated", "zh", count=count))
