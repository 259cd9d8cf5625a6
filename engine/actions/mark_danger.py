"""Mark danger now (标记当前危险): the case carries the mark until the report and the protection taken are recorded."""

from __future__ import annotations

from engine.actions.deeds import Deed, Special


def _after(deed: Deed) -> None:
    deed.work.change(danger=True)


SPECIAL = Special(after=_after)
