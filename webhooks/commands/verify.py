"""`huishang verify`: does everything agree? Names the first thing wrong, and how many follow."""

from __future__ import annotations

import json

import click

from engine.settings import read_settings
from engine.texts.catalogue import say
from webhooks.commands.refusals import refusals_told


@click.command("verify", help=say("cli.verify.help", "zh"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json", "zh"))
def command(as_json: bool) -> None:
    """Exit status 1 when anything does not agree."""
    from engine.actions.house.office import open_office  # imported late: `--help` needs none of the engine
    from engine.actions.records.verify import verify
    from engine.timers.seals import kept_seals

    with refusals_told():
        settings = read_settings()
        office = open_office(settings)
        faults = [
            (one.place, one.key, say(one.key, "zh", **one.params)) for one in verify(office, kept_seals(settings.var))
        ]
        office.close()
    if as_json:
        rows = [{"place": place, "key": key, "sentence": sentence} for place, key, sentence in faults]
        click.echo(json.dumps({"clean": not rows, "faults": rows}, ensure_ascii=False, indent=2))
    elif not faults:
        click.echo(say("cli.verify.clean", "zh"))
    else:
        click.echo(say("cli.verify.faults", "zh", count=len(faults)))
        click.echo("\n".join(f"  {place}: {sentence}" for place, _, sentence in faults))
    raise SystemExit(1 if faults else 0)
