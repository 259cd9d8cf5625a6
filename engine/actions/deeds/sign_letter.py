"""Sign a letter of the ladder (督办函、商请函、提示函) or propose a bulletin (通报), or decline to, with a reason.

The system prepares, a named person signs (D14); a letter that is not signed gets no number.
"""

from __future__ import annotations

from engine.actions.casework.subjects import lead_of
from engine.actions.deeds.deeds import Deed, Special
from engine.actions.deeds.papers import issue

#: the paper each choice makes where the form names no kind; every other choice declines with the reason in the form
PAPERS = {"sign": "supervision_letter", "propose": "bulletin_proposal"}


def _before(deed: Deed) -> None:
    kind = PAPERS.get(str(deed.routing.get("choice")))
    if kind is not None:
        issue(deed, str(deed.routing.get("letter_kind") or kind), lead_of(deed.work, deed.item))


SPECIAL = Special(before=_before)
