"""Declare a conflict of interest (回避): from this moment the person holds no task of the case.

Who takes the place is named by the office in the task that the diagram opens.
"""

from __future__ import annotations

from engine.actions.casework.parts import PARTICIPANTS, end_running
from engine.actions.deeds.deeds import Deed, Special
from engine.storage import recusals


def _after(deed: Deed) -> None:
    work = deed.work
    recusals.add(work.connection, work.case.id, work.actor.id, at=work.now, by=work.acting, submission=deed.submission)
    end_running(work, PARTICIPANTS, "recused", deed.item)


SPECIAL = Special(after=_after)
