"""`huishang deploy PATH`: check a procedure and put it in force. What is in force already stays as it is."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.settings import read_settings
from engine.texts.catalogue import LANGUAGES, say
from webhooks.commands.bundles import bundle_at
from webhooks.commands.refusals import refusals_told
from webhooks.commands.told_findings import lines_of

if TYPE_CHECKING:
    from engine.actions.versions.deploy_bundle import Deployment


@click.command("deploy", help=say("cli.deploy.help", "zh"))
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--from", "effective", type=click.DateTime(["%Y-%m-%d"]), help=say("cli.deploy.from", "zh"))
@click.option("--skip-proof", is_flag=True, help=say("cli.deploy.skip_proof", "zh"))
@click.option("--dry-run", is_flag=True, help=say("cli.deploy.dry_run", "zh"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json", "zh"))
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True)
def command(path: Path, effective: datetime | None, skip_proof: bool, dry_run: bool, as_json: bool, lang: str) -> None:
    """Deploy the folder or zip file at this path; prints version and digest. Exit status 1 where it is refused."""
    from engine.actions.house.office import open_office
    from engine.actions.versions.deploy_bundle import try_bundle  # imported late: `--help` needs none of the engine
    from engine.actions.versions.publish_diagram import deploy
    from engine.diagrams.checks import has_errors
    from engine.people.actor import Actor

    with refusals_told(lang):
        bundle = bundle_at(path)
        office = open_office(read_settings())
        found = try_bundle(office, Actor.system(), bundle)
        refused = has_errors(list(found.findings))
        done: dict[str, Any] = {}
        if not refused and not dry_run:
            day = effective.date() if effective else None
            done = deploy(office, bundle, effective_on=day, even_again=True, proving=not skip_proof)
        office.close()
    click.echo(_json(found, done, lang) if as_json else "\n".join(_told(found, done, lang)))
    raise SystemExit(1 if refused else 0)


def _json(found: Deployment, done: dict[str, Any], lang: str) -> str:
    from engine.diagrams.diff.telling import to_json

    said = {
        "deployed": bool(done),
        "procedure": found.procedure or None,
        "version": done.get("version"),
        "digest": found.digest,
        "proof": done.get("proof"),
        "findings": [finding.to_json(lang) for finding in found.findings],
        "against": found.against,
        "differences": to_json(found.differences, lang),
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def _told(found: Deployment, done: dict[str, Any], lang: str) -> list[str]:
    """Findings, then what is different, then what was done."""
    from engine.diagrams.diff.telling import lines

    findings = [line for one in found.findings for line in lines_of(one, lang)]
    different = list(lines(found.differences, lang)) if found.differences else []
    end = say("cli.deploy.done", lang, **done) if done else say("cli.deploy.nothing_stored", lang)
    proof = [say(f"cli.deploy.proof.{done['proof']}", lang)] if done else []
    return [*findings, *different, end, *proof]
