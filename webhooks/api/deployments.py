"""Deploying procedures: files or a zip file become a draft, or are only tried."""

from __future__ import annotations

from flask import Blueprint

from engine.actions.versions.deploy_bundle import Deployment, deploy_bundle, try_bundle
from engine.actions.versions.discard_draft import discard_draft
from engine.actions.versions.replace_draft import replace_draft
from engine.diagrams.checks import has_errors
from engine.diagrams.diff.telling import to_json
from webhooks.operations import Call, Reply, operation
from webhooks.shapes import house
from webhooks.shapes import versions as shapes

deployments = Blueprint("deployments", __name__)
CHANGES = {"answer": house.CHANGED, "answer_example": shapes.CHANGED_EXAMPLE}


@operation(
    deployments,
    "POST",
    "/deployments",
    takes_files=True,
    body=shapes.NOTE,
    body_example=shapes.NOTE_EXAMPLE,
    query=shapes.DRY_RUN,
    answer=shapes.DEPLOYMENT,
    answer_example=shapes.DEPLOYMENT_EXAMPLE,
)
def deploy_files(call: Call) -> Reply:
    """Keep a procedure as a draft, or with `dry_run` tell every finding and difference and store nothing."""
    if call.query.get("dry_run", False):
        return Reply(_row(try_bundle(call.office, call.actor, call.bundle), call.lang, dry_run=True))
    note = call.body.get("note", "")
    done = deploy_bundle(call.office, call.actor, call.bundle, note=note, once=call.once)
    return Reply(_row(done, call.lang, dry_run=False))


@operation(
    deployments,
    "PUT",
    "/procedures/<procedure>/versions/<int:version>",
    takes_files=True,
    body=shapes.NOTE,
    body_example=shapes.NOTE_EXAMPLE,
    **CHANGES,
)
def replace_version(call: Call, procedure: str, version: int) -> Reply:
    """Put other files in the place of a draft."""
    note = call.body.get("note")
    return Reply(replace_draft(call.office, call.actor, procedure, version, call.bundle, note=note))


@operation(deployments, "DELETE", "/procedures/<procedure>/versions/<int:version>", **CHANGES)
def discard_version(call: Call, procedure: str, version: int) -> Reply:
    """Give up a draft."""
    return Reply(discard_draft(call.office, call.actor, procedure, version))


def _row(done: Deployment, lang: str, *, dry_run: bool) -> dict[str, object]:
    return {
        "digest": done.digest,
        "procedure": done.procedure or None,
        "version": done.version,
        "stored": done.stored,
        "deployable": not has_errors(list(done.findings)),
        "dry_run": dry_run,
        "findings": [finding.to_json(lang) for finding in done.findings],
        "against": done.against,
        "differences": to_json(done.differences, lang),
    }
