"""Versions of a procedure: their list, what differs between two, taking one back, and each exactly as deployed."""

from __future__ import annotations

from pathlib import PurePosixPath

from flask import Blueprint

from engine.actions.versions.compare_versions import compare_versions
from engine.actions.versions.version_list import list_versions, read_version
from engine.actions.versions.withdraw_version import withdraw_version
from engine.diagrams.bundle import Bundle
from engine.diagrams.diff.telling import lines, to_json
from engine.diagrams.layout.drawing import drawn
from engine.diagrams.packing import pack
from engine.errors import Unknown
from webhooks.api.rows import version_row
from webhooks.operations import Call, Reply, operation
from webhooks.shapes import house
from webhooks.shapes import versions as shapes

versions = Blueprint("versions", __name__)
ONE = "/procedures/<procedure>/versions/<int:version>"


@operation(
    versions,
    "GET",
    "/procedures/<procedure>/versions",
    tag="deployments",
    answer=shapes.VERSIONS,
    answer_example=shapes.VERSIONS_EXAMPLE,
)
def list_all_versions(call: Call, procedure: str) -> Reply:
    """Every version with its state, its hands and the number of cases that run on it."""
    found = list_versions(call.office, call.actor, procedure)
    return Reply({"items": [version_row(one, call.lang) for one in found]})


@operation(
    versions,
    "GET",
    "/procedures/<procedure>/versions/<int:version>/diff/<int:other>",
    tag="deployments",
    answer=shapes.DIFFERENCES,
    answer_example=shapes.DIFFERENCES_EXAMPLE,
)
def compare_two_versions(call: Call, procedure: str, version: int, other: int) -> Reply:
    """What changed from one version to the other, in elements."""
    found = compare_versions(call.office, call.actor, procedure, version, other)
    return Reply({"items": to_json(found, call.lang), "text": list(lines(found, call.lang))})


@operation(
    versions,
    "POST",
    f"{ONE}/withdraw",
    tag="deployments",
    answer=house.CHANGED,
    answer_example=shapes.CHANGED_EXAMPLE,
)
def withdraw_before_its_day(call: Call, procedure: str, version: int) -> Reply:
    """Take back a published version before it takes effect."""
    return Reply(withdraw_version(call.office, call.actor, procedure, version))


@operation(
    versions,
    "GET",
    f"{ONE}/bundle",
    tag="deployments",
    media=shapes.ZIP,
    query=shapes.DRAWN,
    answer=shapes.BYTES,
    answer_example=shapes.BYTES_EXAMPLE,
)
def download_version(call: Call, procedure: str, version: int) -> Reply:
    """The files of a version as one zip file, byte for byte as deployed; with `drawn` as pages show them."""
    bundle = _bundle(call, procedure, version)
    return Reply(pack(bundle), filename=f"{procedure}-{version}.zip")


@operation(
    versions,
    "GET",
    f"{ONE}/files/<path:file>",
    tag="deployments",
    media=shapes.FILE,
    query=shapes.DRAWN,
    answer=shapes.BYTES,
    answer_example=shapes.BYTES_EXAMPLE,
)
def download_file(call: Call, procedure: str, version: int, file: str) -> Reply:
    """One file of a version, byte for byte as deployed; with `drawn` as pages show it."""
    bundle = _bundle(call, procedure, version)
    if file not in bundle.files:
        raise Unknown("versions.no_file", file=file, procedure=procedure, version=version)
    return Reply(bundle.files[file], filename=PurePosixPath(file).name)


def _bundle(call: Call, procedure: str, version: int) -> Bundle:
    """The files as they were deployed; where it is wanted, diagrams that came without a drawing are laid out."""
    _, bundle = read_version(call.office, call.actor, procedure, version)
    return drawn(bundle) if call.query.get("drawn", False) else bundle
