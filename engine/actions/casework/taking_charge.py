"""Who accepts a case becomes its officer, unless somebody is already: its real data are then theirs, not everybody's.

A deputy accepts for the person represented, who becomes the officer; a case accepted by no case officer has none.
"""

from __future__ import annotations

from engine.actions.casework.subjects import case_facts
from engine.actions.casework.work import CaseWork
from engine.cases.audit_words import Word
from engine.people.actor import SYSTEM_ID
from engine.people.roles import Role


def take_charge(work: CaseWork, element: str) -> None:
    """Make the one who acts the officer of the case, on record, where it has none and they are a case officer."""
    facts = case_facts(work)
    group = f"{Role.CASE_OFFICER}@{facts.office_unit}"
    if facts.officer or work.acting == SYSTEM_ID or group not in work.actor.groups:
        return
    officer = work.actor.represents(frozenset({group})) or work.actor.id
    work.change(officer=officer)
    work.record(Word.OFFICER_APPOINTED, element, officer=officer)
