"""Excuse one participant from giving an opinion (免予提出意见), by name and with a reason; the part ends."""

from __future__ import annotations

from engine.actions.deeds import Deed, Special
from engine.actions.parts import PARTICIPANTS, end_running


def _after(deed: Deed) -> None:
    end_running(deed.work, PARTICIPANTS, "excused", deed.item)


SPECIAL = Special(after=_after)
