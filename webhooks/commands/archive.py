"""`huishang archive NUMBER`: pack a closed case for the archive, as a person who may."""

from __future__ import annotations

from pathlib import Path

import click

from engine.settings import read_settings
from engine.texts.catalogue import say
from webhooks.commands.refusals import refusals_told


@click.command("archive", help=say("cli.archive.help", "zh"))
@click.argument("number")
@click.option("--as", "login", required=True, help=say("cli.archive.as", "zh"))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help=say("cli.archive.out", "zh"))
def command(number: str, login: str, out: Path | None) -> None:
    """Write the package beside us, or where `--out` says; prints its path and SHA-256."""
    from engine.actions.house.office import open_office
    from engine.actions.papers.archive_case import (  # imported late: `--help` needs no engine
        archive_case,
        case_numbered,
    )
    from engine.actions.signing_in.authenticate import known_actor

    with refusals_told():
        office = open_office(read_settings())
        actor = known_actor(office, login)
        if actor is None:
            raise click.UsageError(say("cli.token.unknown_login", "zh", login=login))
        made = archive_case(office, actor, case_numbered(office, number), _tell)
        office.close()
    path = out or Path(made.name)
    path.write_bytes(made.content)
    click.echo(f"{made.sha256}  {path}")


def _tell(done: int, of: int) -> None:
    """How far it is, where somebody watches."""
    click.echo(f"{done}/{of}", err=True)
