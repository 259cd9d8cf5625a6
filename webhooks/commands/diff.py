"""`huishang diff A B`: what changed between two versions of a procedure, in elements instead of lines."""

from __future__ import annotations

import json
from pathlib import Path

import click

from engine.texts.catalogue import LANGUAGES, say
from webhooks.commands.bundles import bundle_at
from webhooks.commands.refusals import refusals_told

PATH = click.Path(exists=True, path_type=Path)


@click.command("diff", help=say("cli.diff.help", "zh"))
@click.argument("old", metavar="A", type=PATH)
@click.argument("new", metavar="B", type=PATH)
@click.option("--json", "as_json", is_flag=True, help=say("cli.json", "zh"))
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True)
def command(old: Path, new: Path, as_json: bool, lang: str) -> None:
    """Exit status 0 when both are alike, 1 when they differ or one of them cannot be read."""
    from engine.diagrams.diff.comparing import differences  # imported late: `--help` needs none of the engine
    from engine.diagrams.diff.telling import lines, to_json

    with refusals_told(lang):
        found = differences(bundle_at(old), bundle_at(new))
    if as_json:
        click.echo(json.dumps({"differences": to_json(found, lang)}, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(lines(found, lang)))
    raise SystemExit(1 if found else 0)
