"""Issue the minutes (签发纪要) under the next number of their series."""

from __future__ import annotations

from engine.actions.deeds.deeds import Deed, Special
from engine.actions.deeds.papers import issue

KIND = "minutes"


def _before(deed: Deed) -> None:
    issue(deed, KIND)


SPECIAL = Special(before=_before)
