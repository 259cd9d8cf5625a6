"""What changed between two versions of a procedure."""

from __future__ import annotations

from engine.actions.house.office import Office
from engine.actions.versions.version_list import read_version
from engine.diagrams.diff.comparing import Difference, differences
from engine.people.actor import Actor


def compare_versions(office: Office, actor: Actor, procedure: str, old: int, new: int) -> list[Difference]:
    """Every difference of two versions, drafts included. Raises Forbidden, Unknown."""
    _, before = read_version(office, actor, procedure, old)
    _, after = read_version(office, actor, procedure, new)
    return differences(before, after)
