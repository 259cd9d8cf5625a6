"""`huishang rehearse`: play a scenario on a moving clock and print the story."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from engine.diagrams.bundle import Bundle
from engine.errors import Refusal
from engine.rehearsals.player import Performance, play
from engine.rehearsals.prose import in_words
from engine.rehearsals.scenario import read_scenario
from engine.texts.catalogue import LANGUAGES, say
from webhooks.commands.refusals import told

#: the procedure that is rehearsed where neither option nor place of the scenario says otherwise
PACKAGED = Path(__file__).parents[2] / "processes" / "case_consultation"
NOT_AS_TOLD, UNREADABLE = 1, 2
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("rehearse", help=say("cli.rehearse.help", "zh"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=say("rehearsals.option.json", "zh"))
@click.option("--record", is_flag=True, help=say("rehearsals.option.record", "zh"))
@click.option(
    "--procedure",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=say("rehearsals.option.procedure", "zh"),
)
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True)
@click.pass_context
def command(context: click.Context, file: Path, as_json: bool, record: bool, procedure: Path | None, lang: str) -> None:
    """Exit 0 when all was as the scenario says, 1 when not, 2 when the file cannot be read."""
    try:
        scenario = read_scenario(file.read_bytes())
    except Refusal as refusal:
        click.echo(say(refusal.key, lang, **refusal.params), err=True)
        context.exit(UNREADABLE)
    try:
        performance = play(scenario, Bundle.read(procedure or _folder(file)), lang=lang)
    except Refusal as refusal:
        click.echo("\n".join(told(refusal, lang)), err=True)
        context.exit(NOT_AS_TOLD)
    _print(performance, lang, as_json=as_json, record=record)
    context.exit(NOT_AS_TOLD if performance.failures else 0)


def _folder(file: Path) -> Path:
    """The procedure the scenario lies in, else the one that ships with the house."""
    beside = file.resolve().parent.parent
    return beside if any(beside.glob("*.bpmn")) else PACKAGED


def _print(performance: Performance, lang: str, *, as_json: bool, record: bool) -> None:
    if as_json:
        click.echo(json.dumps(_json(performance), ensure_ascii=False, indent=2))
        for failure in performance.failures:
            click.echo(failure, err=True)
        return
    for line in performance.lines() if record else in_words(performance, lang):
        click.echo(line)


def _json(performance: Performance) -> dict[str, Any]:
    main = performance.sights.get(performance.main)
    wanted = ("for", "start", "original_due", "due", "status")
    return {
        "outcome": performance.outcome,
        "case": main.number if main else None,
        "events": [event.to_json() for event in performance.events],
        "deadlines": [{name: one[name] for name in wanted} for one in (main.deadlines if main else ())],
        "failures": performance.failures,
    }
