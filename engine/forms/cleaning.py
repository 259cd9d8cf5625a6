"""Takes the empty values out of a submission, which form-js sends for fields that were left blank."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.forms.shape import TEXT_TYPES, Branch, Leaf, Rows


def cleaned(branch: Branch, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data without blank fields, texts trimmed at both ends. Keys the form does not know stay, to be refused."""
    found: dict[str, Any] = {}
    for key, value in data.items():
        kept = _kept(branch.members.get(key), value)
        if kept is not None or key not in branch.members:
            found[key] = kept
    return found


def _kept(member: Leaf | Branch | Rows | None, value: Any) -> Any:
    if isinstance(member, Leaf):
        if member.type in TEXT_TYPES and isinstance(value, str):
            value = value.strip()
        return None if value == "" or value == [] else value
    if isinstance(member, Branch) and isinstance(value, dict):
        return cleaned(member, value) or None
    if isinstance(member, Rows) and isinstance(value, list):
        return [cleaned(member.row, row) if isinstance(row, dict) else row for row in value] or None
    return value
