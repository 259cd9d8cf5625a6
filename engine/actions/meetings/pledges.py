"""Who has pledged secrecy (保密承诺) and declared no conflict, case by case, as their receipts say; for the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.actions.casework.reading import reading_case
from engine.actions.casework.subjects import case_facts, require
from engine.actions.casework.work import CaseWork
from engine.actions.house.office import Office
from engine.actions.meetings.invite_to_meeting import Seat
from engine.cases.acts import Act
from engine.people.actor import Actor
from engine.storage import services, submissions

#: the form of a receipt: its fields of the pledge and of the conflict
PLEDGE, CONFLICT_FREE = "pledge", "conflict_free"


@dataclass(frozen=True, slots=True)
class Pledge:
    """Of one part in one case; everything is false before the receipt."""

    received: bool = False
    pledged: bool = False
    conflict_free: bool = False
    recused: bool = False


def pledges_of(office: Office, actor: Actor, case_id: str) -> dict[str, Pledge]:
    """By key of the part. Raises Unknown or Forbidden for whom the history of the case is not."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.VIEW_HISTORY, case_facts(work))
        receipts = {row["recipient"]: row for row in services.of_case(work.connection, case_id) if row["receipt_on"]}
        return {row.key: _pledge(work, row.person or "", receipts.get(row.key)) for row in work.parts.rows}


def pledge_of(known: Mapping[str, Mapping[str, Pledge]], seat: Seat, case_id: str) -> Pledge | None:
    """The pledge of this seat in this case; None where it has no part there, as an applicant unit has none."""
    part = seat.parts.get(case_id, "")
    return known.get(case_id, {}).get(part) if part else None


def _pledge(work: CaseWork, person: str, receipt: Mapping[str, Any] | None) -> Pledge:
    recused = bool(person) and person in work.parts.recused
    kept = submissions.get(work.connection, receipt["details"].get("submission", "")) if receipt else None
    if kept is None:
        return Pledge(recused=recused)
    words = work.opened(kept)
    return Pledge(True, bool(words.get(PLEDGE)), bool(words.get(CONFLICT_FREE)), recused)
