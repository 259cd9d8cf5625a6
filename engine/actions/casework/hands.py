"""Who fills in a form, as the rights of its fields see it: the actor's groups in this case, and the step."""

from __future__ import annotations

from engine.actions.casework.subjects import case_facts
from engine.actions.casework.work import CaseWork
from engine.forms.field_rights import Hand
from engine.people.capacities import groups_in


def hand_of(work: CaseWork, element: str) -> Hand:
    """The hand of the actor at hand, at this element."""
    return Hand(groups_in(work.actor, case_facts(work)), element)
