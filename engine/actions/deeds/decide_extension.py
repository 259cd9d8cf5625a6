"""Decide an extension (审批延期): granting gives the deadline a concrete new day before the diagram moves on (R7).

The ledger keeps codes and references only; grounds and reasons in words stay in the sealed form.
"""

from __future__ import annotations

from datetime import date

from engine.actions.deeds.deeds import Deed, Special
from engine.errors import FieldError, Invalid

DEADLINE = "implementation"
#: the only ground the rule knows: 需要出台政策予以明确
GROUND = "policy_required"


def _before(deed: Deed) -> None:
    """Move the due day, so that the timers the diagram arms next count from it."""
    if deed.routing.get("choice") != "grant":
        return
    new_due = deed.routing.get("new_due")
    if not new_due:
        raise Invalid("actions.extension_needs_day", fields=[FieldError("new_due", "actions.extension_needs_day")])
    deed.work.ledger.extend(
        DEADLINE,
        deed.item,
        new_due=date.fromisoformat(new_due),
        ground=GROUND,
        reason=deed.submission,
        by=deed.work.acting,
        at=deed.work.now,
        asked_on=_asked_on(deed),
    )


def _asked_on(deed: Deed) -> date | None:
    """The day it was asked for, where the diagram kept it."""
    asked = deed.data.get("asked_on")
    return date.fromisoformat(asked) if isinstance(asked, str) else None


SPECIAL = Special(before=_before)
