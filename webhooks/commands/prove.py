"""`huishang prove`: shows that every run of a procedure honours its duties, or the shortest run that does not."""

from __future__ import annotations

import json
from pathlib import Path

import click

from engine.diagrams.bundle import Bundle
from engine.errors import Refusal
from engine.proofs.proving import prove
from engine.proofs.verdict import Proof, Verdict
from engine.texts.catalogue import LANGUAGES, say
from engine.yaml_files import YamlRefused, read_yaml
from webhooks.commands.refusals import told
from webhooks.commands.told_proofs import story_of

_EXIT = {Verdict.PROVED: 0, Verdict.COUNTEREXAMPLE: 1, Verdict.CANNOT_TELL: 2}


@click.command("prove", help=say("cli.prove.help", "zh"))
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=say("proofs.option.json", "zh"))
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True)
@click.pass_context
def command(context: click.Context, path: Path, as_json: bool, lang: str) -> None:
    """Exit 0 when proved, 1 with a counterexample, 2 when it cannot tell."""
    try:
        bundle = Bundle.read(path) if path.is_dir() else Bundle.around(path)
        proof = prove(bundle, process=_main_process(bundle))
    except Refusal as refusal:
        click.echo("\n".join(told(refusal, lang)), err=True)
        context.exit(2)
    if as_json:
        click.echo(json.dumps(proof.to_json(lang), ensure_ascii=False, indent=2))
    else:
        _print(proof, lang)
    context.exit(_EXIT[proof.verdict])


def _main_process(bundle: Bundle) -> str | None:
    """The process the bundle is published with; None where it does not say, and there must be only one."""
    try:
        said = read_yaml(bundle.files.get("procedure.yaml", b"{}"))
    except YamlRefused:
        return None
    named = said.get("process") if isinstance(said, dict) else None
    return named if isinstance(named, str) else None


def _print(proof: Proof, lang: str) -> None:
    spent = {"moments": proof.moments, "moves": proof.moves, "seconds": f"{proof.seconds:.1f}"}
    click.echo(
        say(f"proofs.verdict.{proof.verdict.value}", lang, why=say(proof.why, lang) if proof.why else "", **spent)
    )
    for note in proof.told_notes(lang):
        click.echo(note)
    for line in story_of(proof, lang):
        click.echo(line)
