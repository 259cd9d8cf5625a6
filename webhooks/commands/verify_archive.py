"""`huishang verify-archive FILE`: look a package over, with no database; exit status 1 where something is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import click

from engine.settings import read_settings
from engine.texts.catalogue import LANGUAGES, say
from webhooks.commands.refusals import refusals_told


@click.command("verify-archive", help=say("cli.verify-archive.help", "zh"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json", "zh"))
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True)
def command(file: Path, as_json: bool, lang: str) -> None:
    """Tell what is wrong, the first bad item first; daily heads kept on this machine are compared as well."""
    from engine.actions.papers.archive_case import verify_archive  # imported late: `--help` needs none of the engine
    from engine.timers.seals import kept_seals

    with refusals_told(lang):
        looked = verify_archive(file.read_bytes(), kept_seals(read_settings().var))
    said = [say(one.key, lang, **one.params) for one in looked.faults]
    if as_json:
        click.echo(
            json.dumps({"clean": not said, "faults": said, "case": looked.manifest.get("case")}, ensure_ascii=False)
        )
    elif said:
        click.echo("\n".join([say("papers.verify.faults", lang, count=len(said)), *(f"  {one}" for one in said)]))
    else:
        click.echo(say("papers.verify.clean", lang))
    raise SystemExit(1 if said else 0)
