"""Verify every chain and state at the auditor's word, and note on record that it was done and what was found."""

from __future__ import annotations

from typing import Any

from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.actions.records.verify import Fault, verify
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.people.actor import Actor
from engine.people.rights import may


def verify_records(office: Office, actor: Actor) -> list[Fault]:
    """Everything that does not agree; empty when all does. Raises Forbidden."""
    found: list[Fault] = []

    def verb(work: HouseWork) -> dict[str, Any]:
        work.record(Word.RECORDS_VERIFIED, faults=len(found))
        return {}

    may(actor, Act.VERIFY_RECORDS).require()
    found.extend(verify(office))
    work_in_house(office, actor, Act.VERIFY_RECORDS, verb)
    return found
