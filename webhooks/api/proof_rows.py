"""A deadline day by day, as JSON: the same facts that the explanation tells in sentences."""

from __future__ import annotations

from typing import Any

from engine.deadlines.day_by_day import EndMoved, Proof, ProofDay
from engine.deadlines.day_text import citation, short_reason

#: said only where they are true, so that a plain day is a short line
_FLAGS = ("extension", "standing", "rolled", "estimated", "provisional")


def proof_row(proof: Proof, lang: str) -> dict[str, Any]:
    """Every day with its number or why it has none, what moved the end, and the notices that are cited."""
    return {
        "counted": proof.counted,
        "published_through": proof.published_through,
        "days": [_day(one, lang) for one in proof.days],
        "moved": [_moved(one) for one in proof.moved],
        "stretches": [{"whose": one.whose, "after": one.after, "through": one.through} for one in proof.stretches],
        "notices": [{"id": notice.id, "citation": citation(notice, lang)} for notice in proof.notices],
    }


def _day(one: ProofDay, lang: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "date": one.day,
        "number": one.number,
        "kind": one.reason.kind,
        "reason": short_reason(one.reason, lang),
        "notice": one.reason.notice.id if one.reason.notice else None,
    }
    row |= {flag: True for flag in _FLAGS if getattr(one, flag)}
    if one.late is not None:
        row["late"] = one.late
    return row | ({"marks": sorted(one.marks)} if one.marks else {})


def _moved(one: EndMoved) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "at": one.at,
        "old": one.old,
        "new": one.new,
        "estimate": one.estimate,
        "ground": one.ground or None,
        "notices": [notice.id for notice in one.notices],
    }
