"""Two views of a submission: the values that may route the case, and what a reader without real data sees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.forms.shape import Branch, Leaf, Rows

COVER = "▇▇▇"


def routing(branch: Branch, data: Mapping[str, Any]) -> dict[str, Any]:
    """Every routing field with its value, a field left blank with its empty value; nothing else (D6)."""
    return {key: _routed(member, data.get(key)) for key, member in branch.members.items() if member.is_routing}


def masked(branch: Branch, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data with everything covered that might name a child, and whatever the form does not know."""
    return {key: _shown(branch.members.get(key), value) for key, value in data.items()}


def _routed(member: Leaf | Branch | Rows, value: Any) -> Any:
    if isinstance(member, Leaf):
        return member.empty() if value is None else value
    if isinstance(member, Branch):
        return routing(member, value if isinstance(value, Mapping) else {})
    return [routing(member.row, row) for row in value or []]


def _shown(member: Leaf | Branch | Rows | None, value: Any) -> Any:
    if isinstance(member, Branch) and isinstance(value, Mapping):
        return masked(member, value)
    if isinstance(member, Rows) and isinstance(value, list):
        return [_shown(member.row, row) for row in value]
    if isinstance(member, Leaf) and not member.is_covered:
        return value
    return COVER
