"""Binding parts of a case to units and people: shared by the verbs that choose, add, substitute, excuse and decide."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from engine.actions.casework.subjects import LEAD, SUPPORT
from engine.actions.casework.work import CaseWork
from engine.storage import participations
from engine.storage.participations import ParticipationRow

__all__ = [
    "EXPERT",
    "LEAD",
    "PARTICIPANTS",
    "SUPPORT",
    "UNIT",
    "bind",
    "end_running",
    "next_key",
    "rounds_began",
    "running",
]

UNIT, EXPERT = "unit", "expert"
#: kinds of part that take part in a round
PARTICIPANTS = (UNIT, EXPERT)


def bind(work: CaseWork, member: Mapping[str, Any]) -> None:
    """Give this part (`id`, `kind`, `unit` or `person` with `discipline`) to whoever it names."""
    row = ParticipationRow(
        case_id=work.case.id,
        key=member["id"],
        kind=member["kind"],
        unit=member.get("unit"),
        person=member.get("person"),
        discipline=member.get("discipline"),
        bound_at=work.now,
        bound_by=work.acting,
    )
    participations.add(work.connection, [row])
    work.forget_parts()


def running(work: CaseWork, key: str | None = None) -> list[ParticipationRow]:
    """Parts of units and experts that have not ended, or the ones of this key."""
    return [
        row
        for row in work.parts.rows
        if row.ended_at is None and row.kind in PARTICIPANTS and (key is None or row.key == key)
    ]


def end_running(work: CaseWork, kinds: Collection[str], reason: str, key: str | None = None) -> None:
    """End the running parts of these kinds, or only those of one key."""
    for row in work.parts.rows:
        if row.ended_at is None and row.kind in kinds and (key is None or row.key == key):
            participations.end(work.connection, work.case.id, row.key, row.kind, work.now, reason)
    work.forget_parts()


def rounds_began(rows: Collection[ParticipationRow]) -> list[datetime]:
    """When each round of opinions began: its participants are bound in one act; whoever joins later is bound alone."""
    parts = [row for row in rows if row.kind in PARTICIPANTS]
    first_keys = sorted({row.bound_at for row in parts if row.key == "p01"})
    return first_keys or sorted({row.bound_at for row in parts})[:1]


def next_key(work: CaseWork) -> str:
    """The next free key of a participant in this case."""
    numbers = [int(row.key[1:]) for row in work.parts.rows if row.kind in PARTICIPANTS and row.key[1:].isdigit()]
    return f"p{max(numbers, default=0) + 1:02}"
