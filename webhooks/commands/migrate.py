"""`huishang migrate`: bring the database's schema to what this release needs."""

from __future__ import annotations

import click

from engine.settings import read_settings
from engine.texts.catalogue import say


@click.command("migrate", help=say("cli.migrate.help", "zh"))
def command() -> None:
    """Migrate in one transaction; a migration killed half-way leaves the old schema."""
    from engine.storage.database import Database  # imported late: `--help` needs none of the engine
    from engine.storage.schema import HEAD, migrate

    database = Database(read_settings().database_url)
    migrate(database)
    database.close()
    click.echo(say("cli.migrate.done", "zh", version=HEAD))
