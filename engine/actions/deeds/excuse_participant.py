"""Excuse one participant from giving an opinion (免予提出意见), by name and with a reason; the part ends."""

from __future__ import annotations

from engine.actions.casework.parts import PARTICIPANTS, end_running
from engine.actions.deeds.deeds import Deed, Special


def _after(deed: Deed) -> None:
    end_running(deed.work, PARTICIPANTS, "excused", deed.item)


SPECIAL = Special(after=_after)
