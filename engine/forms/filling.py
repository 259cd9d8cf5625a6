"""Brings a submission together: what this hand wrote, what others wrote before it, and what is computed.

A field that the hand may not write is never taken from what is posted; a computed field is always computed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.errors import FieldError
from engine.forms.field_rights import Hand, Level
from engine.forms.shape import Branch, Leaf, Rows, in_sight, is_hidden

NOTHING: Mapping[str, Any] = {}


def trespasses(branch: Branch, data: Mapping[str, Any], hand: Hand | None, before: str = "") -> list[FieldError]:
    """Fields that were posted though this hand may not write them. A hidden one is said not to exist."""
    found: list[FieldError] = []
    for key, value in data.items():
        member, path = branch.members.get(key), f"{before}{key}"
        if isinstance(member, Branch) and isinstance(value, Mapping):
            found += trespasses(member, value, hand, f"{path}.")
        elif isinstance(member, Leaf | Rows) and not is_formula(member):
            level = member.rights.level(hand)
            if level is not Level.WRITE:
                sentence = "read_only" if level is Level.READ else "unknown"
                found.append(FieldError(path, f"forms.error.{sentence}"))
    return found


def filled(root: Branch, data: Mapping[str, Any], hand: Hand | None, kept: Mapping[str, Any]) -> dict[str, Any]:
    """The whole submission: the posted data without what is not this hand's, that taken from `kept`, and formulas."""
    whole = merged(root, data, hand, kept)
    _settle(root, whole, whole, hand)
    return whole


def merged(branch: Branch, data: Mapping[str, Any], hand: Hand | None, kept: Mapping[str, Any]) -> dict[str, Any]:
    """What this hand wrote over what is kept; fields it may not write stand as kept, else as drawn."""
    whole = dict(data)
    for key, member in branch.members.items():
        if isinstance(member, Branch):
            inner, old = data.get(key, NOTHING), kept.get(key, NOTHING)
            if isinstance(inner, Mapping) and isinstance(old, Mapping) and (key in whole or _has_given(member, hand)):
                together = merged(member, inner, hand, old)
                if together or key in data:
                    whole[key] = together
        elif not is_formula(member) and member.rights.level(hand) is not Level.WRITE:
            whole.pop(key, None)
            value = kept.get(key, member.default if isinstance(member, Leaf) else None)
            if value is not None:
                whole[key] = value
    return whole


def seen(branch: Branch, values: Mapping[str, Any], hand: Hand) -> dict[str, Any]:
    """The values without those fields that this hand may not see."""
    shown: dict[str, Any] = {}
    for key, value in values.items():
        member = branch.members.get(key)
        if isinstance(member, Branch) and isinstance(value, Mapping):
            shown[key] = seen(member, value, hand)
        elif not isinstance(member, Leaf | Rows) or member.rights.level(hand) is not Level.HIDDEN:
            shown[key] = value
    return shown


def _settle(branch: Branch, data: dict[str, Any], around: Mapping[str, Any], hand: Hand | None) -> None:
    """Compute what is computed, field by field in the order of the form; given values of hidden fields go."""
    for key, member in branch.members.items():
        names = in_sight(around, data)
        if isinstance(member, Branch):
            if isinstance(data.get(key), dict):
                _settle(member, data[key], names, hand)
        elif isinstance(member, Leaf) and member.formula is not None:
            value = None if is_hidden(member, names) else member.formula.value(names)
            data.pop(key, None)
            if value is not None:
                data[key] = value
        elif is_hidden(member, names) and member.rights.level(hand) is not Level.WRITE:
            data.pop(key, None)
        elif isinstance(member, Rows) and isinstance(data.get(key), list):
            rows = [dict(row) if isinstance(row, Mapping) else row for row in data[key]]
            for row in rows:
                if isinstance(row, dict):
                    _settle(member.row, row, in_sight(names, row), hand)
            data[key] = rows


def is_formula(member: Leaf | Rows) -> bool:
    """Whether the field is computed."""
    return isinstance(member, Leaf) and member.formula is not None


def _has_given(branch: Branch, hand: Hand | None) -> bool:
    """Whether something inside is given to this hand rather than written by it, or computed."""
    return any(
        _has_given(member, hand)
        if isinstance(member, Branch)
        else is_formula(member) or member.rights.level(hand) is not Level.WRITE
        for member in branch.members.values()
    )
