"""Publish guidance drawn from the case (类案指引) to the cities, after a second person's check (R8).

Marked 供参照，不具强制效力; each city group and office signs for it.
"""

from __future__ import annotations

import uuid

from engine.actions.deeds.deeds import Deed, Special
from engine.actions.deeds.papers import issue
from engine.storage import guidance, submissions, units

KIND = "guidance"
#: who follows the province's guidance
LEVEL = "city"


def _after(deed: Deed) -> None:
    """Enter the guidance; its form must be stored first, because the entry points at it."""
    work = deed.work
    row = {
        "id": uuid.uuid4().hex,
        "case_id": work.case.id,
        "submission": deed.submission,
        "circumstances": [deed.data["circumstance"]] if deed.data.get("circumstance") else [],
        "protections": deed.data.get("protections") or [],
        "number": issue(deed, KIND),
        "published_at": work.now,
        "published_by": work.acting,
    }
    submissions.add(work.connection, work.submissions)
    work.submissions.clear()
    cities = [unit.key for unit in units.all_units(work.connection) if unit.level == LEVEL and unit.ended_on is None]
    guidance.add(work.connection, row, cities, work.now)


SPECIAL = Special(after=_after)
