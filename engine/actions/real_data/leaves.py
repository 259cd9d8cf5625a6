"""Leaves to read the real data of one case that run today."""

from __future__ import annotations

from datetime import date

from engine.actions.casework.work import CaseWork
from engine.people.participation import GRANT


def leave_key(person: str) -> str:
    """Under which key the leave of a person stands among the parts of a case."""
    return f"grant-{person}"


def running_leaves(work: CaseWork) -> dict[str, date | None]:
    """The last day of each person's leave, the latest where there are several; None for one without a last day."""
    found: dict[str, date] = {}
    for row in work.parts.rows:
        runs = row.kind == GRANT and row.ended_at is None and (row.until_on is None or work.today <= row.until_on)
        if runs and row.person:
            found[row.person] = max(found.get(row.person, date.min), row.until_on or date.max)
    return {person: None if until == date.max else until for person, until in found.items()}
