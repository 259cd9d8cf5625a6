"""A form as one hand is shown it: fields that are not theirs to see are gone, those not theirs to write are locked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.forms.field_rights import OPEN, FieldRights, Hand, Level, read_rights


def sheet_for(schema: Mapping[str, Any], hand: Hand) -> dict[str, Any]:
    """The schema for this hand; the one handed in is left alone."""
    return {**schema, "components": _shown(schema.get("components") or [], hand, OPEN)}


def _shown(components: Sequence[Any], hand: Hand, around: FieldRights) -> list[dict[str, Any]]:
    shown = []
    for component in components:
        rights = read_rights(component).within(around)
        level = rights.level(hand)
        if level is Level.HIDDEN:
            continue
        one = dict(component)
        if "components" in one:
            one["components"] = _shown(one["components"], hand, rights)
        elif level is Level.READ:
            one["readonly"] = True
        shown.append(one)
    return shown
