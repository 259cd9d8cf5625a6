"""`huishang token LOGIN`: issue a token on the machine itself, for a program or for whoever lost the way in."""

from __future__ import annotations

from datetime import timedelta

import click

from engine.settings import read_settings
from engine.texts.catalogue import say
from webhooks.commands.refusals import refusals_told

DEFAULT_SCOPES = ("cases:read", "tasks:read")


@click.command("token", help=say("cli.token.help", "zh"))
@click.argument("login")
@click.option("--scope", "scopes", multiple=True, default=DEFAULT_SCOPES, help=say("cli.token.scope", "zh"))
@click.option("--label", default="", help=say("cli.token.label", "zh"))
@click.option("--days", type=click.IntRange(1, 366), default=90, help=say("cli.token.days", "zh"))
def command(login: str, scopes: tuple[str, ...], label: str, days: int) -> None:
    """Print the token; it is shown this once."""
    from engine.actions.house.office import open_office
    from engine.actions.people.issue_token import issue_token
    from engine.actions.signing_in.authenticate import known_actor  # imported late: `--help` needs none of the engine

    with refusals_told():
        office = open_office(read_settings())
        actor = known_actor(office, login)
        if actor is None:
            raise click.UsageError(say("cli.token.unknown_login", "zh", login=login))
        until = office.clock.now() + timedelta(days=days)
        issued = issue_token(office, actor, actor.id, scopes=scopes, label=label, expires_at=until)
        office.close()
    click.echo(issued["token"])
