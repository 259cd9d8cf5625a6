"""Settle a participant who gave no opinion: an oral one is recorded, a reason excuses, or a substitute takes part.

Nobody is excused by silence (D14): every part ends with an opinion or with a reason and a person who gave it.
"""

from __future__ import annotations

from engine.actions.casework.parts import PARTICIPANTS, bind, end_running, next_key, running
from engine.actions.deeds.deeds import Deed, Special
from engine.actions.deeds.select_participants import drawn
from engine.errors import FieldError, Invalid

#: the multi-instance whose members are the participants
ACTIVITY = "round"
ORAL, SUBSTITUTED = "oral_opinion", "substituted"


def _before(deed: Deed) -> None:
    """A substitute becomes one more member of the round before this one leaves it."""
    substitute = deed.routing.pop("substitute", None)
    outcome = str(deed.routing.get("settled_as"))
    if outcome == SUBSTITUTED:
        _substitute(deed, substitute)
    if outcome != ORAL:
        end_running(deed.work, PARTICIPANTS, outcome, deed.item)


def _substitute(deed: Deed, substitute: str | None) -> None:
    work = deed.work
    if not substitute:
        raise Invalid("actions.name_substitute", fields=[FieldError("substitute", "actions.name_substitute")])
    if substitute in work.parts.recused or any(row.person == substitute for row in running(work)):
        raise Invalid("actions.substitute_not_free", fields=[FieldError("substitute", "actions.substitute_not_free")])
    #: the part that this item stands for, though it may have ended when a conflict was declared
    left = next(row for row in reversed(work.parts.rows) if row.key == deed.item and row.kind in PARTICIPANTS)
    what = {"unit": left.unit} if left.unit else {"discipline": left.discipline}
    member = {"id": next_key(work), "kind": left.kind, **what, "person": substitute}
    bind(work, member)
    work.instance.add_member(ACTIVITY, drawn(member))


SPECIAL = Special(before=_before)
