"""`huishang simulate`: try diagrams from anywhere, in memory, with made-up answers and a moving clock."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from engine.diagrams.archives import read_archive
from engine.diagrams.bundle import Bundle
from engine.errors import Refusal, Unknown
from engine.simulations.result import Simulation, assumption_json
from engine.simulations.simulation import simulate, unreadable
from engine.texts.catalogue import LANGUAGES, say

NOT_FINE = 1
#: other engines end the names of diagrams so
_LONG_SUFFIX = ".bpmn20.xml"


@click.command("simulate", help=say("cli.simulate.help", "zh"))
@click.argument("paths", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--seed", type=int, default=0, show_default=True, help=say("simulations.option.seed", "zh"))
@click.option(
    "--runs", type=click.IntRange(1, 1000), default=1, show_default=True, help=say("simulations.option.runs", "zh")
)
@click.option("--process", help=say("simulations.option.process", "zh"))
@click.option("--json", "as_json", is_flag=True, help=say("simulations.option.json", "zh"))
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True)
@click.pass_context
def command(
    context: click.Context, paths: tuple[Path, ...], seed: int, runs: int, process: str | None, as_json: bool, lang: str
) -> None:
    """Exit 0 when it completed, or waits only for a message from outside; else 1."""
    try:
        simulation = simulate(_bundle(paths), process=process, seed=seed, runs=runs)
    except Refusal as refusal:
        simulation = unreadable(str(paths[0]), refusal)
    if as_json:
        click.echo(json.dumps(simulation.to_json(lang), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_told(simulation, lang)))
    context.exit(0 if simulation.is_fine else NOT_FINE)


def _bundle(paths: tuple[Path, ...]) -> Bundle:
    """The files, folders and archives given, together. Raises Refusal for what cannot be read."""
    files: dict[str, bytes] = {}
    for path in paths:
        files |= _files(path)
    bundle = Bundle(files)
    if not bundle.named(".bpmn"):
        raise Unknown("simulations.no_files")
    return bundle


def _files(path: Path) -> dict[str, bytes]:
    if path.is_dir():
        return dict(Bundle.read(path).files)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Unknown("diagrams.unreadable_path", path=str(path), detail=error.strerror or "") from error
    if path.suffix.lower() == ".zip":
        return dict(read_archive(raw).files)
    name = path.name.removesuffix(_LONG_SUFFIX) + ".bpmn" if path.name.endswith(_LONG_SUFFIX) else path.name
    return {name: raw}


def _told(simulation: Simulation, lang: str) -> Iterator[str]:
    walk = simulation.walk
    yield say(
        "simulations.heading",
        lang,
        outcome=say(f"simulations.outcome.{walk.outcome.value}", lang),
        seed=walk.seed,
        runs=simulation.runs,
        coverage=f"{simulation.coverage:.0%}",
    )
    if walk.reason:
        yield walk.reason.text(lang)
    for finding in simulation.findings:
        yield f"  {finding.file}:{finding.line} {finding.element}: {finding.message(lang)} → {finding.remedy(lang)}"
    if simulation.assumed:
        yield say("simulations.assumed.heading", lang)
        yield from (f"  {assumption_json(one, lang)['text']}" for one in simulation.assumed)
    if walk.path:
        yield say("simulations.path.heading", lang)
        for passed in simulation.walk.path:
            told = passed.to_json()
            yield f"  {told['at'][:16].replace('T', ' ')}  {passed.name}" + (f" [{passed.item}]" if passed.item else "")
