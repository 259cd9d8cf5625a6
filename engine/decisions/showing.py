"""Values inside sentences: as FEEL writes them, and never long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from engine.expressions.feel_values.exchange import plain

_LONGEST: Final = 80


def shown(value: Any) -> str:
    """The value as a designer would write it in a cell, cut where it is long."""
    text = _written(plain(value))
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def shown_inputs(inputs: Mapping[str, Any]) -> str:
    """Inputs by their labels."""
    return ", ".join(f"{label} = {shown(value)}" for label, value in inputs.items())


def _written(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return f"[{', '.join(_written(entry) for entry in value[:_LONGEST])}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_written(entry)}" for name, entry in list(value.items())[:_LONGEST]) + "}"
    return str(value)
