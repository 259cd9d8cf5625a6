"""What a version of a procedure is on a day: a draft, published for later, in force, superseded, or out of the play."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from engine.storage.definitions import VersionRow


class VersionState(StrEnum):
    """Its label is the sentence `versions.state.<value>`."""

    DRAFT = "draft"
    DISCARDED = "discarded"  #: a draft that was given up
    PUBLISHED = "published"  #: takes effect on a later day
    EFFECTIVE = "effective"  #: cases opened today follow it
    SUPERSEDED = "superseded"  #: only cases that began on it follow it
    WITHDRAWN = "withdrawn"  #: taken back before it took effect


def state_of(row: VersionRow, in_force: int | None, today: date) -> VersionState:
    """The state of this version where version `in_force` is the one in force today."""
    if row.ended_at is not None:
        return VersionState.DISCARDED if row.published_at is None else VersionState.WITHDRAWN
    if row.published_at is None:
        return VersionState.DRAFT
    if row.version == in_force:
        return VersionState.EFFECTIVE
    is_later = row.effective_on is not None and row.effective_on > today
    return VersionState.PUBLISHED if is_later else VersionState.SUPERSEDED
